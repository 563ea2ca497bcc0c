"""Chair-massage events among the visits of a board: one piece each, that opens the event's list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clinic.models import Staff
from scheduling.events import slots
from scheduling.models import HOLDING, Appointment, ChairDay, TimeOff
from scheduling.places import STEP, Stretch, minute_of_day, steps


@dataclass(frozen=True)
class Drawn:
    """One therapist's part of an event; row, steps: where it stands on a board. taken: of its slots."""

    day: ChairDay
    row: int
    steps: int
    taken: int

    @property
    def slots(self) -> int:
        return len(slots.starts(self.day))


def drawn(off: Iterable[TimeOff], visits: Sequence[Appointment], on: date, first: int = 0) -> Iterator[Drawn]:
    """off: of one therapist. visits: of that day. first: the minute of the day at the board's upper edge."""
    for hold, day in _events(off, on):
        slots_of = [one for one in visits if one.chair_day_id == day.pk and one.status in HOLDING]
        since, until = _stretch(day, on)
        taken = sum(one.therapist_id == hold.therapist_id for one in slots_of)
        yield Drawn(day, (since - first) // STEP, steps(since, until), taken)


def reaches(off: Iterable[Iterable[TimeOff]], on: date) -> list[Stretch]:
    """What a board has to be long enough for; off: each therapist's."""
    return [_stretch(day, on) for mine in off for _, day in _events(mine, on)]


def why_away(off: TimeOff, viewer: Staff) -> str:
    """What stands in the time that is blocked: around an event, drawn over it, the way there and back."""
    return "Travel" if off.chair_day_id else off.why(viewer)


def _events(off: Iterable[TimeOff], on: date) -> list[tuple[TimeOff, ChairDay]]:
    return [(one, one.chair_day) for one in off if one.chair_day and one.chair_day.on == on]


def _stretch(day: ChairDay, on: date) -> Stretch:
    return minute_of_day(day.starts_at, on), minute_of_day(day.ends_at, on)
