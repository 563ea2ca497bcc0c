"""When a therapist, a room or the whole clinic is away; taken in the queue in which bookings wait."""

from datetime import datetime
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import Appointment, Room, TimeOff
from scheduling.refusals import BookingRefused, InTheWay
from scheduling.standing import named, to_come


@verb
def take_time_off(
    *,
    therapist: Staff | None = None,
    room: Room | None = None,
    everyone: bool = False,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    by: Staff,
) -> TimeOff:
    """Nothing can be booked in that time with the therapist, in the room, or in the whole clinic.

    starts_at, ends_at: aware. Appointments that stand in it refuse it and are named.
    """
    if [therapist is not None, room is not None, everyone].count(True) != 1:
        raise ValueError("time off is one therapist's, one room's or everyone's")
    _refuse_crooked(starts_at, ends_at)
    _queue(therapist, room)
    standing = to_come(Appointment.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at))
    if hit := named(standing.filter(**_whose(therapist, room))):
        raise InTheWay("this time off", hit)
    off = TimeOff.objects.create(
        therapist=therapist, room=room, starts_at=starts_at, ends_at=ends_at, reason=reason
    )
    audit.record("time off taken", off, by=by)
    return off


@verb
def give_back(*, off: TimeOff, by: Staff) -> None:
    """The time can be booked again; of time off that has begun, only what is left of it."""
    row = TimeOff.objects.select_for_update(of=("self",)).filter(pk=off.pk).first()
    if row is None:
        raise BookingRefused("This time off was given back before.")
    if row.chair_day:
        raise BookingRefused(f"This time is held for the event at {row.chair_day}. Change it on its list.")
    now = clock.now()
    if row.ends_at <= now:
        raise BookingRefused("This time off is over; it stays as it was.")
    if row.starts_at < now:
        row.ends_at = now
        row.save()
        audit.record("time off given back", row, by=by)
        return
    audit.record("time off given back", row, by=by)
    row.delete()


def _queue(therapist: Staff | None, room: Room | None) -> None:
    """Therapists before rooms, as bookings do; the clinic is closed by holding everybody who treats."""
    if room:
        locks.room(room)
    else:
        locks.therapists(*([therapist] if therapist else Staff.objects.therapists()))


def _whose(therapist: Staff | None, room: Room | None) -> dict[str, Any]:
    return {"therapist": therapist} if therapist else {"room": room} if room else {}


def _refuse_crooked(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise BookingRefused("Time off must end after it begins.")
    if ends_at <= clock.now():
        raise BookingRefused("That time has passed.")
