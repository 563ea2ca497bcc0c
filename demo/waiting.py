"""Who would come sooner: among them the two who asked for Emma Rowe's hour with Ines."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import NamedTuple

from demo.furnishings import INES, JOAN, LIFT, POINTS, House, minutes_of, moment
from demo.loading import save_many
from demo.people import Person
from scheduling.models import Waiting

Priority = Waiting.Priority


class Wish(NamedTuple):
    """days: ago. earliest: of the afternoon that suits. away: for so many days more. room: what it has."""

    whose: str
    priority: int
    days: int
    therapist: str | None = None
    earliest: time | None = None
    note: str = ""
    away: int = 0
    room: tuple[str, ...] = ()


WISHES = (
    Wish("Marta Kowalski", Priority.SOON, 6, INES, time(15), "After school; a message will do"),
    Wish("Ben Carver", Priority.URGENT, 1, note="Missed this week's visit, off work on Friday"),
    Wish("Peter Lang", Priority.ANY_TIME, 12, note="Back from his daughter's then", away=6, room=(LIFT,)),
)


def keep(house: House, cast: Mapping[str, Person]) -> int:
    save_many(_row(house, cast[wish.whose], wish) for wish in WISHES)
    return len(WISHES)


def _row(house: House, person: Person, wish: Wish) -> Waiting:
    return Waiting(
        patient=person.patient,
        service=house.services[POINTS],
        minutes=60,
        therapist=house.staff[wish.therapist] if wish.therapist else None,
        weekdays=[],
        earliest=wish.earliest,
        not_before=house.day + timedelta(days=wish.away) if wish.away else None,
        features=[*wish.room],
        priority=wish.priority,
        note=wish.note,
        added_at=moment(house.day - timedelta(days=wish.days), minutes_of("09:40")),
        added_by=house.staff[JOAN],
    )
