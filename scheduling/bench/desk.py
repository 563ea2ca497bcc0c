"""What the desk sends, and what the yardstick is sent for the same: places that nobody has, in turn."""

import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, cycle, islice
from typing import Any

from django.core.management.base import CommandError
from django.urls import reverse

from clinic import clock
from clinic.bench.server import PANEL, Answer, Visitor
from clinic.models import Staff
from patients.models import Patient
from scheduling.bench import visits
from scheduling.bench.scale import Scale
from scheduling.models import Service

PASSWORD = "measured and thrown away"  # noqa: S105  of people who exist for a few minutes
HOURS = (8, 9, 10, 11, 13, 14, 15, 16)
EMPTY_FROM = timedelta(weeks=visits.WEEKS_AHEAD + 4)
PLACES = 16_000  # forty weeks
ALL_BOOKED = f"There are places for {PLACES:,} bookings in all, and they are taken: ask for fewer."
Place = tuple[datetime, Staff]


def nobody_has(places: Iterator[Place]) -> Place:
    """The next one; nobody can book when there is none."""
    if (place := next(places, None)) is None:
        raise CommandError(ALL_BOOKED)
    return place


class Desk:
    """Books as a browser does, at empty places far ahead, each for the next patient."""

    def __init__(self, visitor: Visitor, scale: Scale, places: Iterator[Place]) -> None:
        self.visitor, self.scale, self.places = visitor, scale, places
        first = Patient.objects.get(pk=scale.first_patient).number
        self.numbers = cycle(range(first, first + scale.people))

    def signed_in(self) -> Visitor:
        """Somebody else at the desk, with a login of their own."""
        return Visitor(self.visitor.port).sign_in(self.scale.house.desk.email, PASSWORD)

    def booked(self) -> Answer:
        return self.by(self.visitor)

    def by(self, window: Visitor) -> Answer:
        """A booking from that window."""
        starts_at, therapist = nobody_has(self.places)
        return window.send(reverse("scheduling:book"), self.form(therapist, starts_at), PANEL)

    def form(self, therapist: Staff, starts_at: datetime, service: Service | None = None) -> dict[str, Any]:
        wanted = service or self.scale.house.long
        return {
            "patient": next(self.numbers),
            "service": wanted.pk,
            "minutes": wanted.durations[0],
            "offer": f"{therapist.pk} {starts_at.isoformat()}",
            "key": str(uuid.uuid4()),
        }

    def free(self) -> Answer:
        """The part of the panel that says when the long visit can be had with anyone."""
        wanted = self.scale.house.long
        asked = f"?service={wanted.pk}&minutes={wanted.durations[0]}"
        return self.visitor.get(reverse("scheduling:free") + asked)

    def week(self) -> Answer:
        return self.visitor.get(f"{reverse('scheduling:day', args=[full_week()])}?view=week")

    def day(self) -> Answer:
        return self.visitor.get(reverse("scheduling:day", args=[full_week()]))


class Bare:
    """The same of the yardstick."""

    def __init__(self, visitor: Visitor, scale: Scale, places: Iterator[Place]) -> None:
        self.visitor, self.scale, self.places = visitor, scale, places
        self.patients = cycle(range(scale.first_patient, scale.first_patient + scale.people))
        self.therapists = ",".join(str(one.pk) for one in scale.house.therapists)

    def booked(self) -> Answer:
        return self.by(self.visitor)

    def by(self, window: Visitor) -> Answer:
        since, therapist = nobody_has(self.places)
        said = {"patient": next(self.patients), "therapist": therapist.pk}
        told = {**said, "since": since.isoformat(), "until": (since + timedelta(hours=1)).isoformat()}
        return window.post("/book", json.dumps(told))

    def free(self) -> Answer:
        return self._get("slots", clock.today(), 14)

    def week(self) -> Answer:
        return self._get("listed", full_week(), 7)

    def day(self) -> Answer:
        return self._get("listed", full_week(), 1)

    def _get(self, page: str, first: date, days: int) -> Answer:
        return self.visitor.get(f"/{page}?first={first}&days={days}&therapists={self.therapists}")


def full_week() -> date:
    """The Monday of a week to come, with all its 320 visits."""
    return visits.monday() + timedelta(weeks=3)


def places(scale: Scale) -> Iterator[Place]:
    """Every hour of everybody's days, from where nothing is booked on; several threads may take them."""
    return iter(
        [
            (clock.instant(on, time(hour)), therapist)
            for on in islice(days(), PLACES // len(HOURS) // len(scale.house.therapists))
            for hour in HOURS
            for therapist in scale.house.therapists
        ]
    )


def days() -> Iterator[date]:
    """Monday to Friday, from where nothing is booked on."""
    first = visits.monday() + EMPTY_FROM
    return (first + timedelta(weeks=n // 5, days=n % 5) for n in count())
