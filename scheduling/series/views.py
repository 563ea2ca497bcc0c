"""Booking a visit again: next week at the same time, or as a series."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role, Staff
from clinic.same_names import by_first_name
from clinic.toasts import toast
from scheduling import answers
from scheduling.answers import NOT_PASSED
from scheduling.availability import Offer
from scheduling.mobile.destination import Destination
from scheduling.models import Appointment, Series
from scheduling.refusals import BookingRefused
from scheduling.series.booking import book_series
from scheduling.series.forms import PatternForm, PicksForm, name_of
from scheduling.series.planning import Asked, Line, look
from scheduling.taking_back import Deed
from scheduling.views import find

WEEKS_ON = (1, 2, 4)


@allow(*Role)
@require_GET
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """The same visit in one, two or four weeks, each a click; or the way to a series."""
    held = find(request, pk)
    audit.record("opened", held, by=request.user)
    days = [_same_weekday(held) + timedelta(weeks=weeks) for weeks in WEEKS_ON]
    people = list(Staff.objects.therapists())
    lines, called = look(_asked(held), days, people), by_first_name({*people, held.therapist})
    context = {
        "appointment": held,
        "lines": [
            (weeks, line, [(one, called[one.therapist.pk]) for one in _to_press(line)], uuid.uuid4())
            for weeks, line in zip(WEEKS_ON, lines, strict=True)
        ],
        "form": PatternForm(visit=held, initial=_usual(held)),
    }
    return render(request, "scheduling/series/again.html", context)


@allow(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def repeat(request: StaffRequest, pk: int) -> HttpResponse:
    """The dates of a pattern one by one, each free or settled by hand; sent, all that can be are booked."""
    held = find(request, pk)
    form = PatternForm(request.GET if "every" in request.GET else None, visit=held, initial=_usual(held))
    audit.record("opened", held, by=request.user)
    if not form.is_valid():
        context = {"appointment": held, "form": form, "lines": []}
        return render(
            request, "scheduling/series/repeat.html", context, status=NOT_PASSED if form.is_bound else 200
        )
    asked = replace(_asked(held), room=held.room)
    people = list(Staff.objects.therapists())
    lines, called = look(asked, form.dates, people), by_first_name({*people, held.therapist})
    picks = PicksForm(request.POST or None, visit=held, lines=lines)
    complaints = [str(error) for errors in picks.errors.values() for error in errors]
    if picks.is_valid():
        try:
            series = _book(held, form, picks, request.user)
            _tell(request, series, held)
            return redirect("scheduling:series", series.pk)
        except BookingRefused as refusal:
            complaints = [str(refusal)]
    context = {
        "appointment": held,
        "form": form,
        "key": request.POST.get("key") or uuid.uuid4(),
        "complaints": complaints,
        **_looked(lines, form, request.POST, called),
    }
    return render(request, "scheduling/series/repeat.html", context, status=NOT_PASSED if complaints else 200)


def _to_press(line: Line) -> Sequence[Offer]:
    """The place as wished, or what would do instead."""
    return [line.planned] if line.planned else line.others


def _looked(
    lines: Sequence[Line], form: PatternForm, said: QueryDict, called: dict[int, str]
) -> dict[str, Any]:
    """first_trouble: the date at which somebody has to choose."""
    return {
        "pattern": form.pattern,
        "lines": [_row(line, said.get(name_of(line.day)), called) for line in lines],
        "first_trouble": next((name_of(line.day) for line in lines if line.trouble), ""),
        "free": sum(line.planned is not None for line in lines),
    }


def _book(held: Appointment, form: PatternForm, picks: PicksForm, by: Staff) -> Series:
    return book_series(
        patient=held.patient,
        service=held.service,
        minutes=held.minutes,
        pattern=form.pattern,
        picks=picks.picks,
        beside=held,
        to=_to(held),
        key=picks.cleaned_data["key"],
        by=by,
    )


@allow(*Role)
@require_GET
def series(request: StaffRequest, series_id: int) -> HttpResponse:
    """All visits of a series, and what became of the dates that did not fit."""
    everything = Series.objects.visible_to(request.user).select_related("booked_by")
    shown = get_object_or_404(everything, pk=series_id)
    rows = Appointment.objects.visible_to(request.user).with_visits().filter(series=shown)
    visits = list(rows.select_related("patient", "therapist", "room", "service").order_by("starts_at"))
    audit.record("listed", by=request.user, ids=sorted({one.patient_id for one in visits}), fields=["series"])
    context = {
        "series": shown,
        "visits": visits,
        "settled": shown.settled.order_by("day"),
        "patient": visits[0].patient if visits else None,
    }
    return render(request, "scheduling/series/series.html", context)


def _usual(held: Appointment) -> dict[str, Any]:
    """Ten visits, week by week, as most series are."""
    return {"every": "weeks", "interval": 1, "count": 9, "weekdays": [held.day.weekday()]}


def _same_weekday(held: Appointment) -> date:
    """The visit's own day; of one that is over, its weekday last come round."""
    late = max((clock.today() - held.day).days, 0)
    return held.day + timedelta(weeks=late // 7)


def _asked(held: Appointment) -> Asked:
    at = clock.local(held.starts_at).time()
    return Asked(held.patient, held.therapist, held.service, held.minutes, at, _to(held))


def _to(held: Appointment) -> Destination | None:
    """The same place again."""
    return Destination.of(held.mobile_visit) if held.is_away else None


def _row(line: Line, chosen: str | None, called: dict[int, str]) -> dict[str, Any]:
    """choices: what its select offers, the first chosen unless something else was."""
    return {
        "line": line,
        "name": name_of(line.day),
        "offers": [(_value(one), one, called[one.therapist.pk]) for one in line.offers],
        "chosen": chosen,
    }


def _value(offer: Offer) -> str:
    place = f"{offer.therapist.pk} {clock.local(offer.starts_at).isoformat()}"
    return f"{place} {offer.room.pk}" if offer.room else place


def _tell(request: StaffRequest, booked: Series, held: Appointment) -> None:
    visits = list(booked.appointments.exclude(pk=held.pk))
    left = booked.settled.filter(how="refused").count()
    more = f" {left} could not be had any more." if left else ""
    many = f"{len(visits)} visit{'s' if len(visits) != 1 else ''}"
    joined = None if held.series_id else held.pk
    undo = answers.undo(request, Deed.to(visits, booked=True, joined=joined))
    toast(request, f"Booked {many} for {held.patient}.{more}", about=held.patient, undo=undo)
