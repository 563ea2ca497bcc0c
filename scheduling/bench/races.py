"""The kinds of race: what fifty people ask for at once, and how many of them may have it."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import reverse

from clinic import audit, clock
from clinic.bench.server import JSON, PANEL, Answer, Visitor
from patients.models import Patient
from scheduling import booking
from scheduling.bench.crowds import CROWD, Act, Crowd, Race
from scheduling.bench.desk import HOURS, Desk, nobody_has
from scheduling.models import Appointment, Room, Service

KINDS = (
    "one place",
    "half-overlapping places",
    "fifty moved into one place",
    "one form sent fifty times",
    "one room, ten therapists",
    "fifty different places",
)
FEATURE = "measured by races"
TEN = time(10)


class Kind(NamedTuple):
    """acts: what the crowd does on that day. winners: how many of it may be told that it has the place."""

    acts: Callable[[date], list[Act]]
    winners: int
    won: Callable[[Answer], bool]


class Races:
    """A day of its own for each round, on which nothing stands yet."""

    def __init__(self, desk: Desk, days: Iterator[date]) -> None:
        self.desk, self.days = desk, days
        self.house = desk.scale.house
        self.crowd = Crowd(*(desk.visitor.another() for _ in range(CROWD)))
        each = (
            Kind(self.one_place, 1, _booked),
            Kind(self.half_overlapping, 1, _booked),
            Kind(self.moved, 1, _moved),
            Kind(self.repeated, CROWD, _booked),
            Kind(self.one_room, 1, _booked),
            Kind(self.different, CROWD, _booked),
        )
        self.kinds = dict(zip(KINDS, each, strict=True))

    def run(self, kind: str, rounds: int) -> Race:
        race, asked = Race(), self.kinds[kind]
        for _ in range(rounds):
            self.crowd.race(asked.acts(next(self.days)), race, asked.won)
        return race

    def one_place(self, on: date) -> list[Act]:
        return [self._books(on, TEN) for _ in range(CROWD)]

    def half_overlapping(self, on: date) -> list[Act]:
        """Beginning within three quarters of an hour, each an hour long with its buffer."""
        return [self._books(on, time(10, 15 * (n % 4))) for n in range(CROWD)]

    def repeated(self, on: date) -> list[Act]:
        return [self._books(on, TEN)] * CROWD

    def one_room(self, on: date) -> list[Act]:
        """Five people for each therapist, and a service that only one room is good for."""
        service = self._needing_a_room()
        return [self._books(on, TEN, n % len(self.house.therapists), service) for n in range(CROWD)]

    def different(self, on: date) -> list[Act]:
        """All hours of one therapist, on as many days as it takes."""
        acts: list[Act] = []
        while len(acts) < CROWD:
            acts += [self._books(on, time(hour)) for hour in HOURS]
            on = next(self.days)
        return acts[:CROWD]

    def moved(self, on: date) -> list[Act]:
        """Fifty that stand on other days, all wanted at ten."""
        standing = [self._standing(n) for n in range(CROWD)]
        to = f"{on}T10:00"
        return [
            partial(_send, reverse("scheduling:drop", args=[one.pk]), self._drop(one, to), JSON)
            for one in standing
        ]

    def _books(self, on: date, at: time, who: int = 0, service: Service | None = None) -> Act:
        form = self.desk.form(self.house.therapists[who], clock.instant(on, at), service)
        return partial(_send, reverse("scheduling:book"), form, PANEL)

    def _drop(self, one: Appointment, to: str) -> dict[str, Any]:
        return {"at": to, "therapist": self.house.therapists[0].pk, "version": one.version}

    def _standing(self, n: int) -> Appointment:
        """Booked beside the race, with somebody else than who is wanted."""
        starts_at, therapist = nobody_has(self.desk.places)
        return booking.book(
            patient=self._patient(),
            therapist=therapist,
            service=self.house.long,
            minutes=self.house.long.durations[0],
            starts_at=starts_at,
            key=uuid.uuid4(),
            by=self.house.desk,
        )

    def _patient(self) -> Patient:
        return Patient.objects.get(number=next(self.desk.numbers))

    @transaction.atomic
    def _needing_a_room(self) -> Service:
        Room.objects.filter(pk=self.house.rooms[0].pk).update(features=[FEATURE])
        service, _ = Service.objects.get_or_create(
            name=FEATURE, defaults={"durations": [45], "needs": [FEATURE], "buffer_after": 15}
        )
        audit.record("changed", service, by=None)
        return service


def _send(path: str, form: dict[str, Any], how: dict[str, str], window: Visitor) -> Answer:
    return window.send(path, form, how, wanted=None)


def _booked(answer: Answer) -> bool:
    """Sent on to the day of the appointment."""
    return answer.status == 200 and "HX-Redirect" in answer.headers


def _moved(answer: Answer) -> bool:
    return answer.status == 200
