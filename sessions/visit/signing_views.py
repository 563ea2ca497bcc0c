"""Around the signature: what is missing, several notes at once, a supervisor's own, and the paper."""

from typing import NamedTuple

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions import day, last_look, records
from sessions.answers import refusals_answered, session_for
from sessions.forms import AmendForm, SignForm
from sessions.models import TreatmentSession
from sessions.views import detail_page
from sessions.visit import cosigning, looked_over, session_pdf
from sessions.visit.forms import CosignForm, SignAllForm, SupervisionForm
from sessions.visit.refusals import AlreadySeconded, NotLookedOver


@allow(Role.THERAPIST)
@require_GET
def missing(request: StaffRequest, pk: int) -> JsonResponse:
    """The last look and the likely end, as the server knows them now."""
    treatment_session = session_for(request.user, pk)
    gaps = [gap._asdict() for gap in last_look.missing(treatment_session)]
    return JsonResponse({"missing": gaps, "ended": SignForm(treatment_session=treatment_session).offer()})


@allow(Role.THERAPIST)
@require_POST
@fresh
def sign_all(request: StaffRequest) -> HttpResponse:
    """Sign the chosen notes one by one; each that is not signed says why."""
    waiting = {each.pk: each for each in day.unsigned_of(request.user)}
    form = SignAllForm(request.POST, waiting=list(waiting.values()))
    if not form.is_valid():
        toast(
            request,
            "Choose the notes to sign. Those that are signed already are gone from the list.",
            level="refused",
        )
        return redirect("sessions:unsigned")
    signed = 0
    for pk in form.cleaned_data["note"]:
        try:
            _sign_one(request, waiting[pk])
            signed += 1
        except Refused as refusal:
            held = waiting[pk]
            words = f"{held.patient}, {held.started_at:%-d %b}: {refusal}"
            toast(request, words, about=held.patient, level="refused")
    if signed:
        toast(request, "1 note is signed." if signed == 1 else f"{signed} notes are signed.")
    return redirect("sessions:unsigned")


def _sign_one(request: StaffRequest, held: TreatmentSession) -> None:
    """As it was looked over, or not at all."""
    seen = looked_over.of(request).get(held.pk)
    if seen is None:
        raise NotLookedOver("You have not looked it over since you signed in. Open it, then sign.")
    if seen != looked_over.state(held):
        raise NotLookedOver("It has changed since you looked it over. Open it again, then sign.")
    ended_at = SignForm(treatment_session=held).likely_end()
    records.sign(treatment_session=held, ended_at=ended_at, by=request.user)


@allow(Role.THERAPIST)
@require_POST
@fresh
def cosign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign under a student's note; a remark that cannot be kept comes back under the note."""
    treatment_session = session_for(request.user, pk)
    form = CosignForm(request.POST, auto_id="cosign-%s")
    if form.is_valid():
        try:
            cosigning.cosign(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
            toast(request, f"The note of {treatment_session.therapist} counts as signed.")
            return redirect("sessions:detail", pk)
        except AlreadySeconded as refusal:
            return _as_addendum(request, treatment_session, form.cleaned_data["remark"], str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    # After the password the address has lost its place on the page.
    form.fields["remark"].widget.attrs["autofocus"] = True
    return detail_page(request, treatment_session, cosign_form=form)


def _as_addendum(request: StaffRequest, held: TreatmentSession, remark: str, sentence: str) -> HttpResponse:
    """Somebody was faster: what was typed stands in the form that can still take it."""
    toast(request, sentence, level="refused")
    if not remark:
        return redirect("sessions:detail", held.pk)
    form = AmendForm(initial={"why": "A supervisor's remark", "text": remark})
    form.fields["text"].widget.attrs["autofocus"] = True
    return detail_page(request, held, amend_form=form)


@allow(Role.THERAPIST)
@require_GET
def to_cosign(request: StaffRequest) -> HttpResponse:
    """Notes of students that wait for this supervisor, the oldest first."""
    waiting = list(cosigning.waiting_for(request.user))
    audit.record(
        "listed", by=request.user, ids=sorted({each.patient_id for each in waiting}), fields=["unsigned"]
    )
    return render(request, "sessions/to_cosign.html", {"waiting": waiting})


class Learning(NamedTuple):
    """Somebody's row. chosen: the key of their supervisor, or of whom a refused form named; wrong: why."""

    person: Staff
    chosen: str
    wrong: str = ""


def _learning(person: Staff, form: SupervisionForm) -> Learning:
    if form.is_bound and form["student"].value() == str(person.pk):
        wrong = str(next(iter(form.errors.values()))[0])
        return Learning(person, form["supervisor"].value() or "", wrong)
    return Learning(person, str(person.supervisor_id or ""))


@allow(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def supervision(request: StaffRequest) -> HttpResponse:
    """Who learns under whom."""
    form = SupervisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            told = form.cleaned_data
            student = cosigning.place_under(told["student"], told["supervisor"], by=request.user)
            toast(request, f"{student}: {student.supervisor or 'nobody'} signs their notes as well.")
            return redirect("sessions:supervision")
        except Refused as refusal:
            form.add_error("supervisor", str(refusal))
    people = list(Staff.objects.therapists().select_related("supervisor"))
    page = {"learning": [_learning(person, form) for person in people], "therapists": people, "form": form}
    return render(request, "sessions/supervision.html", page, status=422 if form.is_bound else 200)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
@refusals_answered
def pdf(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The signed sheet as a file; it leaves the clinic, so the log says who took it."""
    treatment_session = session_for(request.user, pk)
    if not treatment_session.is_signed:
        toast(request, "This note is not signed yet, so there is no sheet of it.", level="refused")
        return redirect("sessions:detail", pk)
    content = session_pdf.drawn(treatment_session, by=request.user)
    audit.record("printed", treatment_session, by=request.user, fields=["note", "points", "addenda"])
    headers = {
        "Content-Disposition": f'attachment; filename="session-{treatment_session.pk}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
