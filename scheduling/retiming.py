"""When the law of a time zone changes: what was agreed by the wall clock stays so, and its instants move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from clinic import audit, clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks, wording
from scheduling.models import HOLDING, Appointment, Status, TimeOff
from scheduling.refusals import BookingRefused


@dataclass(frozen=True)
class Asked:
    """was: how the clinic's clocks were read when the times were agreed.

    since, until: the days concerned, by those clocks, both included.
    booked_before: what was booked from then on is right already; None where nothing was.
    """

    was: tzinfo
    since: date
    until: date
    booked_before: datetime | None = None


@dataclass(frozen=True)
class Move:
    """A row and the instants at which its wall times come by the clinic's clock as it goes now."""

    row: Appointment | TimeOff
    starts_at: datetime
    ends_at: datetime

    @property
    def is_later(self) -> bool:
        return self.starts_at > self.row.starts_at


@dataclass
class Plan:
    """troubles: what stands in the way, a sentence each; with any of them nothing is moved."""

    visits: list[Move] = field(default_factory=list)
    off: list[Move] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """3 appointments and 1 time off, or the one of them that there is."""
        visits, off = len(self.visits), len(self.off)
        told = f"{visits} appointment{'' if visits == 1 else 's'}"
        if not off:
            return told
        times = f"{off} {'time' if off == 1 else 'times'} off"
        return f"{told} and {times}" if visits else times


class PassedTime(ValueError):
    """A visit would be over before anybody came, and no later change would bring it back."""


class CannotRetime(BookingRefused):
    def __init__(self, troubles: Sequence[str]) -> None:
        self.troubles = troubles
        super().__init__("Nothing was moved.")


def plan(asked: Asked) -> Plan:
    """What would move, in order; writes nothing."""
    made, visits = Plan(), _to_come()
    for row in visits:
        try:
            if _concerned(row.starts_at, asked) and not _is_new(row, asked):
                made.visits += _moved(row, asked)
        except (SkippedTime, RepeatedTime, PassedTime) as refusal:
            made.troubles.append(f"{_who(row)}: {refusal}")
    made.off = [move for row in TimeOff.objects.to_come() if (move := _off(row, asked)) is not None]
    made.troubles += _overlaps([row for row in visits if row.status in HOLDING], made.visits)
    return made


@verb
def retime(asked: Asked, *, by: Staff | None = None) -> Plan:
    """Move all of it in one go, with an audit event for each; raises CannotRetime where some cannot be.

    Everybody who treats is held meanwhile, so that nothing is booked, and no hours or time off are set.
    """
    locks.therapists(*Staff.objects.all())
    locks.rooms([])
    made = plan(asked)
    if made.troubles:
        raise CannotRetime(made.troubles)
    # Of those that move later the last goes first, of those that move earlier the first: each makes room.
    later = [move for move in made.visits if move.is_later]
    earlier = [move for move in made.visits if not move.is_later]
    for move in [*reversed(later), *earlier]:
        _keep(move, by)
    for move in made.off:
        move.row.starts_at, move.row.ends_at = move.starts_at, move.ends_at
        move.row.save()
        audit.record("retimed", move.row, by=by)
    return made


def _to_come() -> list[Appointment]:
    """Everything from now on, moved or not: the moved may meet the others.

    What was cancelled too: whoever is called about it hears the hour that was agreed, and it may be restored.
    """
    rows = Appointment.objects.exclude(status=Status.ENTERED_IN_ERROR).filter(starts_at__gt=clock.now())
    return list(rows.select_related("patient", "therapist", "room").order_by("starts_at", "pk"))


def _concerned(moment: datetime, asked: Asked) -> bool:
    return asked.since <= moment.astimezone(asked.was).date() <= asked.until


def _is_new(row: Appointment, asked: Asked) -> bool:
    return asked.booked_before is not None and row.booked_at >= asked.booked_before


def _moved(row: Appointment, asked: Asked) -> Iterator[Move]:
    """Nothing where the clocks say what they said."""
    wall = row.starts_at.astimezone(asked.was).replace(tzinfo=None)
    if wall != clock.local(row.starts_at).replace(tzinfo=None):
        starts_at = clock.instant(wall.date(), wall.time())
        if starts_at <= clock.now() and row.status in HOLDING:
            raise PassedTime(f"agreed for {wall:%H:%M}, which has passed by the clocks as they go now.")
        yield Move(row, starts_at, starts_at + (row.ends_at - row.starts_at))


def _off(row: TimeOff, asked: Asked) -> Move | None:
    """Both its ends keep their wall time; one that the clocks skip becomes the instant at which they do."""
    starts_at, ends_at = (
        _same_wall_time(one, asked) if _concerned(one, asked) else one for one in (row.starts_at, row.ends_at)
    )
    return Move(row, starts_at, ends_at) if (starts_at, ends_at) != (row.starts_at, row.ends_at) else None


def _same_wall_time(moment: datetime, asked: Asked) -> datetime:
    wall = moment.astimezone(asked.was).replace(tzinfo=clock.zone())
    return wall.astimezone(UTC)


def _keep(move: Move, by: Staff | None) -> None:
    """The patient has confirmed a wall time, so that stays as well."""
    row = move.row
    assert isinstance(row, Appointment)
    before, after = row.starts_at - row.occupies.lower, row.occupies.upper - row.ends_at
    row.starts_at, row.ends_at = move.starts_at, move.ends_at
    row.occupies = DateTimeTZRange(row.starts_at - before, row.ends_at + after)
    row.version += 1
    row.save()
    audit.record("retimed", row, by=by)


def _overlaps(visits: Sequence[Appointment], moves: Sequence[Move]) -> Iterator[str]:
    """Pairs that would hold the same time of a therapist, a room or a patient."""
    shifts = {move.row.pk: move.starts_at - move.row.starts_at for move in moves}
    diaries: dict[tuple[str, int], list[tuple[datetime, datetime, int]]] = {}
    for one in visits:
        shift = shifts.get(one.pk, one.starts_at - one.starts_at)
        held = (one.occupies.lower + shift, one.occupies.upper + shift, one.pk)
        diaries.setdefault(("therapist", one.therapist_id), []).append(held)
        if one.room_id:
            diaries.setdefault(("room", one.room_id), []).append(held)
        own = (one.starts_at + shift, one.ends_at + shift, one.pk)
        diaries.setdefault(("patient", one.patient_id), []).append(own)
    met = {
        (first, second)
        for stretches in diaries.values()
        for (_, until, first), (since, _, second) in pairwise(sorted(stretches))
        if since < until
    }
    known = {one.pk: one for one in visits}
    for first, second in sorted(met):
        yield f"{_who(known[first])} would meet {_who(known[second])}."


def _who(row: Appointment) -> str:
    """Appointment 12 of number 1042, Tuesday 24 November 09:00 with Leo; no names, for lists are kept."""
    when = wording.moment(row.starts_at)
    return f"Appointment {row.pk} of number {row.patient.number}, {when} with {row.therapist.first_name}"
