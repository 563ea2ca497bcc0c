"""Changing how a person is reached, who is around them, their tags, and whether their record is in use."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import contacts as reach
from patients import header, people
from patients import relations as family
from patients import standing as use
from patients import tags as groups
from patients.door import patient_for
from patients.forms import PERSON, PatientForm
from patients.models import Patient, Relation
from patients.people_forms import (
    ArchiveForm,
    ContactForm,
    DeathForm,
    RelationEditForm,
    RelationForm,
    TagForm,
    UntagForm,
)

NOT_PASSED = 422


@allow(*Role)
@require_POST
def contacts(request: StaffRequest, number: int) -> HttpResponse:
    """Add a phone number or an e-mail address."""
    patient = patient_for(request, number)
    form = ContactForm(request.POST)
    if _done(form, lambda said: reach.add(patient, **_contact(said), by=request.user), "value"):
        return _card(request, patient, "contacts")
    return _card(request, patient, "contacts", contact_form=form)


@allow(*Role)
@require_POST
def contact(request: StaffRequest, number: int, contact: int) -> HttpResponse:
    """do: prefer, remove or restore."""
    patient = patient_for(request, number)
    row = get_object_or_404(patient.contacts.visible_to(request.user), pk=contact)
    do = _asked(request)
    if do == "prefer":
        reach.prefer(row, by=request.user)
    elif do == "restore":
        reach.restore(row, by=request.user)
    elif do == "remove":
        reach.remove(row, by=request.user)
        toast(request, f"{row.value} is taken away.", undo=_undo("contact", number, row.pk))
    return _card(request, patient, "contacts")


@allow(*Role)
@require_POST
def relations(request: StaffRequest, number: int) -> HttpResponse:
    """Name somebody around the patient."""
    patient = patient_for(request, number)
    form = RelationForm(request.POST, staff=request.user)
    if _done(form, lambda said: family.add(patient, **said, by=request.user), None):
        return _card(request, patient, "around")
    return _card(request, patient, "around", relation_form=form)


@allow(*Role)
@require_POST
def relation(request: StaffRequest, number: int, relation: int) -> HttpResponse:
    """do: remove or restore, from either of the two records; or change, from the one whose line it is."""
    patient = patient_for(request, number)
    rows = patient.relations.visible_to(request.user) | patient.relations_to_others.visible_to(request.user)
    row = get_object_or_404(rows.select_related("patient", "other"), pk=relation)
    do = _asked(request)
    if do == "restore":
        family.restore(row, by=request.user)
    elif do == "remove":
        family.remove(row, by=request.user)
        toast(request, f"{row.who} is taken away.", undo=_undo("relation", number, row.pk))
    elif do == "change" and row.patient_id == patient.pk:
        return _changed(request, patient, row)
    return _card(request, patient, "around")


def _changed(request: StaffRequest, patient: Patient, row: Relation) -> HttpResponse:
    form = RelationEditForm(request.POST, relation=row)
    try:
        if form.is_valid():
            changed = family.change(row, **form.cleaned_data, by=request.user)
            toast(request, f"{changed.who} is saved.")
            return _card(request, patient, "around")
    except family.ChangedMeanwhile as refusal:
        form = RelationEditForm({**request.POST.dict(), "seen": family.mark(refusal.now)}, relation=row)
        form.add_error(None, str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return _card(request, patient, "around", relation_edit=form)


@allow(*Role)
@require_POST
def tags(request: StaffRequest, number: int) -> HttpResponse:
    """Put the person into a group, or with tag out of one."""
    patient = patient_for(request, number)
    out = UntagForm(request.POST)
    if "tag" in request.POST and out.is_valid():
        groups.untag(patient, out.cleaned_data["tag"], by=request.user)
        return _card(request, patient, "tags")
    form = TagForm(request.POST)
    if _done(form, lambda said: groups.tag(patient, said["word"], by=request.user), "word"):
        return _card(request, patient, "tags")
    return _card(request, patient, "tags", tag_form=form)


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: StaffRequest, number: int) -> HttpResponse:
    """do: archive with a reason, died, or back into use; what stands in the schedule is listed."""
    patient = patient_for(request, number)
    do = _asked(request) if request.method == "POST" else None
    archive, death = (form(request.POST if do == name else None) for form, name in _STANDING)
    if do == "back":
        use.bring_back(patient, by=request.user)
        toast(request, f"{patient}'s record is in use again.", about=patient)
        return redirect("patients:detail", number)
    if do == "archive" and _done(archive, lambda said: use.archive(patient, **said, by=request.user), None):
        return _stood(request, patient, "is archived")
    if do == "died" and _done(death, lambda said: use.record_death(patient, **said, by=request.user), None):
        return _stood(request, patient, "is recorded as deceased")
    audit.record("opened", patient, by=request.user, fields=["standing", "appointments"])
    context = header.of_record(patient, request.user, header.cautions_for(patient))
    context |= {"archive": archive, "death": death, "to_come": use.coming(patient)}
    return render(request, "patients/standing.html", context, status=NOT_PASSED if do else 200)


_STANDING: tuple[tuple[type[forms.Form], str], ...] = ((ArchiveForm, "archive"), (DeathForm, "died"))


def _stood(request: StaffRequest, patient: Patient, words: str) -> HttpResponse:
    address = reverse("patients:standing", args=[patient.number])
    toast(request, f"{patient} {words}.", about=patient, undo=f"{address}?do=back")
    return redirect(address)


def _contact(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("way", "value", "kind", "preferred")}


def _done(form: forms.Form, rule: Callable[[dict[str, Any]], object], field: str | None) -> bool:
    """Whether the form passed and the rule allowed it; else the form says why."""
    if not form.is_valid():
        return False
    try:
        rule(form.cleaned_data)
    except Refused as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def _asked(request: StaffRequest) -> str | None:
    """What to do, as a button says it; or as the address of an undo does, which sends nothing else."""
    return request.POST.get("do") or request.GET.get("do")


def _undo(name: str, *keys: int) -> str:
    return f"{reverse(f'patients:{name}', args=keys)}?do=restore"


def _card(request: StaffRequest, patient: Patient, name: str, **form: Any) -> HttpResponse:
    """The card alone by htmx; without it the page it stands on, on which what was typed is kept."""
    status = NOT_PASSED if form else 200
    if "HX-Request" in request.headers:
        audit.record("opened", patient, by=request.user, fields=["contact"])
        patient.refresh_from_db()
        context = {"patient": patient, "swapped": True, **people.cards(patient, request.user, **form)}
        return render(request, f"patients/_edit_{name}.html", context, status=status)
    if not form:
        return redirect("patients:edit", patient.number)
    audit.record("opened", patient, by=request.user, fields=["contact"])
    initial = {name: getattr(patient, name) for name in (*PERSON, "version")}
    context = header.of_record(patient, request.user, header.cautions_for(patient))
    context |= {"form": PatientForm(initial=initial), **people.cards(patient, request.user, **form)}
    return render(request, "patients/edit.html", context, status=status)
