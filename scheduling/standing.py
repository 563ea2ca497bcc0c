"""Appointments still to come that a change of hours or time off would leave without their time."""

from django.db.models import QuerySet

from scheduling.models import Appointment, Status

# About the others nothing would have to be done: they are over, or under way.
WAITING = (Status.PROPOSED, Status.PENDING, Status.BOOKED)


def to_come(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Said with the constraint's own condition too, so that its index answers."""
    return appointments.holding().filter(status__in=WAITING)  # type: ignore[attr-defined]


def named(appointments: QuerySet[Appointment]) -> list[Appointment]:
    """In order, with whom they are for and where."""
    return list(appointments.select_related("patient", "room").order_by("starts_at", "pk"))
