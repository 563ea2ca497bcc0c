"""The questionnaire from the clinic's side: asking for it, filling it in for someone, what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header, jobs
from patients.door import patient_for
from patients.intake import answering, consents, links, proposals, state
from patients.intake.code import code
from patients.intake.drafts import Reader
from patients.intake.forms import WithdrawForm
from patients.models import Consent, ContactProposal, Draft, IntakeLink, Patient

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])
NOT_PASSED = 422


@allow(*Role)
@reads_or_sends
def of(request: StaffRequest, number: int) -> HttpResponse:
    """How far this patient is; a POST makes a link, whose address is shown this once."""
    patient = patient_for(request, number)
    context: dict[str, Any] = {}
    if request.method == "POST":
        made = links.make(patient, by=request.user)
        address = request.build_absolute_uri(reverse("patients:link", args=[made.token]))
        context = {"address": address, "code": code(address)}
    else:
        audit.record("opened", patient, by=request.user, fields=["intake"])
    context |= {
        **header.of_record(patient, request.user, header.cautions_for(patient)),
        "state": state.of(patient),
        "link": patient.intake_links.order_by("-made_at", "-pk").first(),
        "draft": Draft.objects.open().filter(patient=patient).first(),
        "proposals": proposals.waiting(patient),
        "asks_here": request.user.has(Role.THERAPIST) or request.user.has(Role.FRONT_DESK),
    }
    return render(request, "intake/of.html", context)


@allow(*Role)
@require_POST
def mail(request: StaffRequest, number: int, link: int) -> HttpResponse:
    """Have the worker mail the link to the address in the record."""
    patient, found = _link(request, number, link)
    if not patient.email:
        toast(request, f"There is no e-mail address of {patient} in the record.", level="refused")
    elif not found.is_live:
        toast(request, "That link has ended. Make a new one first.", level="refused")
    else:
        jobs.mail(found, by=request.user)
        toast(request, f"The link goes to {patient} by e-mail.")
    return redirect("patients:intake_of", number)


@allow(*Role)
@require_POST
def end(request: StaffRequest, number: int, link: int) -> HttpResponse:
    _patient, found = _link(request, number, link)
    links.end(found, by=request.user)
    toast(request, "The link opens nothing any more. Answers so far are kept.")
    return redirect("patients:intake_of", number)


def _link(request: StaffRequest, number: int, link: int) -> tuple[Patient, IntakeLink]:
    patient = patient_for(request, number)
    rows = IntakeLink.objects.visible_to(request.user)
    return patient, get_object_or_404(rows, patient=patient, pk=link)


@allow(*Role)
@require_POST
def decide(request: StaffRequest, number: int, proposal: int) -> HttpResponse:
    """Take over what the patient wrote, or leave the record as it is."""
    patient = patient_for(request, number)
    rows = ContactProposal.objects.visible_to(request.user)
    found = get_object_or_404(rows, patient=patient, pk=proposal)
    try:
        proposals.decide(found, take=request.POST.get("take") == "1", by=request.user)
    except Refused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect("patients:intake_of", number)


@allow(Role.THERAPIST, Role.FRONT_DESK)
@require_POST
def begin(request: StaffRequest, number: int) -> HttpResponse:
    """Ask the questions here, on a tablet."""
    patient = patient_for(request, number)
    draft = links.begin_with(patient, by=request.user)
    reader = _reader(request, patient, draft)
    return redirect("patients:intake_ask", number, answering.first_open(reader))


@allow(Role.THERAPIST, Role.FRONT_DESK)
@reads_or_sends
def ask(request: StaffRequest, number: int, step: str) -> HttpResponseBase:
    """One screen; whoever may not open the chart sees only what they wrote themselves."""
    patient, reader = _open(request, number)
    if request.method != "POST":
        audit.record("opened", patient, by=request.user, fields=["intake"])

    def sent(_request: HttpRequest) -> HttpResponse:
        toast(request, "The answers are in the record.")
        return redirect("patients:intake_of", number)

    return answering.step(request, reader, step, _addresses(number), end=sent)


@allow(Role.THERAPIST, Role.FRONT_DESK)
@require_GET
def ask_call(request: StaffRequest, number: int, step: str) -> HttpResponse:
    _patient, reader = _open(request, number)
    return answering.call_first(request, reader, step, _addresses(number))


def _addresses(number: int) -> answering.Addresses:
    keys = {"number": number}
    return answering.Addresses(
        "patients:intake_ask", keys, "patients:intake_ask_call", "intake/staff_base.html"
    )


def _open(request: StaffRequest, number: int) -> tuple[Patient, Reader]:
    patient = patient_for(request, number)
    drafts = Draft.objects.visible_to(request.user).open().select_related("patient", "link")
    return patient, _reader(request, patient, get_object_or_404(drafts, patient=patient))


def _reader(request: StaffRequest, patient: Patient, draft: Draft) -> Reader:
    return Reader(draft, f"staff {request.user.pk}", proven=patient.chart_open, staff=request.user)


@allow(*Role)
@require_GET
def consent_list(request: StaffRequest, number: int) -> HttpResponse:
    """All that was agreed to, and what of it still holds."""
    patient = patient_for(request, number)
    audit.record("opened", patient, by=request.user, fields=["consents"])
    return _consents_page(request, patient)


@allow(*Role)
@require_POST
def withdraw_consent(request: StaffRequest, number: int, consent: int) -> HttpResponse:
    patient = patient_for(request, number)
    rows = Consent.objects.visible_to(request.user)
    found = get_object_or_404(rows, patient=patient, pk=consent)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _consents_page(request, patient, {"consent": found.pk, "form": form})
    why = form.cleaned_data["why"]
    held = consents.withdraw(found, why=why, by=request.user)
    if why not in {"", held.withdrawn_why}:
        form.add_error("why", f"{held.withdrawn_by} wrote it down first, so these words are not kept.")
        return _consents_page(request, patient, {"consent": found.pk, "form": form})
    toast(request, "The consent no longer holds.")
    return redirect("patients:consents", number)


def _consents_page(
    request: StaffRequest, patient: Patient, tried: dict[str, Any] | None = None
) -> HttpResponse:
    """tried: whose withdrawal was refused, and its form as it was typed."""
    context = {
        **header.of_record(patient, request.user, header.cautions_for(patient)),
        "consents": patient.consents.visible_to(request.user).select_related("text", "withdrawn_by"),
        "tried": tried,
    }
    return render(request, "intake/consents.html", context, status=NOT_PASSED if tried else 200)
