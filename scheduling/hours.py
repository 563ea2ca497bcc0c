"""When therapists work, and when they or a room are away; changed in the queue in which bookings wait."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import Appointment, Location, Room, Status, TimeOff, WorkingHours
from scheduling.refusals import BookingRefused, InTheWay

Stretch = tuple[time, time]
# Those still to come about which something would have to be done.
TO_COME = (Status.PROPOSED, Status.PENDING, Status.BOOKED)


@verb
def set_hours(
    *,
    therapist: Staff,
    location: Location,
    weekday: int,
    stretches: Sequence[Stretch],
    valid_from: date,
    room: Room | None = None,
    by: Staff,
) -> list[WorkingHours]:
    """From that day on the therapist works these stretches on this weekday (0 is Monday), and no others.

    No stretch: a day off. Appointments that would stand outside the new hours refuse it and are named.
    """
    _refuse_crooked(stretches, valid_from)
    held = locks.therapists(therapist)[therapist.pk]
    standing = [one for one in _to_come(held, valid_from) if one.day.weekday() == weekday]
    if outside := [one for one in standing if not _inside(one, stretches)]:
        raise InTheWay("these hours", outside)
    _end_before(held, weekday, valid_from)
    common = {"therapist": held, "location": location, "room": room, "weekday": weekday}
    rows = [
        WorkingHours.objects.create(**common, starts=starts, ends=ends, valid_from=valid_from)
        for starts, ends in stretches
    ]
    audit.record("hours set", held, by=by, ids=[row.pk for row in rows])
    return rows


@verb
def take_time_off(
    *,
    therapist: Staff | None = None,
    room: Room | None = None,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    by: Staff,
) -> TimeOff:
    """The therapist, or the room, cannot be booked in that time; appointments that stand in it refuse it."""
    if (therapist is None) == (room is None):
        raise ValueError("time off is a therapist's or a room's")
    if ends_at <= starts_at:
        raise BookingRefused("Time off must end after it begins.")
    if therapist:
        locks.therapists(therapist)
    if room:
        locks.room(room)
    whose = Q(therapist=therapist) if therapist else Q(room=room)
    standing = Appointment.objects.holding().filter(whose, status__in=TO_COME)
    hit = _named(standing.filter(starts_at__lt=ends_at, ends_at__gt=starts_at))
    if hit:
        raise InTheWay("this time off", hit)
    off = TimeOff.objects.create(
        therapist=therapist, room=room, starts_at=starts_at, ends_at=ends_at, reason=reason
    )
    audit.record("time off taken", off, by=by)
    return off


def _to_come(therapist: Staff, since: date) -> list[Appointment]:
    first = max(clock.clinic_day(since)[0], clock.now())
    return _named(therapist.appointments.holding().filter(status__in=TO_COME, starts_at__gte=first))


def _named(appointments: QuerySet[Appointment]) -> list[Appointment]:
    return list(appointments.select_related("patient").order_by("starts_at", "pk"))


def _inside(appointment: Appointment, stretches: Iterable[Stretch]) -> bool:
    """Whether its own time lies in one of them, by the wall clock; stretches that touch count as one."""
    begins, ends = clock.local(appointment.starts_at), clock.local(appointment.ends_at)
    if begins.date() != ends.date():
        return False
    reached = begins.time()
    for opens, closes in sorted(stretches):
        if opens <= reached:
            reached = max(reached, closes)
    return reached >= ends.time() and reached > begins.time()


def _end_before(therapist: Staff, weekday: int, day: date) -> None:
    """What held until now ends the day before; what was to begin later is taken back."""
    rows = WorkingHours.objects.filter(therapist=therapist, weekday=weekday)
    rows.filter(valid_from__gte=day).delete()
    rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day)).update(
        valid_until=day - timedelta(days=1)
    )


def _refuse_crooked(stretches: Sequence[Stretch], valid_from: date) -> None:
    if valid_from < clock.today():
        raise BookingRefused("Hours that have been worked stay as they were. Choose today or a later day.")
    last: time | None = None
    for starts, ends in sorted(stretches):
        if ends <= starts or (last and starts < last):
            raise BookingRefused("Each stretch must end after it begins, and before the next one begins.")
        last = ends
