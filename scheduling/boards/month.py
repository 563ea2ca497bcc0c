"""A month at a glance: how many come on each day, and how many hours are still free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import TruncDate

from clinic import clock
from clinic.models import Staff
from scheduling import wording
from scheduling.boards import span
from scheduling.models import Appointment, ChairDay

WEEK = 7


@dataclass(frozen=True)
class Day:
    """closed: why the whole clinic is; minutes are everybody's together."""

    on: date
    visits: int
    open_minutes: int
    booked_minutes: int
    closed: str
    events: Sequence[ChairDay] = ()

    @property
    def free_minutes(self) -> int:
        return max(0, self.open_minutes - self.booked_minutes)

    @property
    def free(self) -> str:
        return wording.length(self.free_minutes)


@dataclass(frozen=True)
class Month:
    day: date
    weeks: Sequence[Sequence[Day]]

    @property
    def visits(self) -> int:
        """Of the month itself, without the days of others that fill its weeks."""
        return sum(one.visits for week in self.weeks for one in week if one.on.month == self.day.month)


def days_of(day: date) -> list[date]:
    """Whole weeks around the day's month, from Monday on."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    monday = first - timedelta(days=first.weekday())
    count = -(-(after - monday).days // WEEK) * WEEK
    return [monday + timedelta(days=n) for n in range(count)]


def of(day: date, viewer: Staff, therapist: Staff | None = None) -> Month:
    """Four questions, however long the history and however full the month."""
    days = days_of(day)
    booked = _booked(days, viewer, therapist)
    opened = span.opened(days, viewer, therapist)
    drawn = []
    for number, on in enumerate(days):
        visits, minutes = booked.get(on, (0, 0))
        cells = [cells[number] for _, cells in opened.rows]
        closed = next((one.reason for one in opened.away_on(on) if one.closes_the_clinic), "")
        open_minutes = sum(cell.open_minutes for cell in cells)
        events = {one.chair_day for one in opened.off if one.chair_day and one.chair_day.on == on}
        closed = closed if not open_minutes else ""
        drawn.append(Day(on, visits, open_minutes, minutes, closed, sorted(events, key=str)))
    return Month(day, [drawn[n : n + WEEK] for n in range(0, len(drawn), WEEK)])


def _booked(days: Sequence[date], viewer: Staff, therapist: Staff | None) -> dict[date, tuple[int, int]]:
    """How many hold their time on each day, and for how many minutes of the clinic's own hours."""
    since, until = clock.clinic_day(days[0])[0], clock.clinic_day(days[-1])[1]
    rows = Appointment.objects.visible_to(viewer).holding().filter(starts_at__gte=since, starts_at__lt=until)
    if therapist:
        rows = rows.filter(therapist=therapist)
    length = ExpressionWrapper(F("ends_at") - F("starts_at"), DurationField())
    by_day = rows.annotate(on=TruncDate("starts_at", tzinfo=clock.zone())).values("on").order_by("on")
    told = by_day.annotate(
        visits=Count("pk"), length=Sum(length, filter=Q(chair_day=None), default=timedelta())
    )
    return {row["on"]: (row["visits"], int(row["length"].total_seconds() // 60)) for row in told}
