"""Chair-massage events among the visits of a board: one piece each, that opens the event's list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduling.events import slots
from scheduling.models import HOLDING, Appointment, ChairDay, TimeOff
from scheduling.places import Stretch, minute_of_day


@dataclass(frozen=True)
class Drawn:
    """One therapist's part of an event; since, until: minutes of the day; taken: how many of its slots."""

    day: ChairDay
    since: int
    until: int
    taken: int

    @property
    def slots(self) -> int:
        return len(slots.starts(self.day))


def drawn(off: Iterable[TimeOff], visits: Sequence[Appointment], on: date) -> Iterator[Drawn]:
    """off: of one therapist; visits: theirs of that day, slots among them."""
    for day in (one.chair_day for one in off if one.chair_day and one.chair_day.on == on):
        mine = [one for one in visits if one.chair_day_id == day.pk and one.status in HOLDING]
        yield Drawn(day, minute_of_day(day.starts_at, on), minute_of_day(day.ends_at, on), len(mine))


def edges(off: Iterable[TimeOff], on: date) -> list[Stretch]:
    """What a board has to be long enough for."""
    days = {one.chair_day for one in off if one.chair_day and one.chair_day.on == on}
    return [(minute_of_day(day.starts_at, on), minute_of_day(day.ends_at, on)) for day in days]
