"""Booking and moving; together with attendance and undoing, all that may be done to an appointment."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from patients.models import Patient
from scheduling import holding, lawful, obstacles
from scheduling.attendance import accept, arrive, cancel, confirm, fulfil, miss
from scheduling.held import Held, likeliest_room_first
from scheduling.last_word import in_words, sent_twice
from scheduling.mobile import readiness
from scheduling.mobile.destination import Destination
from scheduling.models import Appointment, Room, Service, Status
from scheduling.refusals import StatusRefused
from scheduling.sizing import resize
from scheduling.undoing import restore
from scheduling.versions import require_version
from scheduling.wish import Wish

__all__ = ["accept", "arrive", "book", "cancel", "confirm", "fulfil", "miss", "move", "resize", "restore"]


def book(
    *,
    patient: Patient,
    therapist: Staff,
    service: Service,
    minutes: int,
    starts_at: datetime,
    room: Room | None = None,
    features: Iterable[str] = (),
    to: Destination | None = None,
    key: UUID,
    note: str = "",
    by: Staff,
) -> Appointment:
    """Hold the time, buffers included, with the therapist and in a room that will do; starts_at is aware.

    features: what the room must have, besides what service and patient need. to: where a mobile service is.
    Its price is that of its day. The same key from the same person is the same form sent again: the first
    answer comes back. Raises BookingRefused, in words the desk can read out, with the nearest free times
    where the time is the trouble.
    """
    wish = Wish.new(patient, therapist, service, minutes, starts_at, room, to)
    wish = replace(wish, features=frozenset(features))
    try:
        with in_words(wish):
            return likeliest_room_first(partial(_take, wish, key=key, note=note, by=by))
    except IntegrityError as error:
        if not sent_twice(error):
            raise
        return Appointment.objects.get(booked_by=by, key=key)


@verb
def _take(wish: Wish, *, key: UUID, note: str, by: Staff, every_room: bool) -> Appointment:
    held = Held(wish, every_room=every_room, by=by, key=key)
    if held.first_answer:
        return held.first_answer
    obstacles.refuse_unoffered(held.wish)
    readiness.refuse_nowhere(held.wish)
    obstacles.refuse_past_or_crooked(held.wish)
    room = held.room()
    obstacles.refuse_gone(held.patient)
    if wish.away:
        readiness.refuse_anonymous(held.patient)
    # With the patient's address as it is now, should the visit go there.
    wish = replace(held.wish, patient=held.patient)
    return holding.hold(wish, room, prices=held.prices, key=key, note=note, by=by)


def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    therapist: Staff,
    room: Room | None = None,
    version: int,
    by: Staff,
) -> Appointment:
    """Put it at another time or with another therapist, with its length and buffers, where a room is free.

    room: None for any that will do. version: the one the page showed; an older one is refused. The patient's
    confirmation was for the old time and is taken off; a new room alone leaves it.
    """
    wish = Wish.again(appointment).elsewhere(starts_at, therapist, room)
    with in_words(wish):
        return likeliest_room_first(partial(_move, appointment, wish, version=version, by=by))


@verb
def _move(appointment: Appointment, wish: Wish, *, version: int, by: Staff, every_room: bool) -> Appointment:
    held = Held(wish, appointment.therapist, every_room=every_room)
    wish, row = held.wish, held.moving
    obstacles.refuse_past_or_crooked(wish)
    obstacles.refuse_absent(wish.therapist)
    obstacles.refuse_gone(held.patient)
    require_version(row, version)
    obstacles.refuse_slot(row)
    if Status(row.status) not in lawful.MOVABLE:
        raise StatusRefused(row, "moved")
    row.room = held.room()
    if (row.therapist_id, row.starts_at) != (wish.therapist.pk, wish.starts_at):
        row.confirmed_at = None
    row.therapist, row.starts_at, row.ends_at = wish.therapist, wish.starts_at, wish.ends_at
    row.occupies = wish.occupies
    row.version += 1
    row.save()
    audit.record("moved", row, by=by)
    return row
