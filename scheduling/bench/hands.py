"""Twenty people who do whatever comes into their heads, and the list of what each was told had been done."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.db import connection

from clinic import clock
from clinic.models import Staff
from clinic.refusals import Refused
from patients.models import Patient
from scheduling import booking
from scheduling.hours import Stretch, set_hours
from scheduling.models import Appointment, Location, Room, Service, TimeOff
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.time_off import give_back, take_time_off

# How often each is done, of a hundred.
WEIGHTS = {"book": 42, "move": 20, "cancel": 13, "series": 7, "time_off": 7, "give_back": 4, "hours": 7}
DAYS = 12


@dataclass(frozen=True)
class World:
    """Few people and few days, so that they get into each other's way."""

    therapists: Sequence[Staff]
    patients: Sequence[Patient]
    rooms: Sequence[Room]
    services: Sequence[Service]
    location: Location
    by: Staff
    first: date


@dataclass
class Told:
    """What somebody was told is done: appointments by key and version, and rows that came or went."""

    stands: dict[tuple[int, int], tuple[Any, ...]] = field(default_factory=dict)
    off: set[int] = field(default_factory=set)
    back: set[int] = field(default_factory=set)
    hours: set[int] = field(default_factory=set)
    series: dict[int, int] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def state(one: Appointment) -> tuple[Any, ...]:
    """What a version of an appointment says of its time and place."""
    return one.therapist_id, one.room_id, one.patient_id, one.starts_at, one.ends_at, one.status


def at_once(world: World, operations: int, people: int, *, seed: int) -> Told:
    """So many operations in all; a refusal is an answer like any other, anything else ends it."""
    told = Told()
    hands = [Hand(world, Random(f"{seed} {n}"), told) for n in range(people)]  # noqa: S311

    def work(hand: "Hand") -> None:
        try:
            for _ in range(operations // people):
                hand.act()
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as threads:
        list(threads.map(work, hands))
    return told


class Hand:
    """One of them, with chances of their own; all write into the same list."""

    def __init__(self, world: World, chance: Random, told: Told) -> None:
        self.world, self.chance, self.told = world, chance, told
        self.acts: dict[str, Callable[[], bool]] = {name: getattr(self, name) for name in WEIGHTS}

    def act(self) -> None:
        name = self.chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        try:
            if self.acts[name]():
                self.told.done[name] += 1
        except Refused as refusal:
            self.told.refused[type(refusal).__name__] += 1

    def book(self) -> bool:
        service = self.one(self.world.services)
        held = booking.book(
            patient=self.one(self.world.patients),
            therapist=self.one(self.world.therapists),
            service=service,
            minutes=service.durations[0],
            starts_at=self.moment(),
            key=uuid.UUID(int=self.chance.getrandbits(128)),
            by=self.world.by,
        )
        return self.stands(held)

    def move(self) -> bool:
        """As a page would show it: perhaps somebody else was quicker."""
        shown = self.known()
        return shown is not None and self.stands(
            booking.move(
                appointment=shown,
                starts_at=self.moment(),
                therapist=self.one(self.world.therapists),
                version=shown.version,
                by=self.world.by,
            )
        )

    def cancel(self) -> bool:
        shown = self.known()
        return shown is not None and self.stands(
            booking.cancel(appointment=shown, reason="Asked", version=shown.version, by=self.world.by)
        )

    def series(self) -> bool:
        """Four weeks at one wall time."""
        service, therapist, first = (
            self.one(self.world.services),
            self.one(self.world.therapists),
            self.moment(),
        )
        day, at = clock.local(first).date(), clock.local(first).time()
        days = [day + timedelta(weeks=n) for n in range(4)]
        made = book_series(
            patient=self.one(self.world.patients),
            service=service,
            minutes=service.durations[0],
            pattern=Pattern(day, count=4),
            picks=[Pick(one, therapist, clock.instant(one, at)) for one in days],
            key=uuid.UUID(int=self.chance.getrandbits(128)),
            by=self.world.by,
        )
        self.told.series[made.pk] = len(days)
        return True

    def time_off(self) -> bool:
        """A therapist's, a room's or, rarely, everybody's."""
        since = self.moment()
        whose: list[dict[str, Any]] = [
            {"therapist": self.one(self.world.therapists)},
            {"room": self.one(self.world.rooms)},
            {"everyone": True},
        ]
        off = take_time_off(
            **self.chance.choices(whose, [6, 3, 1])[0],
            starts_at=since,
            ends_at=since + timedelta(hours=self.chance.randint(1, 3)),
            reason="Away",
            by=self.world.by,
        )
        self.told.off.add(off.pk)
        return True

    def give_back(self) -> bool:
        off = TimeOff.objects.filter(pk=self.one(sorted(self.told.off) or [0])).first()
        if off is None:
            return False
        give_back(off=off, by=self.world.by)
        self.told.back.add(off.pk)
        return True

    def hours(self) -> bool:
        """One weekday, on one date or from there on."""
        day, opens = self.day(), self.chance.randint(7, 10)
        closes = time(opens + self.chance.randint(5, 10))
        rows = set_hours(
            therapist=self.one(self.world.therapists),
            week={day.weekday(): [Stretch(time(opens), closes, self.world.location)]},
            valid_from=day,
            valid_until=day if self.chance.random() < 0.7 else None,
            by=self.world.by,
        )
        self.told.hours |= {row.pk for row in rows}
        return True

    def stands(self, one: Appointment) -> bool:
        self.told.stands[one.pk, one.version] = state(one)
        return True

    def known(self) -> Appointment | None:
        """One that somebody was told about."""
        keys = [*self.told.stands] or [(0, 0)]
        rows = Appointment.objects.select_related("patient", "therapist", "room", "service")
        return rows.filter(pk=self.one(keys)[0]).first()

    def day(self) -> date:
        return self.world.first + timedelta(days=self.chance.randrange(DAYS))

    def moment(self) -> datetime:
        return clock.instant(
            self.day(), time(self.chance.randint(7, 17), self.chance.choice([0, 15, 30, 45]))
        )

    def one(self, several: Sequence[Any]) -> Any:
        return self.chance.choice(several)
