"""What stands in the way of a wish; asked while its therapist, rooms and patient are held by locks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from clinic import clock, credentials
from clinic.models import Clinic, Credential, Role, Staff
from clinic.naming import Naming
from patients.holding import MergedAway
from patients.models import Patient
from scheduling import limits, wording
from scheduling.known import Known
from scheduling.mobile import travel
from scheduling.models import Appointment, Room, Service, WorkingHours
from scheduling.refusals import (
    Away,
    BookingRefused,
    Closed,
    Lapsed,
    LicensedElsewhere,
    NoRoom,
    NotBookable,
    NotOffered,
    OffTheGrid,
    OutsideHours,
    PatientTaken,
    RoomTaken,
    RoomUnsuitable,
    TimePassed,
    TimeRefused,
    Untrained,
)
from scheduling.wish import Wish

# A range with both its ends, which the type of ranges cannot say.
Span = Any


def refuse_unoffered(wish: Wish) -> None:
    """A service, a length or a person that cannot be booked at any time."""
    if not wish.service.active:
        raise NotOffered(f"{wish.service} is not offered any more.")
    refuse_length(wish)
    refuse_absent(wish.therapist)
    refuse_known(wish.service, wish.patient)


def refuse_known(service: Service, patient: Patient) -> None:
    """A service for first visits, for somebody who has been here before."""
    if service.first_visit_only and patient.appointments.holding().filter(starts_at__lt=clock.now()).exists():
        words = f"{service} is for a first visit, and {patient} has been here before."
        raise NotOffered(Naming(words, patient))


def refuse_length(wish: Wish) -> None:
    """A length that its service does not have."""
    if wish.minutes not in wish.service.durations:
        lengths = wording.listed(map(str, sorted(wish.service.durations)), "or")
        raise NotOffered(f"{wish.service} is offered for {lengths} minutes.")


def refuse_absent(therapist: Staff) -> None:
    """Someone who does not treat, or does not work here any more."""
    if not (therapist.is_active and therapist.has(Role.THERAPIST)):
        raise NotOffered(f"{therapist} takes no appointments.")


def refuse_gone(patient: Patient) -> None:
    """Someone who died, or whose record is archived or was merged into another; patient is held."""
    if patient.merged_into:
        raise NotBookable(str(MergedAway(patient, patient.merged_into)))
    if patient.why_not_booked:
        raise NotBookable(Naming(patient.why_not_booked, patient))


def refuse_past_or_crooked(wish: Wish) -> None:
    """A time that has passed, or that is not on the clinic's grid."""
    if wish.starts_at < clock.now():
        raise TimePassed
    wall, grid = clock.local(wish.starts_at), Clinic.current().grid_minutes
    if wall.minute % grid or wall.second or wall.microsecond:
        raise OffTheGrid(grid)


def refuse_slot(appointment: Appointment) -> None:
    """A slot of a chair-massage event has its time and length from the event."""
    if appointment.chair_day_id:
        raise NotOffered(
            f"This is a slot at {appointment.chair_day}. Cancel it, then take another on the event's list."
        )


def room_for(wish: Wish, rooms: Sequence[Room], known: Known | None = None) -> Room | None:
    """The room it gets, of those held; raises the refusal of the first thing that stands in the way.

    None for a visit at the patient's. known: what was read of it already.
    """
    known = known or Known([wish], rooms)
    hours = _hours(wish, known)
    refuse_unqualified(wish, known.credentials(wish), hours.location.jurisdiction)
    here = [room for room in rooms if room.location_id == hours.location_id]
    off = known.time_off(wish)
    for one in off:
        if one.closes_the_clinic:
            raise Closed(one)
        if one.therapist_id:
            raise Away(wish.therapist.first_name, one)
    refuse_met(wish, known)
    met = {one.room_id for one in known.taken if _meet(wish.occupies, one.occupies)}
    full = {one.room_id for one in off} | met
    return _choose(wish, here, full, usual=hours.room_id)


def why_not(wish: Wish, rooms: Sequence[Room], known: Known | None = None) -> str:
    """What would refuse it as things stand, in a sentence; empty where nothing would.

    Only read, with nobody's row held: what is free now may be taken a moment later.
    """
    try:
        refuse_past_or_crooked(wish)
        room_for(wish, rooms, known)
    except TimeRefused as refusal:
        return refusal.sentence
    except BookingRefused as refusal:
        return str(refusal)
    return ""


def refuse_met(wish: Wish, known: Known) -> None:
    """Another visit of the therapist or the patient, or more hands-on time than the therapist's day has."""
    for other in known.taken:
        if other.therapist_id == wish.therapist.pk and _meet(wish.occupies, other.occupies):
            raise travel.therapist_taken(wish, other)
    for other in known.taken:
        meets = other.starts_at < wish.ends_at and wish.starts_at < other.ends_at
        if meets and other.patient_id == wish.patient.pk:
            raise PatientTaken(str(wish.patient), other)
    limits.refuse_too_much(wish, clock.local(wish.starts_at).date(), *known.worked(wish))


def this_room_or_another(wish: Wish, rooms: Sequence[Room], known: Known | None = None) -> Room | None:
    """The room it has, if it can keep it, else whichever will do."""
    known = known or Known([wish], rooms)
    try:
        return room_for(wish, rooms, known)
    except (RoomTaken, RoomUnsuitable):
        return room_for(replace(wish, room=None), rooms, known)


def refuse_unqualified(wish: Wish, held: Sequence[Credential], place: str = "") -> None:
    """A day after the therapist's licence or insurance, or without the modality that the service needs.

    place: whose licence is needed there; empty where any will do.
    """
    day = clock.local(wish.starts_at).date()
    if elsewhere := credentials.licensed_elsewhere(held, place):
        raise LicensedElsewhere(wish.therapist.first_name, elsewhere, place)
    if lapsed := credentials.lapsed(held, day, place):
        raise Lapsed(wish.therapist.first_name, lapsed)
    if wish.service.modality and not credentials.trained(held, wish.service.modality, day):
        raise Untrained(wish.therapist.first_name, wish.service, wish.starts_at)


def _hours(wish: Wish, known: Known) -> WorkingHours:
    """The day's first stretch at the place where the time falls inside; stretches that touch count as one."""
    day, rows = clock.local(wish.starts_at).date(), known.hours(wish)
    for location in dict.fromkeys(row.location_id for row in rows):
        here = [row for row in rows if row.location_id == location]
        if _covered(wish, [row.span(day) for row in here]):
            return here[0]
    raise OutsideHours(wish.therapist.first_name, wish.starts_at, [str(row) for row in rows])


def _covered(wish: Wish, spans: Sequence[tuple[datetime, datetime]]) -> bool:
    reached = wish.starts_at
    for since, until in sorted(spans):
        if since <= reached:
            reached = max(reached, until)
    return reached >= wish.ends_at


def _choose(wish: Wish, rooms: Sequence[Room], full: set[int | None], *, usual: int | None) -> Room | None:
    if wish.away:
        return None
    if wish.room:
        if wish.room.pk not in {room.pk for room in rooms}:
            raise RoomUnsuitable(wish.room.name, wish.needs)
        if wish.room.pk in full:
            raise RoomTaken(wish.room.name, wish.starts_at, wish.ends_at)
        return wish.room
    free = [room for room in rooms if room.pk not in full]
    if not free:
        raise NoRoom(wish.starts_at, wish.ends_at, rooms=len(rooms), needs=wish.needs)
    return min(free, key=lambda room: (room.pk != usual, room.name, room.pk))


def _meet(one: Span, other: Span) -> bool:
    return one.lower < other.upper and other.lower < one.upper
