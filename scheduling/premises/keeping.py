"""The clinic's places and their rooms: added, changed, taken out of use and put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from clinic import audit, changing, clock
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import STEP_FREE, Appointment, Location, Room, Status
from scheduling.refusals import InTheWay

R = TypeVar("R", Location, Room)


@dataclass(frozen=True)
class Place:
    """A location as an admin describes it; see Location."""

    name: str
    address: str
    jurisdiction: str


@dataclass(frozen=True)
class Fittings:
    """A room as an admin describes it; see Room."""

    name: str
    features: list[str]


class PremisesRefused(Refused):
    """Why a place or a room is not kept as it was written."""


@verb
def add_location(*, said: Place, by: Staff) -> Location:
    """Nothing is booked there before it has a room and somebody works there."""
    _refuse_place_twice(said, None)
    row = Location.objects.create(**vars(said))
    audit.record("location added", row, by=by)
    return row


@verb
def change_location(*, location: Location, said: Place, by: Staff) -> Location:
    """Its visits stay where they are; another jurisdiction asks for other licences from now on."""
    _refuse_place_twice(said, location)
    row = _held(location)
    changing.change(row, vars(said), by=by)
    return row


@verb
def use_location(*, location: Location, active: bool, by: Staff) -> Location:
    """Out of use nobody works there; its rooms have to be out of use before."""
    row = _held(location)
    rooms = row.rooms.filter(active=True).count()
    if not active and rooms:
        stand = "1 room is" if rooms == 1 else f"{rooms} rooms are"
        raise PremisesRefused(f"{stand} in use at {row}. Take its rooms out of use first.")
    return _used(row, active, "location opened again" if active else "location closed", by=by)


@verb
def add_room(*, location: Location, said: Fittings, by: Staff) -> Room:
    """From now on visits can be booked in it."""
    held = _held(location)
    if not held.active:
        raise PremisesRefused(f"{held} is out of use. Open it again first.")
    _refuse_room_twice(said, held, None)
    row = Room.objects.create(location=held, **vars(said))
    audit.record("room added", row, by=by)
    return row


@verb
def change_room(*, room: Room, said: Fittings, by: Staff) -> Room:
    """Raises InTheWay with the visits to come that need what it is to lose."""
    row = locks.room(room)
    _refuse_room_twice(said, row.location, row)
    lost = sorted({*row.features} - {*said.features})
    needing = Q(service__needs__overlap=lost)
    if STEP_FREE in lost:
        needing |= Q(patient__step_free=True)
    if lost and (hit := _to_come(row, needing)):
        raise InTheWay(f"{row} without {' and '.join(lost)}", hit)
    changing.change(row, vars(said), by=by)
    return row


@verb
def use_room(*, room: Room, active: bool, by: Staff) -> Room:
    """Raises InTheWay with the visits to come that are to be in it."""
    row = locks.room(room)
    if not active and (hit := _to_come(row, Q())):
        raise InTheWay(f"taking {row} out of use", hit)
    if active and not row.location.active:
        raise PremisesRefused(f"{row.location} is out of use. Open it again first.")
    return _used(row, active, "room used again" if active else "room taken out of use", by=by)


def _to_come(room: Room, those: Q) -> Sequence[Appointment]:
    """Visits that are neither over nor fulfilled; the room is held, so that none comes in between."""
    rows = Appointment.objects.holding().filter(those, room=room, ends_at__gt=clock.now())
    rows = rows.exclude(status=Status.FULFILLED)
    return [*rows.select_related("patient").order_by("starts_at", "pk")]


def _used(row: R, active: bool, action: str, *, by: Staff) -> R:
    if row.active != active:
        row.active = active
        row.save(update_fields=["active"])
        audit.record(action, row, by=by)
    return row


def _held(location: Location) -> Location:
    return Location.objects.select_for_update(no_key=True, of=("self",)).get(pk=location.pk)


def _refuse_place_twice(said: Place, row: Location | None) -> None:
    """In the queue of whoever else writes down a place."""
    Clinic.objects.select_for_update(no_key=True).get(pk=Clinic.current().pk)
    others = Location.objects.exclude(pk=row.pk) if row else Location.objects.all()
    if others.filter(name__iexact=said.name).exists():
        raise PremisesRefused(f"There is a place called {said.name} already.")


def _refuse_room_twice(said: Fittings, location: Location, row: Room | None) -> None:
    others = location.rooms.exclude(pk=row.pk) if row else location.rooms.all()
    if others.filter(name__iexact=said.name).exists():
        raise PremisesRefused(f"There is a room called {said.name} at {location} already.")
