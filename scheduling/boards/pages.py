"""The board's other views: by room, three days, a week, a month."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from clinic import audit, clock
from clinic.access import StaffRequest
from clinic.models import Staff
from scheduling.boards import live, month, rooms, span
from scheduling.models import Appointment

LENGTHS = {"3days": 3, "week": 7}
MONTH_MS = 1_500  # half as often as a day, for its mark is of many rows; still seen within two seconds


def shown(request: StaffRequest, day: date) -> HttpResponse | None:
    """The view that the address asks for; None for those that are the day's own."""
    view = request.GET.get("view", "")
    if view == "rooms":
        return _rooms(request, day)
    if view == "month":
        return _month(request, day)
    return _span(request, day, view) if view in LENGTHS else None


def _rooms(request: StaffRequest, day: date) -> HttpResponse:
    mark = live.mark(day, day)
    if same := live.unchanged(request, mark):
        return same
    drawn = rooms.of(day, request.user)
    _listed(request, drawn.appointments)
    context = {"board": drawn, "by_room": True, "view": "?view=rooms", **_around(day, 1)}
    return live.answer(request, "scheduling/day.html", context, mark)


def _span(request: StaffRequest, day: date, view: str) -> HttpResponse:
    """Of the therapist whose key is in the address, or of everybody."""
    count, therapist = LENGTHS[view], _whose(request)
    first = day - timedelta(days=day.weekday()) if count == 7 else day
    mark = live.mark(first, first + timedelta(days=count - 1))
    if same := live.unchanged(request, mark):
        return same
    drawn = span.of(day, count, request.user, therapist)
    _listed(request, drawn.appointments)
    whose = f"&with={therapist.pk}" if therapist else ""
    context = {
        "span": drawn,
        "board": drawn.board_of(therapist) if therapist else drawn,
        "therapist": therapist,
        "therapists": Staff.objects.therapists(),
        "title": drawn.title,
        "view": f"?view={view}{whose}",
        "view_name": view,
        "whose": whose,
        "is_week": view == "week",
        "is_3days": view == "3days",
        "back_words": "Week before" if count == 7 else "Three days before",
        "on_words": "Week after" if count == 7 else "Three days after",
        "today": clock.today(),
        **_around(day, count),
    }
    return live.answer(request, "scheduling/boards/span.html", context, mark)


def _month(request: StaffRequest, day: date) -> HttpResponse:
    """Numbers of each day; nobody is named, so nobody is listed."""
    therapist, days = _whose(request), month.days_of(day)
    mark = live.mark(days[0], days[-1])
    if same := live.unchanged(request, mark):
        return same
    whose = f"&with={therapist.pk}" if therapist else ""
    first = day.replace(day=1)
    context = {
        "board": month.of(day, request.user, therapist),
        "therapist": therapist,
        "therapists": Staff.objects.therapists(),
        "title": f"{day:%B %Y}",
        "view": f"?view=month{whose}",
        "view_name": "month",
        "whose": whose,
        "is_month": True,
        "every": MONTH_MS,
        "back_words": "Month before",
        "on_words": "Month after",
        "today": clock.today(),
        **_around(day, 1),
        "before": (first - timedelta(days=1)).replace(day=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "same_year": True,
    }
    return live.answer(request, "scheduling/boards/month.html", context, mark)


def _whose(request: StaffRequest) -> Staff | None:
    key = request.GET.get("with", "")
    if not key:
        return None
    return get_object_or_404(
        Staff.objects.therapists(), pk=int(key) if key.isdecimal() and len(key) < 19 else 0
    )


def _around(day: date, count: int) -> dict[str, Any]:
    today = clock.today()
    step = timedelta(days=count)
    return {
        "before": day - step,
        "after": day + step,
        "is_today": day == today,
        "same_year": day.year == today.year,
    }


def _listed(request: StaffRequest, appointments: Sequence[Appointment]) -> None:
    people = sorted({one.patient_id for one in appointments})
    audit.record("listed", by=request.user, ids=people, fields=["appointments"])
