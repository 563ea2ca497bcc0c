"""What happens on the way: a consent, a stop, a letter, an incident, words of a closed page."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import screening
from sessions import snapshot
from sessions.answers import (
    first_error,
    form_page,
    refusals_answered,
    refused,
    saved,
    session_for,
    wants_json,
)
from sessions.models import TreatmentSession
from sessions.visit import consenting, incidents, letters, pages, stopping
from sessions.visit.forms import AreaForm, IncidentForm, LetterForm, LiftForm, StopForm
from sessions.visit.models import Incident, LeftBehind

PREPARE = "#tab-prepare"
YEAR = timedelta(days=365)
LISTED = 100


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def area_consent(request: StaffRequest, pk: int) -> HttpResponseBase:
    held = session_for(request.user, pk)
    form = AreaForm(request.POST)
    if not form.is_valid():
        return refused(request, pk, first_error(form))
    row = consenting.say(treatment_session=held, **form.cleaned_data, by=request.user)
    if wants_json(request):
        return saved(request, pk, {"area": row.area, "said": row.said})
    return redirect(reverse("sessions:chart", args=[pk]) + PREPARE)


@allow(Role.THERAPIST)
@require_POST
def stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Stop, and go straight to the letter; a reason that cannot be kept comes back to be written again."""
    held = session_for(request.user, pk)
    form = StopForm(request.POST)
    if form.is_valid():
        try:
            stopping.stop(treatment_session=held, **form.cleaned_data, by=request.user)
            return redirect("sessions:letter", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, "stop", held, form)


@allow(Role.THERAPIST)
@require_POST
def go_on(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the stop back; a reason that cannot be kept comes back as well."""
    held = session_for(request.user, pk)
    form = LiftForm(request.POST)
    if form.is_valid():
        try:
            stopping.lift(treatment_session=held, **form.cleaned_data, by=request.user)
            return redirect("sessions:chart", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, "go_on", held, form)


@allow(Role.THERAPIST)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """A referral ready to edit; sent, it becomes a PDF among the patient's documents."""
    treatment_session = session_for(request.user, pk)
    patient = treatment_session.patient
    cautions = screening.of(patient)
    form = LetterForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        try:
            letters.keep(treatment_session, **form.cleaned_data, by=request.user)
            toast(request, "The letter is kept among the documents. Open it from here to print it.")
            return _back_to(treatment_session)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if form is None:
        audit.record("opened", treatment_session, by=request.user, fields=["letter"])
        text = letters.begun(treatment_session, snapshot.in_order(treatment_session), cautions)
        form = LetterForm(initial={"text": text, **letters.addressed(patient)})
    return form_page(request, "letter", treatment_session, form, cautions)


def _back_to(held: TreatmentSession) -> HttpResponse:
    """To the session, where what was written down just now is listed."""
    if held.is_signed:
        return redirect(reverse("sessions:detail", args=[held.pk]) + "#sheet-events")
    return redirect(reverse("sessions:chart", args=[held.pk]) + PREPARE)


@allow(Role.THERAPIST)
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what happened; at any time, also after the signature."""
    treatment_session = session_for(request.user, pk)
    form = IncidentForm(request.POST) if request.method == "POST" else IncidentForm(initial=_asked(request))
    if form.is_valid():
        try:
            incidents.write(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
            toast(request, "The incident is written down.")
            return _back_to(treatment_session)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, "incident", treatment_session, form)


def _asked(request: StaffRequest) -> dict[str, str]:
    """A row of the treatment that was anything but uneventful says which kind it was."""
    kind = request.GET.get("kind", "")
    return {"kind": kind} if kind in Incident.Kind.values else {}


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def incident_list(request: StaffRequest) -> HttpResponse:
    """In full for those who treat these patients; to who runs the clinic, how many of which kind."""
    today = clock.today()
    is_therapist, is_admin = request.user.has(Role.THERAPIST), request.user.has(Role.ADMIN)
    rows = list(incidents.seen_by(request.user)[:LISTED]) if is_therapist else []
    people = sorted({row.treatment_session.patient_id for row in rows})
    audit.record("listed", by=request.user, ids=people, fields=["incidents"])
    since = (
        today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today.replace(day=28)
    )
    page = {
        "rows": rows,
        "is_therapist": is_therapist,
        "since": since,
        "counted": incidents.counted(since, today) if is_admin else None,
    }
    return render(request, "sessions/incidents.html", page)


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def settle_left(request: StaffRequest, pk: int, left: int) -> HttpResponseBase:
    treatment_session = session_for(request.user, pk)
    row = get_object_or_404(
        LeftBehind.objects.visible_to(request.user).select_related("treatment_session"),
        treatment_session=treatment_session,
        pk=left,
    )
    pages.settle(left=row, by=request.user)
    return saved(request, pk, {"settled": row.pk})
