"""Who on the wait list a free place would suit, the first to ring first, each with the reasons."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from clinic import clock
from clinic.models import Staff
from scheduling import wording
from scheduling.models import Appointment, Waiting
from scheduling.series.pattern import NAMES

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Gap:
    """A place of so many minutes with one therapist, as somebody left it; before, after: kept around them."""

    therapist: Staff
    starts_at: datetime
    minutes: int
    before: int = 0
    after: int = 0

    @classmethod
    def left_by(cls, appointment: Appointment) -> "Gap":
        before = (appointment.starts_at - appointment.occupies.lower) // MINUTE
        after = (appointment.occupies.upper - appointment.ends_at) // MINUTE
        return cls(appointment.therapist, appointment.starts_at, appointment.minutes, before, after)


@dataclass(frozen=True)
class Candidate:
    waiting: Waiting
    reasons: list[str]


def candidates(gap: Gap) -> list[Candidate]:
    """Those whom it suits: the more urgent first, then who asked for this therapist, then who waits longest.

    Somebody for whom a place is held already is left out. One statement, whatever the list's length.
    """
    wall, spare = clock.local(gap.starts_at), gap.minutes - F("minutes")
    day, at = wall.date(), wall.time()
    rows = Waiting.objects.open().select_related("patient", "service", "therapist", "zone")
    rows = rows.exclude(held__settled_at=None, held__isnull=False).filter(
        Q(therapist=None) | Q(therapist=gap.therapist),
        Q(weekdays=[]) | Q(weekdays__contains=[day.weekday()]),
        Q(earliest=None) | Q(earliest__lte=at),
        Q(latest=None) | Q(latest__gte=at),
        Q(until=None) | Q(until__gte=day),
        Q(zone=None) | Q(zone__minutes_there__lte=gap.before, zone__minutes_back__lte=gap.after + spare),
        minutes__lte=gap.minutes,
    )
    found = sorted(rows, key=lambda row: (row.priority, row.therapist_id is None, row.added_at, row.pk))
    return [Candidate(row, reasons(row)) for row in found]


def reasons(row: Waiting) -> list[str]:
    """What speaks for them, in words the desk can check by eye."""
    said = [row.get_priority_display()]
    if row.therapist:
        said.append(f"asked for {row.therapist.first_name}")
    said += [part for part in (_days(row), _hours(row)) if part]
    said.append(f"waits since {wording.day_name(clock.local(row.added_at).date())}")
    return said


def _days(row: Waiting) -> str:
    return f"on {wording.listed((NAMES[number] for number in row.weekdays), 'or')}" if row.weekdays else ""


def _hours(row: Waiting) -> str:
    if row.earliest and row.latest:
        return f"between {row.earliest:%H:%M} and {row.latest:%H:%M}"
    if row.earliest:
        return f"from {row.earliest:%H:%M} on"
    return f"until {row.latest:%H:%M}" if row.latest else ""
