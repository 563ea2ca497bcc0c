"""When therapists work; changed in the queue in which bookings wait."""

from calendar import day_name
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q, QuerySet

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import Appointment, Location, Room, WorkingHours
from scheduling.refusals import BookingRefused, InTheWay
from scheduling.standing import named, to_come

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """A part of a day by the wall clock; room: where the therapist usually is in it."""

    starts: time
    ends: time
    location: Location
    room: Room | None = None


Week = Mapping[int, Sequence[Stretch]]


@verb
def set_hours(
    *, therapist: Staff, week: Week, valid_from: date, valid_until: date | None = None, by: Staff
) -> list[WorkingHours]:
    """From that day, to the last one if there is one, the therapist works these stretches and no others.

    week: by weekday, 0 is Monday; no stretch is a day off, a weekday left out stays as it is. One date alone
    is a period of one day, and what held before goes on after it. Returns the rows of the new hours.
    Appointments that would stand outside refuse it and are named.
    """
    _refuse_crooked(week, valid_from, valid_until)
    held = locks.therapists(therapist)[therapist.pk]
    changed = {day: new for day, new in week.items() if not _is_so(held, day, new, valid_from, valid_until)}
    standing = [one for one in _standing(held, valid_from, valid_until) if one.day.weekday() in changed]
    if outside := [one for one in standing if not _inside(one, changed[one.day.weekday()])]:
        raise InTheWay("these hours", outside)
    rows = [
        row for weekday, new in changed.items() for row in _put(held, weekday, new, valid_from, valid_until)
    ]
    if changed:
        audit.record("hours set", held, by=by, ids=[row.pk for row in rows])
    return rows


def _standing(therapist: Staff, since: date, until: date | None) -> Iterable[Appointment]:
    first = max(clock.clinic_day(since)[0], clock.now())
    rows = to_come(therapist.appointments.filter(starts_at__gte=first, chair_day=None))
    return named(rows.filter(starts_at__lt=clock.clinic_day(until)[1]) if until else rows)


def _inside(appointment: Appointment, stretches: Iterable[Stretch]) -> bool:
    """Whether its own time lies in those at its place, by the wall clock; those that touch count as one."""
    begins, ends = clock.local(appointment.starts_at), clock.local(appointment.ends_at)
    if begins.date() != ends.date():
        return False
    place = appointment.room and appointment.room.location_id
    here = [one for one in stretches if place in {None, one.location.pk}]
    reached = begins.time()
    for one in sorted(here, key=lambda stretch: stretch.starts):
        if one.starts <= reached:
            reached = max(reached, one.ends)
    return reached >= ends.time() and reached > begins.time()


def _put(
    therapist: Staff, weekday: int, stretches: Sequence[Stretch], since: date, until: date | None
) -> list[WorkingHours]:
    _make_room(_meeting(therapist, weekday, since, until), since, until)
    rows = [
        WorkingHours(
            therapist=therapist,
            location=one.location,
            room=one.room,
            weekday=weekday,
            starts=one.starts,
            ends=one.ends,
            valid_from=since,
            valid_until=until,
        )
        for one in stretches
    ]
    return WorkingHours.objects.bulk_create(rows)


def _make_room(rows: QuerySet[WorkingHours], since: date, until: date | None) -> None:
    """What holds now ends the day before, and begins again the day after if it went on for longer."""
    for row in rows:
        if until and (row.valid_until is None or row.valid_until > until):
            WorkingHours.objects.create(**{**_values(row), "valid_from": until + ONE_DAY})
        if row.valid_from >= since:
            row.delete()
        else:
            row.valid_until = since - ONE_DAY
            row.save()


def _values(row: WorkingHours) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if not field.primary_key}


def _meeting(therapist: Staff, weekday: int, since: date, until: date | None) -> QuerySet[WorkingHours]:
    """The rows of this weekday that hold on any day of the period."""
    rows = WorkingHours.objects.filter(therapist=therapist, weekday=weekday)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=since))
    return rows.filter(valid_from__lte=until) if until else rows


def _is_so(therapist: Staff, weekday: int, new: Sequence[Stretch], since: date, until: date | None) -> bool:
    """Whether these hours hold already, through the whole period."""
    rows = list(_meeting(therapist, weekday, since, until))
    throughout = all(
        row.valid_from <= since and (row.valid_until is None or (until and row.valid_until >= until))
        for row in rows
    )
    now = {(row.starts, row.ends, row.location_id, row.room_id) for row in rows}
    wanted = {(one.starts, one.ends, one.location.pk, one.room.pk if one.room else None) for one in new}
    return throughout and now == wanted and len(rows) == len(new)


def _refuse_crooked(week: Week, since: date, until: date | None) -> None:
    if since < clock.today():
        raise BookingRefused("Hours that have been worked stay as they were. Choose today or a later day.")
    if until and until < since:
        raise BookingRefused("The last day must not come before the first.")
    for weekday, stretches in week.items():
        last: time | None = None
        for one in sorted(stretches, key=lambda stretch: stretch.starts):
            if one.ends <= one.starts or (last and one.starts < last):
                day = day_name[weekday]
                raise BookingRefused(f"{day}: each stretch must end after it begins, before the next begins.")
            last = one.ends
