"""A patient's complaints, one of them, and its end."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from clinic.refusals import Refused
from clinic.toasts import toast
from sessions.courses import complaints as rules
from sessions.courses import drawing, plans, summary
from sessions.courses.fields import regions
from sessions.courses.forms import ComplaintChangeForm, ComplaintForm, EndForm, GoalScoreForm
from sessions.courses.models import Complaint, Goal, Measure
from sessions.courses.pages import (
    Tried,
    chart_for,
    complaint_for,
    key_of,
    page,
    reads_or_sends,
    refused_with_a_toast,
    status_of,
)
from sessions.figure import figures
from sessions.models import PointFinding


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def complaints(request: StaffRequest, number: int) -> HttpResponse:
    """All of them with their plans; a new one by form, or from the questionnaire with one tap."""
    patient = chart_for(request, number)
    taken_over = "take_over" in request.POST
    form = ComplaintForm(request.POST if request.method == "POST" and not taken_over else None)
    try:
        if taken_over:
            opened = rules.take_over(patient, key=key_of(request), by=request.user)
            return redirect("sessions:complaint", number, opened.pk)
        if form.is_valid():
            opened = rules.open_one(patient, **form.cleaned_data, key=key_of(request), by=request.user)
            return redirect("sessions:complaint", number, opened.pk)
    except Refused as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else toast(request, str(refusal), level="refused")
    audit.record("opened", patient, by=request.user, fields=["complaints"])
    context = {
        "courses": summary.courses(patient),
        "offer": rules.offered(patient),
        "form": form,
        "regions": regions(_places(form)),
        "key": key_of(request) if request.method == "POST" else uuid4(),
    }
    return page(request, "complaints", patient, context, status=status_of(request))


@allow(Role.THERAPIST, Role.ADMIN)
@reads_or_sends
def complaint(request: StaffRequest, number: int, complaint: int) -> HttpResponse:
    """Everything about one of them: visits, points, pain, plan, outcomes, home care."""
    found = complaint_for(request, number, complaint)
    form = _change_form(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        places, version = said.pop("places"), said.pop("version")
        try:
            rules.change(found, said, places, version=version, by=request.user)
            toast(request, "The complaint is changed.")
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return complaint_page(request, found, form=form)


def complaint_page(
    request: StaffRequest,
    found: Complaint,
    *,
    form: ComplaintChangeForm | None = None,
    end_form: EndForm | None = None,
    tried: Tried | None = None,
) -> HttpResponse:
    """The page of one complaint; a form given was refused and comes back as it was typed."""
    audit.record("opened", found, by=request.user, fields=["complaint", "plan", "outcomes"])
    shown = _about(found, form or _change_form(found))
    shown |= {"end_form": end_form or EndForm(auto_id="end-%s"), "tried": tried}
    return page(request, "complaint", found.patient, shown, status=status_of(request))


def _change_form(found: Complaint, sent: QueryDict | None = None) -> ComplaintChangeForm:
    shown = {"words": found.words, "onset": found.onset, "state": found.state, "version": found.version}
    return ComplaintChangeForm(sent, initial=shown)


def _about(found: Complaint, form: ComplaintChangeForm) -> dict[str, Any]:
    zones = [(zone.zone_id, zone.side) for zone in found.zones.all()]
    course = summary.course(found, found.patient)
    points = points_of(course)
    return {
        "course": course,
        "form": form,
        "regions": regions(_places(form) if form.is_bound else zones),
        "points": points,
        "figures": figures((finding, finding.known_score) for finding in points),
        "charts": [(line, drawing.chart(line)) for line in course.lines],
        "pain_chart": drawing.pains(course),
        "measures": Measure.objects.all(),
        "goal_states": Goal.State.choices,
    }


def points_of(course: summary.Course) -> list[PointFinding]:
    """What the last of its visits found, in order."""
    if not course.visits:
        return []
    rows = PointFinding.objects.filter(treatment_session=course.visits[-1].session)
    return list(rows.select_related("point__muscle", "previous__treatment_session").order_by("number"))


@allow(Role.THERAPIST)
@require_POST
@refused_with_a_toast("complaint")
def end_complaint(request: StaffRequest, number: int, complaint: int) -> HttpResponse:
    """Discharge, with how it ended; or take it up again."""
    found = complaint_for(request, number, complaint)
    if "again" in request.POST:
        rules.reopen(found, by=request.user)
        toast(request, "The complaint is treated again. Its plan has to be written anew.")
        return redirect("sessions:complaint", number, complaint)
    form = EndForm(request.POST, auto_id="end-%s")
    if form.is_valid():
        try:
            rules.end(found, why=form.cleaned_data["why"], by=request.user)
            toast(request, "The complaint is over, and its plan with it.")
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return complaint_page(request, found, end_form=form)


@allow(Role.THERAPIST)
@require_POST
def goal(request: StaffRequest, number: int, complaint: int, goal: int) -> HttpResponse:
    """Where a goal stands now."""
    found = complaint_for(request, number, complaint)
    rows = Goal.objects.visible_to(request.user).filter(plan__complaint=found)
    held = get_object_or_404(rows, pk=goal)
    form = GoalScoreForm(request.POST)
    if form.is_valid():
        try:
            plans.score_goal(held, **form.cleaned_data, by=request.user)
            return redirect("sessions:complaint", number, complaint)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return complaint_page(request, found, tried=Tried(form, goal=held.pk))


def _places(form: ComplaintForm) -> list[tuple[str, str]]:
    """Those sent, right or wrong, so that the form comes back as it was."""
    sent = form["places"].value() if form.is_bound else []
    return [one.partition(":")[::2] for one in sent or []]
