"""Who works when, for all to read; hours, time off and closed days, for those who arrange them."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from clinic import clock
from clinic.access import StaffRequest, allow
from clinic.models import Clinic, Role, Staff
from clinic.toasts import toast
from scheduling import wording
from scheduling.answers import NOT_PASSED
from scheduling.hours import set_hours
from scheduling.models import TimeOff, arranges
from scheduling.refusals import BookingRefused
from scheduling.team import closing, holidays, week
from scheduling.team.forms import HolidaysForm, RegionForm, TimeOffForm, WeekForm
from scheduling.team.hours_form import HoursForm
from scheduling.time_off import give_back as give_time_back
from scheduling.time_off import take_time_off

reads_or_sends = require_http_methods(["GET", "HEAD", "POST"])


@allow(*Role)
@require_GET
def team(request: StaffRequest) -> HttpResponse:
    """One week of everybody who treats, and the time off to come."""
    shown = week.of(WeekForm.day_of(request.GET), request.user)
    off = TimeOff.objects.to_come().select_related("therapist", "room")
    context = {
        "week": shown,
        "before": shown.monday - timedelta(days=7),
        "after": shown.monday + timedelta(days=7),
        "off": [(one, one.why(request.user), _when(one), _may_end(one, request.user)) for one in off],
        "arranges": arranges(request.user),
        "sees_credentials": request.user.has(Role.ADMIN),
    }
    return render(request, "scheduling/team/team.html", context)


@allow(Role.FRONT_DESK, Role.ADMIN)
@reads_or_sends
def hours(request: StaffRequest, staff: int) -> HttpResponse:
    """A usual week from some day on; with ?on= one date alone."""
    therapist = get_object_or_404(Staff.objects.therapists(), pk=staff)
    on = WeekForm.asked(request.GET)
    form = _hours_form(request, therapist, on)
    complaint: BookingRefused | None = None
    if form.is_valid():
        try:
            rows = set_hours(therapist=therapist, **form.asked, by=request.user)
            toast(request, " ".join([_said(therapist, form.asked, on, bool(rows)), *_said_twice(form)]))
            return redirect(_team(form.asked["valid_from"]))
        except BookingRefused as refusal:
            complaint = refusal
    context = {"therapist": therapist, "form": form, "on": on, "complaint": complaint}
    context["in_the_way"] = getattr(complaint, "appointments", [])
    return render(request, "scheduling/team/hours.html", context, status=_status(request))


@allow(*Role)
@reads_or_sends
def time_off(request: StaffRequest) -> HttpResponse:
    """For anyone, any room or the clinic; a therapist who arranges nothing, for themselves."""
    form = TimeOffForm(
        request.POST if request.method == "POST" else None,
        staff=request.user,
        initial={"first": clock.today(), "last": clock.today(), "whose": request.GET.get("whose", "")},
    )
    if not form.fields["whose"].choices:  # type: ignore[attr-defined]
        raise PermissionDenied
    complaint: BookingRefused | None = None
    if form.is_valid():
        try:
            off = take_time_off(**form.asked, by=request.user)
            toast(
                request,
                f"{_whose(off)} away {_when(off)}.",
                undo=reverse("scheduling:give_back", args=[off.pk]),
            )
            return redirect(_team(form.cleaned_data["first"]))
        except BookingRefused as refusal:
            complaint = refusal
    context = {"form": form, "complaint": complaint, "in_the_way": getattr(complaint, "appointments", [])}
    return render(request, "scheduling/team/time_off.html", context, status=_status(request))


@allow(*Role)
@require_POST
def give_back(request: StaffRequest, off: int) -> HttpResponse:
    row = get_object_or_404(TimeOff.objects.select_related("therapist", "room"), pk=off)
    if not _may_end(row, request.user):
        raise PermissionDenied
    try:
        give_time_back(off=row, by=request.user)
        toast(request, f"{wording.capital(_when(row))} can be booked again.")
    except BookingRefused as refusal:
        toast(request, str(refusal), level="refused")
    return redirect(_team(max(clock.local(row.starts_at).date(), clock.today())))


@allow(Role.FRONT_DESK, Role.ADMIN)
@reads_or_sends
def closed_days(request: StaffRequest) -> HttpResponse:
    """The public holidays to come, with a tick where the clinic is closed."""
    listed = holidays.coming()
    form = HolidaysForm(request.POST or None, days=[one.day for one in listed])
    left: list[Any] = []
    if request.method == "POST" and form.is_valid():
        left = closing.keep(form.days, by=request.user)
        if not left:
            toast(request, "Closed days are kept.")
            return redirect("scheduling:closed_days")
        listed = holidays.coming()
    clinic = Clinic.current()
    context = {
        "listed": [(one, closing.wholly(one)) for one in listed],
        "left": left,
        "region": RegionForm(initial={"region": clinic.region}) if holidays.regions(clinic.country) else None,
    }
    return render(request, "scheduling/team/closed_days.html", context, status=_status(request))


@allow(Role.FRONT_DESK, Role.ADMIN)
@require_POST
def region(request: StaffRequest) -> HttpResponse:
    form = RegionForm(request.POST)
    if form.is_valid():
        closing.choose_region(form.cleaned_data["region"], by=request.user)
        toast(request, "The public holidays of that region are listed now. Nothing was closed or opened.")
    else:
        toast(request, "That region is not known. Choose one of those shown.", level="refused")
    return redirect("scheduling:closed_days")


def _hours_form(request: StaffRequest, therapist: Staff, on: date | None) -> HoursForm:
    """Filled with what holds on that date, or with the usual week of the days to come."""
    return HoursForm(
        request.POST if request.method == "POST" else None,
        weekdays=[on.weekday()] if on else range(week.DAYS),
        standing=week.on(therapist, on) if on else week.usual(therapist, clock.today()),
        initial={"valid_from": on or clock.today(), "valid_until": on},
    )


def _said(therapist: Staff, asked: dict[str, Any], on: date | None, changed: bool) -> str:
    if not changed and any(asked["week"].values()):
        return f"{therapist}'s hours were so already."
    if on:
        return f"{therapist}'s hours {wording.on_day(on)} are set."
    until = f" to {wording.day_name(asked['valid_until'])}" if asked["valid_until"] else " on"
    return f"{therapist}'s hours from {wording.day_name(asked['valid_from'])}{until} are set."


def _said_twice(form: HoursForm) -> list[str]:
    return [f"{one:%H:%M} comes twice that day: hours mean the second time." for one in form.twice]


def _whose(off: TimeOff) -> str:
    if off.closes_the_clinic:
        return "The whole clinic is"
    return f"{off.therapist or off.room} is"


def _when(off: TimeOff) -> str:
    return wording.dated_stretch(off.starts_at, off.ends_at)


def _may_end(off: TimeOff, staff: Staff) -> bool:
    return not off.chair_day_id and (arranges(staff) or off.therapist_id == staff.pk)


def _team(day: date) -> str:
    return f"{reverse('scheduling:team')}?week={day}"


def _status(request: StaffRequest) -> int:
    return NOT_PASSED if request.method == "POST" else 200
