"""Who works when in one week: the hours of each date, and what is taken out of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic import clock
from clinic.models import Staff
from scheduling import wording
from scheduling.models import TimeOff, WorkingHours
from scheduling.team import holidays

DAYS = 7
LOOK_WEEKS = 8


@dataclass(frozen=True)
class Day:
    """A date and why the whole clinic is closed, or what people may be expecting it to be closed for."""

    day: date
    closed: Sequence[str]
    holiday: str
    is_today: bool


@dataclass(frozen=True)
class Cell:
    """One person's date; only_here: the hours were set for this date or this week alone."""

    day: date
    hours: Sequence[WorkingHours]
    off: Sequence[str]

    @property
    def changeable(self) -> bool:
        """Hours that have been worked stay as they were."""
        return self.day >= clock.today()

    @property
    def is_today(self) -> bool:
        return self.day == clock.today()

    @property
    def only_here(self) -> bool:
        return any(_is_passing(row) for row in self.hours)


@dataclass(frozen=True)
class Line:
    therapist: Staff
    cells: Sequence[Cell]

    @property
    def length(self) -> str:
        """The week's hours on paper, time off not taken out."""
        minutes = sum(_minutes(row) for cell in self.cells for row in cell.hours)
        return wording.length(minutes) if minutes else "none"


@dataclass(frozen=True)
class Week:
    days: Sequence[Day]
    lines: Sequence[Line]

    @property
    def monday(self) -> date:
        return self.days[0].day

    @property
    def closures(self) -> list[Day]:
        """The dates that are not like others."""
        return [one for one in self.days if one.closed or one.holiday]

    @property
    def title(self) -> str:
        """With the year only when it is another one."""
        words = wording.days(self.monday, self.sunday)
        return words if self.sunday.year == clock.today().year else f"{words} {self.sunday:%Y}"

    @property
    def sunday(self) -> date:
        return self.days[-1].day


def of(any_day: date, viewer: Staff) -> Week:
    """Three questions to the database, however many work here."""
    dates = days_of(any_day)
    people = list(Staff.objects.therapists())
    hours = _by_therapist(_hours(dates, people))
    off = _by_therapist(
        TimeOff.objects.between(clock.clinic_day(dates[0])[0], clock.clinic_day(dates[-1])[1])
    )
    closed = [one for one in off[None] if one.closes_the_clinic]
    names = holidays.named(dates)
    days = [
        Day(
            day,
            _words(closed, day, viewer),
            names.get(day, ""),
            day == clock.today(),
        )
        for day in dates
    ]
    return Week(days, [_line(one, dates, hours[one.pk], off[one.pk], viewer) for one in people])


def days_of(any_day: date) -> list[date]:
    """Monday to Sunday."""
    monday = any_day - timedelta(days=any_day.weekday())
    return [monday + timedelta(days=n) for n in range(DAYS)]


def on(therapist: Staff, day: date) -> list[WorkingHours]:
    """The hours of one date."""
    return list(WorkingHours.objects.on(day).filter(therapist=therapist).order_by("starts", "pk"))


def usual(therapist: Staff, since: date) -> list[WorkingHours]:
    """The hours of an ordinary week from that day on: dates with hours of their own are passed over."""
    rows = WorkingHours.objects.between(since, since + timedelta(weeks=LOOK_WEEKS))
    lasting = [
        row for row in rows.filter(therapist=therapist).order_by("starts", "pk") if not _is_passing(row)
    ]
    found: dict[int, list[WorkingHours]] = {}
    for day in (since + timedelta(days=n) for n in range(LOOK_WEEKS * DAYS)):
        here = [row for row in lasting if _in_force(row, day)]
        if here:
            found.setdefault(day.weekday(), here)
    return [row for rows in found.values() for row in rows]


def _line(
    therapist: Staff, dates: Sequence[date], hours: list[WorkingHours], off: list[TimeOff], viewer: Staff
) -> Line:
    return Line(
        therapist,
        [
            Cell(
                day,
                [row for row in hours if _in_force(row, day)],
                _words(off, day, viewer),
            )
            for day in dates
        ],
    )


def _hours(dates: Sequence[date], people: Sequence[Staff]) -> Iterable[WorkingHours]:
    rows = WorkingHours.objects.between(dates[0], dates[-1]).filter(therapist__in=people)
    return rows.select_related("location", "room").order_by("starts", "pk")


def _is_passing(row: WorkingHours) -> bool:
    """Set for one date, or for a few days."""
    return row.valid_until is not None and row.valid_until - row.valid_from < timedelta(days=DAYS)


def _in_force(row: WorkingHours, day: date) -> bool:
    begun = row.weekday == day.weekday() and row.valid_from <= day
    return begun and (row.valid_until is None or row.valid_until >= day)


def _words(off: Iterable[TimeOff], day: date, viewer: Staff) -> list[str]:
    since, until = clock.clinic_day(day)
    return [_in_words(one, day, viewer) for one in off if one.starts_at < until and one.ends_at > since]


def _in_words(off: TimeOff, day: date, viewer: Staff) -> str:
    """Course, or 12:00 to 14:00 Course where it does not fill the day."""
    since, until = clock.clinic_day(day)
    if off.starts_at <= since and off.ends_at >= until:
        return off.why(viewer)
    begins, ends = max(off.starts_at, since), min(off.ends_at, until)
    return f"{wording.exactly(begins)} to {wording.exactly(ends)} {off.why(viewer)}"


def _by_therapist(rows: Iterable) -> dict[int | None, list]:
    found: dict[int | None, list] = defaultdict(list)
    for row in rows:
        found[row.therapist_id].append(row)
    return found


def _minutes(row: WorkingHours) -> int:
    return (row.ends.hour - row.starts.hour) * 60 + row.ends.minute - row.starts.minute
