"""Who on the wait list a free place would suit, the first to ring first, each with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from clinic import clock
from clinic.models import Staff
from scheduling import wording
from scheduling.models import STEP_FREE, Appointment, HeldPlace, Location, Room, TimeOff, Waiting
from scheduling.series.pattern import NAMES
from scheduling.wish import room_needs, room_with

MINUTE = timedelta(minutes=1)
ANSWERED = {
    HeldPlace.Outcome.DECLINED: "could not take it",
    HeldPlace.Outcome.LAPSED: "did not answer in time",
}


@dataclass(frozen=True)
class Gap:
    """A place of so many minutes with one therapist, as somebody left it; before, after: kept around them.

    location: where its therapist is then; None: anywhere.
    """

    therapist: Staff
    starts_at: datetime
    minutes: int
    before: int = 0
    after: int = 0
    location: Location | None = None

    @classmethod
    def left_by(cls, appointment: Appointment) -> "Gap":
        before = (appointment.starts_at - appointment.occupies.lower) // MINUTE
        after = (appointment.occupies.upper - appointment.ends_at) // MINUTE
        location = appointment.room.location if appointment.room else None
        return cls(appointment.therapist, appointment.starts_at, appointment.minutes, before, after, location)

    @property
    def rooms(self) -> list[set[str]]:
        """What each of the rooms has that no other therapist is in then; buffers are booking's to weigh."""
        span = (self.starts_at, self.starts_at + self.minutes * MINUTE)
        taken = Appointment.objects.holding().filter(room=OuterRef("pk"), occupies__overlap=span)
        closed = TimeOff.objects.between(*span).filter(room=OuterRef("pk"))
        others = taken.exclude(therapist=self.therapist)
        rooms = Room.objects.filter(~Exists(others), ~Exists(closed), active=True)
        if self.location:
            rooms = rooms.filter(location=self.location)
        return [set(features) for features in rooms.values_list("features", flat=True)]


@dataclass(frozen=True)
class Candidate:
    """had_it: this very place was held for them, and they did not take it."""

    waiting: Waiting
    reasons: list[str]
    had_it: bool = False

    @property
    def unfit(self) -> str:
        return unfit(self.waiting)


def candidates(gap: Gap) -> list[Candidate]:
    """Those whom it suits: the more urgent first, then who asked for this therapist, then who waits longest.

    Those for whom this very place was held before come after all others, and it is told; last, and not to be
    asked, whoever has been here since and wishes for what is for a first visit. Somebody for whom
    a place is held now is left out, and so is whoever needs a room of which none is free then. Two
    statements, whatever the list's length.
    """
    here = HeldPlace.objects.filter(
        waiting=OuterRef("pk"), appointment__therapist=gap.therapist, appointment__starts_at=gap.starts_at
    )
    rows = _suited(gap).annotate(answered=here.order_by("-pk").values("outcome")[:1])
    rooms = gap.rooms
    found = [
        Candidate(row, [*reasons(row), *_answer(row.answered)], bool(row.answered))
        for row in rows
        if _has_a_room(row, rooms)
    ]
    return sorted(found, key=_rank)


def _suited(gap: Gap) -> QuerySet[Waiting]:
    """Those whom therapist, day, hour and length suit, and who have no other place held for them."""
    wall, spare = clock.local(gap.starts_at), gap.minutes - F("minutes")
    day, at = wall.date(), wall.time()
    rows = judged(Waiting.objects.open()).select_related("patient", "service", "therapist", "zone")
    return rows.exclude(held__settled_at=None, held__isnull=False).filter(
        Q(therapist=None) | Q(therapist=gap.therapist),
        Q(weekdays=[]) | Q(weekdays__contains=[day.weekday()]),
        Q(earliest=None) | Q(earliest__lte=at),
        Q(latest=None) | Q(latest__gte=at),
        Q(not_before=None) | Q(not_before__lte=day),
        Q(until=None) | Q(until__gte=day),
        Q(zone=None) | Q(zone__minutes_there__lte=gap.before, zone__minutes_back__lte=gap.after + spare),
        minutes__lte=gap.minutes,
    )


def _has_a_room(row: Waiting, rooms: Sequence[set[str]]) -> bool:
    needs = {*room_needs(row.service, row.patient, row.features)}
    return row.service.mobile or any(needs <= room for room in rooms)


def _rank(one: Candidate) -> tuple[object, ...]:
    row = one.waiting
    return bool(one.unfit), one.had_it, row.priority, row.therapist_id is None, row.added_at, row.pk


def _answer(outcome: str | None) -> list[str]:
    return [ANSWERED[HeldPlace.Outcome(outcome)]] if outcome in ANSWERED else []


def judged(rows: QuerySet[Waiting]) -> QuerySet[Waiting]:
    """The same, each with has_come: it is for a first visit, and that has been."""
    been = Appointment.objects.holding().filter(patient=OuterRef("patient"), starts_at__lt=clock.now())
    return rows.annotate(has_come=Q(Exists(been), service__first_visit_only=True))


def unfit(row: Waiting) -> str:
    """Why booking would refuse any place; row: one that was judged."""
    come = row.has_come  # type: ignore[attr-defined]
    return f"{row.service} is for a first visit, and they have been here before." if come else ""


def reasons(row: Waiting) -> list[str]:
    """What speaks for them, in words the desk can check by eye."""
    said = [row.get_priority_display()]
    if row.therapist:
        said.append(f"asked for {row.therapist.first_name}")
    said += [part for part in (_first_day(row), _days(row), _hours(row), _room(row)) if part]
    said.append(f"waits since {wording.day_name(clock.local(row.added_at).date())}")
    return said


def _first_day(row: Waiting) -> str:
    """Nothing once that day has come."""
    day = row.not_before
    return f"not before {wording.day_name(day)}" if day and day > clock.today() else ""


def _room(row: Waiting) -> str:
    """What was asked for and what the patient needs; what the service needs goes without saying."""
    if row.service.mobile:
        return ""
    own = [STEP_FREE] if row.patient.step_free else []
    needs = sorted({*row.features, *own})
    return f"needs a {room_with(needs)}" if needs else ""


def _days(row: Waiting) -> str:
    return f"on {wording.listed((NAMES[number] for number in row.weekdays), 'or')}" if row.weekdays else ""


def _hours(row: Waiting) -> str:
    if row.earliest and row.latest:
        return f"between {row.earliest:%H:%M} and {row.latest:%H:%M}"
    if row.earliest:
        return f"from {row.earliest:%H:%M} on"
    return f"until {row.latest:%H:%M}" if row.latest else ""
