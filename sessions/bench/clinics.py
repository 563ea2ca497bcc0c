"""A clinic of twenty therapists with a past, for a database that is made to be measured."""

import uuid
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from clinic import audit, clock
from clinic.bench.database import Owner
from clinic.models import Role, Staff
from patients.bench import registers
from scheduling.models import Location, Room, Service, WorkingHours

PASSWORD = "measured and thrown away"  # noqa: S105  of people who exist for a few minutes
THERAPISTS, OPENS, CLOSES = 20, 8, 16
MINUTES, BUFFER = 45, 15
# One an hour for each therapist, in a room of their own; the last ones were yesterday.
PAST_VISITS = """
INSERT INTO scheduling_appointment (
  patient_id, therapist_id, room_id, service_id, starts_at, ends_at, occupies, status, cancel_reason, note,
  booked_at, booked_by_id, key, version)
SELECT (SELECT min(id) FROM patients_patient) + n %% %(people)s, therapist.id, room.id,
  service.id, since, since + '45 min', tstzrange(since, since + '1 h'), 'fulfilled', '', '',
  since, therapist.id, gen_random_uuid(), 1
FROM generate_series(0, %(visits)s - 1) AS n
JOIN clinic_staff AS therapist ON therapist.email = 't' || n %% 20 || '@bench.example.test'
JOIN scheduling_room AS room ON room.name = therapist.display_name
CROSS JOIN scheduling_service AS service
CROSS JOIN LATERAL (
  SELECT %(yesterday)s::timestamptz - make_interval(days => n / 160) + make_interval(hours => 8 + n / 20 %% 8)
) AS began(since)
"""


class Clinic(NamedTuple):
    therapists: list[Staff]
    desk: Staff
    service: Service


def fill(owner: Owner, people: int, visits: int) -> Clinic:
    """So many people and past visits, always the same ones, and those who treat them."""
    registers.of(people)(owner)
    _open()
    # Nobody asks here what the rows were before; the constraints hold all the same.
    owner.execute("ALTER TABLE scheduling_appointment DISABLE TRIGGER USER")
    yesterday = clock.today() - timedelta(days=1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(PAST_VISITS, {"people": people, "visits": visits, "yesterday": yesterday})
    owner.execute("ALTER TABLE scheduling_appointment ENABLE TRIGGER USER")
    desk = Staff.objects.get(email=_address("desk"))
    return Clinic([*Staff.objects.therapists().order_by("pk")], desk, Service.objects.get())


@transaction.atomic
def _open() -> None:
    place = Location.objects.create(name="High Street")
    Service.objects.create(name="Trigger point", durations=[MINUTES], buffer_after=BUFFER)
    _person("Desk", "desk", Role.FRONT_DESK)
    for n in range(THERAPISTS):
        therapist = _person(f"Therapist {n}", f"t{n}", Role.THERAPIST)
        room = Room.objects.create(location=place, name=therapist.display_name)
        for weekday in range(7):
            hours = WorkingHours.objects.create(
                therapist=therapist, location=place, room=room, weekday=weekday,
                starts=time(OPENS), ends=time(CLOSES), valid_from=date(2020, 1, 1),
            )  # fmt: skip
            audit.record("changed", hours, by=None)


def _person(name: str, at: str, role: Role) -> Staff:
    return Staff.objects.create_user(_address(at), PASSWORD, legal_name=name, display_name=name, roles=[role])


def _address(name: str) -> str:
    return f"{name}@bench.example.test"


def bookings(clinic: Clinic) -> list[dict[str, Any]]:
    """What the desk may send, all but for whom: nothing stands against any of them, from tomorrow on."""
    first = clock.today() + timedelta(days=1)
    return [
        {
            "service": clinic.service.pk,
            "minutes": MINUTES,
            "offer": f"{therapist.pk} {clock.instant(first + timedelta(days=day), time(hour)).isoformat()}",
            "key": uuid.uuid4(),
        }
        for day in range(10)
        for hour in range(OPENS, CLOSES)
        for therapist in clinic.therapists
    ]
