"""A patient's documents: the list, one of them, and the files themselves."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header
from patients.document_models import Document
from patients.door import patient_for
from patients.files import documents as rules
from patients.files import lists, storage
from patients.files.forms import AddForm, DescribeForm, RemoveForm
from patients.models import Patient

NOT_PASSED = 422
reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(*Role)
@reads_or_sends
def documents(request: StaffRequest, number: int) -> HttpResponseBase:
    """Those this person may see, and the form to add one."""
    patient = patient_for(request, number)
    sent = request.method == "POST"
    form = AddForm(
        request.POST if sent else None, request.FILES if sent else None, clinical=_clinical(request, patient)
    )
    if form.is_valid():
        try:
            return _added(request, patient, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if sent and _wants_json(request):
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(sentences)}, status=NOT_PASSED)
    return _list(request, patient, form)


def _added(request: StaffRequest, patient: Patient, form: AddForm) -> HttpResponseBase:
    said = form.cleaned_data
    document = rules.add(patient, said["file"], key=said["key"], by=request.user, **form.described)
    toast(request, f"{document.title} is added.")
    if _wants_json(request):
        return JsonResponse({"added": document.pk}, status=201)
    return redirect("patients:documents", patient.number)


def _list(request: StaffRequest, patient: Patient, form: AddForm) -> HttpResponse:
    listed = lists.listed(patient, request.user, request.GET)
    shown = [document.pk for document in listed.page.rows]
    audit.record("opened", patient, by=request.user, fields=["documents"], ids=shown)
    context = {**_header(request, patient), "form": form, "listed": listed}
    context["seen"] = lists.seen(patient, request.user)
    context["clinical"] = _clinical(request, patient)
    status = NOT_PASSED if form.is_bound else 200
    return render(request, "patients/documents.html", context, status=status)


@allow(*Role)
@reads_or_sends
def document(request: StaffRequest, number: int, document: int) -> HttpResponse:
    """One of them: what it is, who may see it, and the way to take it off the list."""
    patient, held = _document(request, number, document)
    clinical = _clinical(request, patient)
    initial = {name: getattr(held, name) for name in (*rules.DESCRIBED, "version")}
    form = DescribeForm(
        request.POST if request.method == "POST" else None, initial=initial, clinical=clinical
    )
    if form.is_valid():
        try:
            said = form.described
            rules.describe(held, form.cleaned_data["version"] or 0, by=request.user, **said)
            toast(request, f"{said['title']} is saved.")
            return redirect("patients:documents", number)
        except rules.DescribedMeanwhile as refusal:
            return _both(request, patient, refusal, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _one(request, patient, held, form, NOT_PASSED if form.is_bound else 200)


def _both(
    request: StaffRequest, patient: Patient, refusal: rules.DescribedMeanwhile, typed: DescribeForm
) -> HttpResponse:
    """What was typed stays in the form, over the newer version; what the other one saved stands above."""
    again = DescribeForm(
        initial={**typed.described, "version": refusal.current.version}, clinical=_clinical(request, patient)
    )
    return _one(request, patient, refusal.current, again, 409, refusal=refusal)


def _one(
    request: StaffRequest, patient: Patient, held: Document, form: DescribeForm, status: int, **more: Any
) -> HttpResponse:
    audit.record("opened", held, by=request.user, fields=["document"])
    context = {
        **_header(request, patient),
        "document": held,
        "form": form,
        "remove_form": RemoveForm(),
        **more,
    }
    context["seen"] = lists.seen(patient, request.user)
    return render(request, "patients/document.html", context, status=status)


@allow(*Role)
@require_POST
def remove_document(request: StaffRequest, number: int, document: int) -> HttpResponse:
    """Hide it, with a reason and an undo."""
    patient, held = _document(request, number, document, to_change=True)
    form = RemoveForm(request.POST)
    if not form.is_valid():
        initial = {name: getattr(held, name) for name in (*rules.DESCRIBED, "version")}
        describe = DescribeForm(initial=initial, clinical=_clinical(request, patient))
        return _one(request, patient, held, describe, NOT_PASSED, remove_form=form)
    rules.remove(held, why=form.cleaned_data["why"], by=request.user)
    undo = reverse("patients:restore_document", args=[number, held.pk])
    toast(request, f"{held.title} is off the list.", undo=undo)
    return redirect("patients:documents", number)


@allow(*Role)
@require_POST
def restore_document(request: StaffRequest, number: int, document: int) -> HttpResponse:
    _patient, held = _document(request, number, document, to_change=True)
    rules.restore(held, by=request.user)
    toast(request, f"{held.title} is back on the list.")
    return redirect("patients:documents", number)


@allow(*Role)
@require_GET
def document_file(request: StaffRequest, number: int, document: int) -> HttpResponse:
    """The file, to be saved: never shown inside the clinic's own pages."""
    _patient, held = _document(request, number, document)
    content = rules.content(held)
    audit.record("exported", held, by=request.user, fields=["file"])
    return given_out(content, held.content_type, f'attachment; filename="{held.file_name}"')


@allow(*Role)
@require_GET
def document_thumbnail(request: StaffRequest, number: int, document: int) -> HttpResponse:
    """A small picture of it that we made ourselves."""
    patient, held = _document(request, number, document)
    content = storage.read(held.thumbnail) if held.thumbnail else b""
    if not lists.was_seen(request.GET.get("seen", ""), patient, request.user):
        audit.record("opened", held, by=request.user, fields=["thumbnail"])
    return given_out(content, "image/jpeg", "inline", status=200 if content else 204)


def given_out(content: bytes, content_type: str, disposition: str, status: int = 200) -> HttpResponse:
    headers = {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers, status=status)


def _document(
    request: StaffRequest, number: int, document: int, *, to_change: bool = False
) -> tuple[Patient, Document]:
    """This patient's document, if this person may see it (or change it); else as if it were not there."""
    patient = patient_for(request, number)
    rows = rules.to_change(patient, request.user) if to_change else patient.documents.visible_to(request.user)
    return patient, get_object_or_404(rows.select_related("added_by", "removed_by"), pk=document)


def _clinical(request: StaffRequest, patient: Patient) -> bool:
    return patient.chart_open and request.user.has(Role.THERAPIST)


def _wants_json(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _header(request: StaffRequest, patient: Patient) -> dict[str, Any]:
    return header.of_record(patient, request.user, header.cautions_for(patient))
