"""What happens on the way: a consent, a stop, a letter, an incident, words of a closed page."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from patients import header, screening
from sessions import snapshot
from sessions.answers import first_error, refusals_answered, refused, saved, session_for, wants_json
from sessions.models import TreatmentSession
from sessions.visit import consenting, incidents, letters, pages, stopping
from sessions.visit.forms import AreaForm, IncidentForm, LetterForm, LiftForm, StopForm
from sessions.visit.models import Incident, LeftBehind

PREPARE = "#tab-prepare"
YEAR = timedelta(days=365)
LISTED = 100


def told_by(form_class: type[Form]) -> Callable[..., Any]:
    """The view gets the session and what the form says of it; what nobody can read is refused in words."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answered(request: StaffRequest, pk: int) -> HttpResponseBase:
            treatment_session = session_for(request.user, pk)
            form = form_class(request.POST)
            if not form.is_valid():
                return refused(request, pk, first_error(form))
            return view(request, treatment_session, form.cleaned_data)

        return answered

    return decorate


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
@told_by(AreaForm)
def area_consent(request: StaffRequest, held: TreatmentSession, said: dict[str, Any]) -> HttpResponseBase:
    row = consenting.say(treatment_session=held, **said, by=request.user)
    if wants_json(request):
        return saved(request, held.pk, {"area": row.area, "said": row.said})
    return redirect(reverse("sessions:chart", args=[held.pk]) + PREPARE)


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
@told_by(StopForm)
def stop(request: StaffRequest, held: TreatmentSession, said: dict[str, Any]) -> HttpResponseBase:
    """Stop, and go straight to the letter."""
    stopping.stop(treatment_session=held, **said, by=request.user)
    return redirect("sessions:letter", held.pk)


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
@told_by(LiftForm)
def go_on(request: StaffRequest, held: TreatmentSession, said: dict[str, Any]) -> HttpResponseBase:
    stopping.lift(treatment_session=held, **said, by=request.user)
    return redirect("sessions:chart", held.pk)


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
    return _form_page(request, "letter", treatment_session, form, cautions)


def _back_to(held: TreatmentSession) -> HttpResponse:
    """To the session, where what was written down just now is listed."""
    if held.is_signed:
        return redirect(reverse("sessions:detail", args=[held.pk]) + "#sheet-events")
    return redirect(reverse("sessions:chart", args=[held.pk]) + PREPARE)


def _form_page(
    request: StaffRequest, template: str, held: TreatmentSession, form: Form, cautions: screening.Cautions
) -> HttpResponse:
    about = header.of(held.patient, request.user, cautions)
    page = {**about, "treatment_session": held, "form": form}
    return render(request, f"sessions/{template}.html", page, status=422 if form.errors else 200)


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
    cautions = screening.of(treatment_session.patient)
    return _form_page(request, "incident", treatment_session, form, cautions)


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
