"""The note's own addresses: its text as the map writes it, and what is recorded beside it."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import header, screening
from sessions import snapshot
from sessions.answers import (
    comes_back,
    first_error,
    refusals_answered,
    refused,
    require,
    saved,
    session_for,
    wants_json,
)
from sessions.models import TreatmentSession
from sessions.open_session import refuse_others
from sessions.writing import page, recording
from sessions.writing.acts import Draft, apply
from sessions.writing.forms import ConductForm, LineForm, MotionForm, PhysicalTestForm
from sessions.writing.models import Motion, PhysicalTest


@allow(Role.THERAPIST)
@require_GET
@refusals_answered
def note_text(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Each section as it stands now, for the page of its therapist."""
    treatment_session = session_for(request.user, pk)
    refuse_others(treatment_session, request.user)
    sections = page.told(treatment_session, snapshot.in_order(treatment_session))
    return JsonResponse(page.state(treatment_session, sections))


@allow(Role.THERAPIST)
@require_GET
@refusals_answered
def note_tools(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Words kept ready, minutes, movement and tests: into the page that asks, or as a page of their own."""
    return _tools(request, pk)


def _tools(request: StaffRequest, pk: int, *, sentence: str = "") -> HttpResponseBase:
    """sentence: why the form that was sent is refused; what was typed in it is there again."""
    treatment_session = session_for(request.user, pk)
    if treatment_session.is_signed or treatment_session.therapist_id != request.user.pk:
        return refused(request, pk, sentence) if sentence else redirect("sessions:detail", pk)
    findings, known = snapshot.gathered(treatment_session)
    tried = page.Tried(_name_of(request), request.POST, sentence) if sentence else None
    note = page.tables(treatment_session, known, tried) | page.ready(treatment_session, findings, known)
    shown = {"treatment_session": treatment_session, "note": note}
    if request.headers.get("HX-Request"):
        return render(request, "sessions/writing/_tools.html", shown)
    audit.record("opened", treatment_session, by=request.user)
    patient = treatment_session.patient
    shown |= header.of(patient, request.user, screening.of(patient))
    return render(request, "sessions/note_tools.html", shown, status=422 if tried else 200)


def _name_of(request: StaffRequest) -> str:
    return (request.resolver_match.url_name if request.resolver_match else "") or ""


@allow(Role.THERAPIST)
@require_POST
@comes_back(_tools)
def conduct(request: StaffRequest, pk: int) -> HttpResponseBase:
    treatment_session = session_for(request.user, pk)
    form = ConductForm(request.POST)
    require(form)
    recording.conduct(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
    return saved(request, pk, {"saved": True})


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def line(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Switch a quick line of the section on or off."""
    treatment_session = session_for(request.user, pk)
    form = LineForm(request.POST)
    if not form.is_valid():
        return refused(request, pk, first_error(form))
    section, phrase = form.cleaned_data["section"], form.cleaned_data["phrase"]
    refuse_others(treatment_session, request.user)
    apply(Draft(treatment_session, {}, {}, request.user), "line", f"{section}:{phrase}")
    return saved(request, pk, {"saved": True})


@allow(Role.THERAPIST)
@require_POST
@comes_back(_tools)
def motion(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A movement's degrees, or the row taken off."""
    treatment_session = session_for(request.user, pk)
    if "remove" in request.POST:
        return _take_off(request, treatment_session, Motion)
    form = MotionForm(request.POST)
    require(form)
    recording.measure(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
    return _rows(request, treatment_session, "motion")


@allow(Role.THERAPIST)
@require_POST
@comes_back(_tools)
def physical_test(request: StaffRequest, pk: int) -> HttpResponseBase:
    """A test that was done and what it showed, or the row taken off."""
    treatment_session = session_for(request.user, pk)
    if "remove" in request.POST:
        return _take_off(request, treatment_session, PhysicalTest)
    form = PhysicalTestForm(request.POST)
    require(form)
    recording.record_test(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
    return _rows(request, treatment_session, "tests")


def _take_off(
    request: StaffRequest, treatment_session: TreatmentSession, kind: type[Any]
) -> HttpResponseBase:
    key = request.POST["remove"]
    known = key.isdecimal() and len(key) < 19
    rows = kind.objects.visible_to(request.user).filter(treatment_session=treatment_session)
    row = get_object_or_404(rows, pk=int(key) if known else 0)
    recording.take_off(row=row, by=request.user)
    return _rows(request, treatment_session, "motion" if kind is Motion else "tests")


def _rows(request: StaffRequest, treatment_session: TreatmentSession, name: str) -> HttpResponseBase:
    """The table again for the page's script, else the page."""
    if wants_json(request):
        return JsonResponse({"saved": True})
    if request.headers.get("HX-Request"):
        return _table(request, treatment_session, name)
    return redirect("sessions:note_tools", treatment_session.pk)


def _table(request: StaffRequest, treatment_session: TreatmentSession, name: str) -> HttpResponse:
    return render(request, f"sessions/writing/_{name}.html", page.tables(treatment_session))
