"""Chair-massage events: which there are, one's list, and what is done to it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.toasts import toast
from scheduling.answers import NOT_PASSED
from scheduling.events import planning
from scheduling.events.filling_views import shown
from scheduling.events.forms import AddForm, CallOffForm, ChosenForm, PlanForm
from scheduling.events.page import of
from scheduling.models import HOLDING, ChairDay, arranges
from scheduling.refusals import BookingRefused

PAST_SHOWN = 20


@allow(*Role)
@require_GET
def chair_days(request: StaffRequest) -> HttpResponse:
    """Those to come, soonest first, and the last ones that were."""
    taken = Count("slots", filter=Q(slots__status__in=HOLDING))
    rows = (
        ChairDay.objects.visible_to(request.user).annotate(taken=taken).prefetch_related("holds__therapist")
    )
    context = {
        "to_come": rows.filter(on__gte=clock.today()).order_by("on", "starts", "pk"),
        "past": rows.filter(on__lt=clock.today()).order_by("-on", "-starts", "-pk")[:PAST_SHOWN],
        "may_plan": arranges(request.user),
    }
    return render(request, "scheduling/events/chair_days.html", context)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_chair_day(request: StaffRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, initial={"key": uuid.uuid4()})
    if form.is_valid():
        try:
            day = planning.plan(**form.asked, by=request.user)
            toast(request, f"Planned: chair massage at {day}, {day.on:%A %-d %B}.")
            return redirect("scheduling:chair_day", day.pk)
        except BookingRefused as refusal:
            form.add_error(None, str(refusal))
    status = NOT_PASSED if form.is_bound else 200
    return render(request, "scheduling/events/plan.html", {"form": form}, status=status)


@allow(*Role)
@require_GET
def chair_day(request: StaffRequest, event: int) -> HttpResponse:
    """Its list; ?slot= the one that was pressed, ?patient= somebody who was added for it just now."""
    day = _find(request, event)
    asked = ChosenForm(request.GET)
    asked.is_valid()
    return shown(request, day, asked.cleaned_data.get("slot"), number=asked.cleaned_data.get("patient"))


@allow(*Role)
@require_GET
def slot_sheet(request: StaffRequest, event: int) -> HttpResponse:
    """On paper, for the table by the chair; with ?names=no for a wall that everybody passes."""
    day = _find(request, event)
    page, named = of(day, request.user), request.GET.get("names") != "no"
    if named:
        audit.record("listed", by=request.user, ids=page.patients, fields=["appointments"])
    context = {"event": day, "page": page, "named": named, "printed": clock.local(clock.now())}
    return render(request, "scheduling/events/sheet.html", context)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def join_chair_day(request: StaffRequest, event: int) -> HttpResponse:
    """Somebody more goes."""
    day, form = _find(request, event), AddForm(request.POST)
    if not form.is_valid():
        return _told(request, event, "Say who goes as well.")
    who = form.cleaned_data["therapist"]
    return _done(request, day, planning.add_therapist, f"{who} goes as well.", therapist=who)


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def leave_chair_day(request: StaffRequest, event: int, staff: int) -> HttpResponse:
    who = get_object_or_404(Staff.objects.all(), pk=staff)
    return _done(
        request, _find(request, event), planning.remove_therapist, f"{who} does not go.", therapist=who
    )


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def close_chair_day(request: StaffRequest, event: int) -> HttpResponse:
    return _done(request, _find(request, event), planning.close, "The list is closed. What is booked stands.")


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def open_chair_day(request: StaffRequest, event: int) -> HttpResponse:
    return _done(request, _find(request, event), planning.open_again, "The list takes names again.")


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def cancel_chair_day(request: StaffRequest, event: int) -> HttpResponse:
    """Call it off, and go on to those who have to be rung."""
    day, form = _find(request, event), CallOffForm(request.POST)
    if not form.is_valid():
        return _told(request, event, "Say why it is called off.")
    try:
        done = planning.cancel(event=day, **form.cleaned_data, by=request.user)
    except BookingRefused as refusal:
        return _told(request, event, str(refusal))
    people = len(done.calls)
    ring = f" {people} {'person has' if people == 1 else 'people have'} to be rung." if people else ""
    toast(request, f"Called off: chair massage at {day}.{ring}")
    return redirect("scheduling:to_call") if people else redirect("scheduling:chair_day", event)


def _find(request: StaffRequest, pk: int) -> ChairDay:
    return get_object_or_404(ChairDay.objects.visible_to(request.user).select_related("service"), pk=pk)


def _done(
    request: StaffRequest, day: ChairDay, rule: Callable[..., ChairDay], words: str, **said: Any
) -> HttpResponse:
    try:
        rule(event=day, **said, by=request.user)
    except BookingRefused as refusal:
        return _told(request, day.pk, str(refusal))
    toast(request, words)
    return redirect("scheduling:chair_day", day.pk)


def _told(request: StaffRequest, event: int, complaint: str) -> HttpResponse:
    toast(request, complaint, level="refused")
    return redirect("scheduling:chair_day", event)
