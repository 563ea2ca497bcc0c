"""The queue in front of the schedule: whoever wants time of a therapist, a room or a patient waits here.

Always in this order, and by key within each, so that two who wait never wait for each other. The rows count
only as they are read here: what was read before may be old. NO KEY, for every appointment row points at them.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from clinic import clock
from clinic.models import Staff
from clinic.numbered import Numbered
from clinic.transactions import hold_rows
from patients.models import Patient
from scheduling.models import Appointment, Room
from scheduling.wish import Wish

# All places in the queue in one statement. Each part asks for the one before it, so that the order stays.
# Of the rooms that would do it holds the one asked for or those in which the therapist usually is, for
# whoever holds every room keeps all other bookings waiting; every room only where there is no such guess.
# Away from the clinic none would do.
QUEUE = Numbered("""
WITH therapists AS MATERIALIZED (
    SELECT id FROM clinic_staff WHERE id = ANY(%(therapists)s::bigint[]) ORDER BY id FOR NO KEY UPDATE
), fit AS MATERIALIZED (
    SELECT id, id = %(room)s::bigint OR EXISTS (
        SELECT FROM scheduling_workinghours hours
        WHERE hours.room_id = room.id AND therapist_id = %(therapist)s::bigint AND weekday = %(weekday)s::int
            AND valid_from <= %(day)s AND (valid_until IS NULL OR valid_until >= %(day)s)
    ) AS likely
    FROM scheduling_room room WHERE active AND NOT %(away)s::bool AND features @> %(needs)s::varchar[]
), rooms AS MATERIALIZED (
    SELECT id FROM scheduling_room
    WHERE (SELECT count(*) FROM therapists) > 0 AND id IN (
        SELECT id FROM fit WHERE likely OR %(every_room)s::bool OR NOT EXISTS (SELECT FROM fit WHERE likely)
    )
    ORDER BY id FOR NO KEY UPDATE
), patients AS MATERIALIZED (
    SELECT id FROM patients_patient
    WHERE id = %(patient)s::bigint AND (SELECT count(*) FROM rooms) >= 0 FOR NO KEY UPDATE
), appointments AS MATERIALIZED (
    SELECT id FROM scheduling_appointment
    WHERE id = %(moving)s::bigint AND (SELECT count(*) FROM patients) >= 0 FOR NO KEY UPDATE
)
SELECT ARRAY(SELECT id FROM rooms), (SELECT count(*) FROM appointments)
""")


def queue(wish: Wish, *others: Staff, every_room: bool) -> set[int]:
    """Take the wish's places, and its appointment's if it has one; the keys of the rooms that are held.

    others: therapists to hold as well, such as whom an appointment is taken from.
    """
    day = clock.local(wish.starts_at).date()
    said = {
        "therapists": [one.pk for one in (wish.therapist, *others)],
        "therapist": wish.therapist.pk,
        "weekday": day.weekday(),
        "day": day,
        "away": wish.away,
        "needs": wish.needs,
        "room": wish.room.pk if wish.room else None,
        "every_room": every_room,
        "patient": wish.patient.pk,
        "moving": wish.moving.pk if wish.moving else None,
    }
    [(rooms, _)] = QUEUE.ask(said)
    return set(rooms)


def therapists(*staff: Staff) -> dict[int, Staff]:
    rows = Staff.objects.select_for_update(no_key=True, of=("self",))
    return {row.pk: row for row in rows.filter(pk__in={one.pk for one in staff}).order_by("pk")}


def rooms(needs: Iterable[str]) -> list[Room]:
    """All active rooms that have what is needed."""
    rows = Room.objects.select_for_update(no_key=True, of=("self",))
    return list(rows.filter(active=True, features__contains=list(needs)).order_by("pk"))


def rooms_for(wish: Wish) -> list[Room]:
    """Those that it might get; a visit at the patient's gets none."""
    return [] if wish.away else rooms(wish.needs)


def room(one: Room) -> Room:
    return Room.objects.select_for_update(no_key=True, of=("self",)).get(pk=one.pk)


def patient(one: Patient) -> Patient:
    return Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=one.pk)


def appointment(one: Appointment) -> Appointment:
    """The row as it is now, with the people and the place of it."""
    [row] = appointments(pk=one.pk)
    return row


def appointments(**which: Any) -> list[Appointment]:
    """Those rows as they are now, with their people and places."""
    return [*hold_rows(_whole().filter(**which), no_key=True)]


def again(one: Appointment) -> Appointment:
    """The same, read anew and not held: whom it belongs to is asked before it is."""
    return _whole().get(pk=one.pk)


def _whole() -> QuerySet[Appointment]:
    return Appointment.objects.select_related("patient", "therapist", "room", "chair_day", "service")
