"""The charting page and everything it sends."""

import uuid

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from clinic.toasts import toast
from patients import header, screening
from sessions import charting, marking, records
from sessions.answers import (
    comes_back,
    first_error,
    form_page,
    refusals_answered,
    require,
    saved,
    session_for,
    wants_json,
)
from sessions.forms import NoteForm, PointForm, SignForm
from sessions.models import PointFinding, TreatmentSession
from sessions.opening import finding_to_change, session_to_change
from sessions.point_forms import FindingForm
from sessions.point_views import new_point_again, point_again
from sessions.refusals import AlreadySigned, NotReady, StaleNote
from sessions.visit import consenting, frame, pages
from sessions.writing.acts import ACTS, Draft, apply


@allow(Role.THERAPIST)
@require_GET
def chart(request: StaffRequest, pk: int) -> HttpResponse:
    """The open session; colleagues, and everyone once it is signed, read it instead."""
    treatment_session = session_for(request.user, pk)
    if treatment_session.is_signed or treatment_session.therapist_id != request.user.pk:
        return redirect("sessions:detail", pk)
    audit.record("opened", treatment_session, by=request.user)
    return _chart_page(request, treatment_session)


@allow(Role.THERAPIST)
@require_POST
@comes_back(new_point_again)
def place(request: StaffRequest, pk: int) -> HttpResponseBase:
    treatment_session = session_to_change(request.user, pk)
    form = PointForm(request.POST)
    require(form)
    finding = records.place(treatment_session=treatment_session, **form.cleaned_data, by=request.user)
    if not wants_json(request):
        _say_more(request, treatment_session, finding)
    return saved(
        request, pk, {"finding": charting.finding_data(finding)}, status=200 if finding.repeated else 201
    )


def _say_more(request: StaffRequest, treatment_session: TreatmentSession, finding: PointFinding) -> None:
    """What the map would have shown or asked about a point that was placed by name."""
    muscle = finding.point.muscle
    if marking.is_undrawn(muscle, finding.chart):
        toast(request, f"The drawing does not show {muscle}, so the mark stands in the middle of its region.")
    for area in consenting.unasked({muscle.pk}, consenting.standing(treatment_session)):
        toast(request, f"{area.label}: not agreed to today. Ask before you work there.", level="refused")


@allow(Role.THERAPIST)
@require_POST
@comes_back(point_again)
def score(request: StaffRequest, pk: int, finding: int) -> HttpResponseBase:
    found = finding_to_change(request.user, pk, finding)
    form = FindingForm(request.POST, treatment_session=found.treatment_session)
    require(form)
    changed = records.score(finding=found, **form.cleaned_data, by=request.user)
    return saved(request, pk, {"finding": charting.finding_data(changed)})


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def remove(request: StaffRequest, pk: int, finding: int) -> HttpResponseBase:
    records.remove(finding=finding_to_change(request.user, pk, finding), by=request.user)
    return saved(request, pk, {"removed": finding})


@allow(Role.THERAPIST)
@require_POST
@refusals_answered
def write(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Save the note; what cannot be saved stays on the page that is shown."""
    treatment_session = session_to_change(request.user, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _unwritten(request, session_for(request.user, pk), form)
    if form.cleaned_data.get("leaving") == "aside":
        return _aside(request, treatment_session, form)
    draft = Draft(treatment_session, form.texts(), form.origins(), request.user)
    try:
        for act in (name for name in ACTS if name in request.POST):
            apply(draft, act, request.POST[act])
        written = records.write(
            treatment_session=treatment_session,
            texts=draft.texts,
            origins=draft.origins,
            version=form.cleaned_data["version"],
            save=form.save_of(),
            by=request.user,
        )
    except (StaleNote, AlreadySigned) as refusal:
        if form.cleaned_data.get("leaving"):
            return _aside(request, treatment_session, form)
        if isinstance(refusal, AlreadySigned):
            if not wants_json(request):
                _aside(request, treatment_session, form)
            raise
        return _stale(request, treatment_session, refusal)
    saved_at = f"{clock.local(written.saved_at):%H:%M}"
    return saved(request, pk, {"version": written.version, "saved_at": saved_at})


def _aside(request: StaffRequest, treatment_session: TreatmentSession, form: NoteForm) -> HttpResponseBase:
    """Nobody is there any more to choose between two texts; the words are kept for whoever comes next."""
    save = form.save_of() or pages.Save(uuid.uuid4(), 1)
    left = pages.leave_behind(
        treatment_session=treatment_session, texts=form.typed(), save=save, by=request.user
    )
    content = {"left": left and left.pk, "version": treatment_session.version}
    return saved(request, treatment_session.pk, content, status=202)


@allow(Role.THERAPIST)
@require_POST
@fresh
@refusals_answered
def sign(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Sign, or say why not over the time that was typed."""
    treatment_session = session_for(request.user, pk)
    form = SignForm(request.POST, treatment_session=treatment_session)
    if form.is_valid():
        try:
            ended_at = form.cleaned_data["ended_at"]
            records.sign(treatment_session=treatment_session, ended_at=ended_at, by=request.user)
            patient = treatment_session.patient
            toast(request, f"The session of {patient} is signed.", about=patient)
            return redirect("sessions:detail", pk)
        except NotReady as refusal:
            form.add_error(None, str(refusal))
    return form_page(request, "sign", treatment_session, form)


def _chart_page(
    request: StaffRequest, treatment_session: TreatmentSession, *, status: int = 200
) -> HttpResponse:
    page = charting.context(treatment_session, readonly=False)
    page |= header.of(treatment_session.patient, request.user, page["cautions"])
    page |= frame.context(treatment_session, page)
    return render(request, "sessions/chart.html", page, status=status)


def _unwritten(request: StaffRequest, treatment_session: TreatmentSession, form: NoteForm) -> HttpResponse:
    """Say what is wrong, over the text as it was typed."""
    if wants_json(request):
        return JsonResponse({"error": first_error(form)}, status=422)
    toast(request, first_error(form), level="refused")
    for name, text in form.data.items():
        if name in {"subjective", "objective", "assessment", "plan"}:
            setattr(treatment_session, name, text)
            treatment_session.edited = [*treatment_session.edited, name]
    return _chart_page(request, treatment_session, status=422)


def _stale(request: StaffRequest, treatment_session: TreatmentSession, stale: StaleNote) -> HttpResponse:
    """Both texts, for the therapist to choose from."""
    if wants_json(request):
        content = {"error": str(stale), "theirs": stale.theirs, "version": stale.version}
        return JsonResponse(content, status=stale.status)
    patient = treatment_session.patient
    page = {
        **header.of(patient, request.user, screening.of(patient)),
        "treatment_session": treatment_session,
        "stale": stale,
        "scores": range(11),
    }
    return render(request, "sessions/stale.html", page, status=stale.status)
