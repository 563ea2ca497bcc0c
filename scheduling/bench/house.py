"""Ten therapists, each with a room, and somebody at the desk: the house that years of visits are put into."""

from dataclasses import dataclass
from datetime import date, time

from django.contrib.auth.hashers import make_password
from django.db import transaction

from clinic import audit
from clinic.models import Role, Staff
from scheduling.models import Location, Room, Service, WorkingHours

PLACE, THERAPISTS, WORKDAYS = "Long Street", 10, 6
STRETCHES = ((time(8), time(12)), (time(13), time(17)))
# An hour of which a quarter is for turning over, as is booked from now on; and half hours, as it used to be.
LONG, SHORT = "Long visit", "Short visit"
HOUR, HALF = 45, 30


@dataclass(frozen=True)
class House:
    """In the order of their keys, which are those of the house alone."""

    therapists: list[Staff]
    rooms: list[Room]
    desk: Staff
    long: Service
    short: Service


@transaction.atomic
def build(password: str) -> House:
    """Everybody signs in with the same password, as desk@long.example.test or t0@long.example.test."""
    place, secret = Location.objects.create(name=PLACE), make_password(password)
    Service.objects.create(name=LONG, durations=[HOUR], buffer_after=15, order=500)
    Service.objects.create(name=SHORT, durations=[HALF], buffer_after=0, order=510)
    _person("Desk at Long Street", "desk", secret, Role.FRONT_DESK, Role.ADMIN)
    for number in range(THERAPISTS):
        therapist = _person(f"T{number} at Long Street", f"t{number}", secret, Role.THERAPIST)
        room = Room.objects.create(location=place, name=f"Long {number}")
        for hours in WorkingHours.objects.bulk_create(_hours(therapist, place, room)):
            audit.record("changed", hours, by=None)
    return known()


def known() -> House:
    """The house as it was built before."""
    staff = {
        one.email.partition("@")[0]: one for one in Staff.objects.filter(email__endswith="@long.example.test")
    }
    services = {one.name: one for one in Service.objects.filter(name__in=(LONG, SHORT))}
    rooms = Room.objects.filter(location__name=PLACE).order_by("pk")
    therapists = [staff[f"t{number}"] for number in range(THERAPISTS)]
    return House(therapists, [*rooms], staff["desk"], services[LONG], services[SHORT])


def _person(name: str, at: str, secret: str, *roles: Role) -> Staff:
    return Staff.objects.create(
        email=f"{at}@long.example.test", password=secret, legal_name=name, display_name=name, roles=[*roles]
    )


def _hours(therapist: Staff, place: Location, room: Room) -> list[WorkingHours]:
    return [
        WorkingHours(
            therapist=therapist,
            location=place,
            room=room,
            weekday=weekday,
            starts=starts,
            ends=ends,
            valid_from=date(2000, 1, 1),
        )
        for weekday in range(WORKDAYS)
        for starts, ends in STRETCHES
    ]
