"""The queue in front of the schedule: whoever wants time of a therapist, a room or a patient waits here.

Always in this order, and by key within each, so that two who wait never wait for each other. The rows count
only as they are read here: what was read before may be old. NO KEY, for every appointment row points at them.
"""

from collections.abc import Iterable
from typing import Any

from clinic.models import Staff
from patients.models import Patient
from scheduling.models import Appointment, Room


def therapists(*staff: Staff) -> dict[int, Staff]:
    rows = Staff.objects.select_for_update(no_key=True, of=("self",))
    return {row.pk: row for row in rows.filter(pk__in={one.pk for one in staff}).order_by("pk")}


def rooms(needs: Iterable[str]) -> list[Room]:
    """All active rooms that have what is needed."""
    rows = Room.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.filter(active=True, features__contains=list(needs)).order_by("pk"))


def no_rooms(needs: Iterable[str]) -> list[Room]:
    """The same rooms, held by nobody: to look which of them to hold."""
    return list(Room.objects.filter(active=True, features__contains=list(needs)).order_by("pk"))


def room(one: Room) -> Room:
    return Room.objects.select_for_update(no_key=True, of=("self",)).get(pk=one.pk)


def patient(one: Patient) -> Patient:
    return Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=one.pk)


def appointment(one: Appointment) -> Appointment:
    """The row as it is now, with the people and the place of it."""
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("patient", "therapist", "room", "chair_day", "service").get(pk=one.pk)


def appointments(**which: Any) -> list[Appointment]:
    """Those rows as they are now, with their people and places."""
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",)).filter(**which).order_by("pk")
    return list(rows.select_related("patient", "therapist", "room", "service"))
