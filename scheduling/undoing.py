"""Taking back the last change of an appointment, from the versions that the database keeps."""

from collections.abc import Sequence
from typing import Any

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import lawful, locks, obstacles
from scheduling.events import filling
from scheduling.last_word import in_words
from scheduling.models import HOLDING, Appointment, Room, Status
from scheduling.refusals import GivenAway, NothingToTakeBack
from scheduling.versions import require_version
from scheduling.wish import Wish

PLACE = ("therapist_id", "room_id", "starts_at", "ends_at", "occupies")
STATE = (*PLACE, "price", "status", "confirmed_at", "arrived_at", "cancelled_at", "cancel_reason")


def restore(*, appointment: Appointment, version: int, by: Staff) -> Appointment:
    """Put it back to how it stood before its last change: a cancel, move, length, arrival or no-show.

    version: the one made by the change to take back; if something was changed since, it is refused. So is a
    time that went to someone else meanwhile, with the nearest that are free; another room will do. Asked
    again before anything else changed, it answers the same. Whose it is is no part of it: where a merge gives
    it to another record meanwhile, it goes back as that one's.
    """
    before = _before(appointment, version)
    wish = Wish.again(_as_it_was(appointment, before))
    try:
        with in_words(wish):
            return _restore(appointment, before, wish, version=version, by=by)
    except GivenAway:
        return restore(appointment=locks.again(appointment), version=version, by=by)


@verb
def _restore(appointment: Appointment, before: Any, wish: Wish, *, version: int, by: Staff) -> Appointment:
    held = locks.therapists(appointment.therapist, wish.therapist)[wish.therapist.pk]
    wish = wish.with_therapist(held)
    rooms = locks.rooms_for(wish)
    patient = locks.patient(wish.patient)
    row = locks.appointment(appointment)
    if row.patient_id != patient.pk:
        raise GivenAway
    if _is_back(row, before, version):
        return row
    require_version(row, version)
    _require_undoable(row, before)
    room_id = before.room_id
    if not _holds_it(row, before):
        obstacles.refuse_gone(patient)
        room_id = _room(row, wish, rooms)
    for name in STATE:
        setattr(row, name, getattr(before, name))
    row.room_id = room_id
    row.version += 1
    row.save()
    audit.record("restored", row, by=by)
    return row


def _room(row: Appointment, wish: Wish, rooms: Sequence[Room]) -> int | None:
    """The key of one that is free then; a slot of an event needs none, but has to be free itself."""
    if row.chair_day is None:
        room = obstacles.this_room_or_another(wish, rooms)
        return room.pk if room else None
    filling.refuse_slot(row.chair_day, wish)
    return None


def _before(appointment: Appointment, version: int) -> Any:
    """The kept version before this one."""
    before = appointment.events.filter(version=version - 1).order_by("pgh_id").last()
    if before is None:
        raise NothingToTakeBack
    return before


def _as_it_was(appointment: Appointment, before: Any) -> Appointment:
    """Not saved: the appointment with the time and place of a kept version."""
    was = Appointment(pk=appointment.pk, patient=appointment.patient, service=appointment.service)
    was.chair_day = appointment.chair_day
    for name in STATE:
        setattr(was, name, getattr(before, name))
    return was


def _require_undoable(row: Appointment, before: Any) -> None:
    """A move or length of what may have them, or a lawful way back; never a way back taken back."""
    moved = row.status == before.status and not (_same_place(row, before) or _sent_elsewhere(row, before))
    back = {Status.CANCELLED, Status.NOSHOW, Status.ARRIVED}
    undone = Status(row.status) in back and lawful.may_become(row, Status(before.status))
    if row.has_visit or not (undone or (moved and Status(row.status) in lawful.RESIZABLE)):
        raise NothingToTakeBack


def _sent_elsewhere(row: Appointment, before: Any) -> bool:
    """Only the drive of a mobile visit is another; where it goes stands in a row of its own."""
    same = ("therapist_id", "starts_at", "ends_at")
    return row.is_away and all(getattr(row, name) == getattr(before, name) for name in same)


def _is_back(row: Appointment, before: Any, version: int) -> bool:
    """The same was asked a moment ago, and nothing has changed since."""
    same = ("therapist_id", "starts_at", "ends_at", "status")
    return row.version == version + 1 and all(getattr(row, name) == getattr(before, name) for name in same)


def _holds_it(row: Appointment, before: Any) -> bool:
    """Whether the time is its own all along, so that there is nothing to look for."""
    return row.status in HOLDING and _same_place(row, before)


def _same_place(row: Appointment, before: Any) -> bool:
    return all(getattr(row, name) == getattr(before, name) for name in PLACE)
