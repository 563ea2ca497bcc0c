"""Who could see a therapist's patients of one day in their place; one statement, however full the day is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from clinic import clock
from clinic.models import Staff
from scheduling.free_times_sql import HELD
from scheduling.models import STEP_FREE, Appointment
from scheduling.qualified_sql import LAPSED, qualified

# A colleague can take a visit as it stands: at its own time with its own buffers, in a room that will do,
# which may be the one it has; a visit at the patient's needs none. What has begun has no time to be taken at.
STAND_INS = """
WITH lapsed AS MATERIALIZED ({lapsed})
SELECT visit.id, colleague.id
FROM scheduling_appointment visit
JOIN scheduling_service service ON service.id = visit.service_id
JOIN patients_patient patient ON patient.id = visit.patient_id
CROSS JOIN unnest(%(colleagues)s::bigint[]) WITH ORDINALITY AS colleague(id, place)
CROSS JOIN LATERAL (
    SELECT location_id, range_agg(tstzrange(
        (%(day)s::date + starts) AT TIME ZONE %(zone)s,
        greatest((%(day)s::date + starts) AT TIME ZONE %(zone)s, (%(day)s::date + ends) AT TIME ZONE %(zone)s)
    )) AS spans
    FROM scheduling_workinghours
    WHERE therapist_id = colleague.id AND weekday = extract(isodow FROM %(day)s::date) - 1
        AND valid_from <= %(day)s::date AND (valid_until IS NULL OR valid_until >= %(day)s::date)
    GROUP BY location_id
) AS opened
WHERE visit.id = ANY(%(visits)s::bigint[]) AND visit.chair_day_id IS NULL AND {qualified}
    AND visit.starts_at >= %(now)s
    AND opened.spans @> tstzrange(visit.starts_at, visit.ends_at)
    AND NOT EXISTS (
        SELECT FROM scheduling_timeoff off
        WHERE off.room_id IS NULL AND (off.therapist_id = colleague.id OR off.therapist_id IS NULL)
            AND off.starts_at < visit.ends_at AND off.ends_at > visit.starts_at
    )
    AND NOT EXISTS (
        SELECT FROM scheduling_appointment
        WHERE {held} AND therapist_id = colleague.id AND occupies && visit.occupies
    )
    AND (
        SELECT staff.hands_on_minutes IS NULL OR coalesce(sum(ends_at - starts_at), '0')
            + visit.ends_at - visit.starts_at <= make_interval(mins => staff.hands_on_minutes)
        FROM clinic_staff staff
        LEFT JOIN scheduling_appointment ON {held} AND therapist_id = staff.id
            AND starts_at >= %(since)s AND starts_at < %(until)s
        WHERE staff.id = colleague.id GROUP BY staff.id
    )
    AND (visit.room_id IS NULL OR EXISTS (
        SELECT FROM scheduling_room room
        WHERE room.active AND room.location_id = opened.location_id AND room.features @> service.needs
            AND (NOT patient.step_free OR %(step_free)s = ANY(room.features))
            AND NOT EXISTS (
                SELECT FROM scheduling_timeoff off
                WHERE off.room_id = room.id
                    AND off.starts_at < visit.ends_at AND off.ends_at > visit.starts_at
            )
            AND NOT EXISTS (
                SELECT FROM scheduling_appointment
                WHERE {held} AND room_id = room.id AND occupies && visit.occupies AND id <> visit.id
            )
    ))
ORDER BY visit.starts_at, colleague.place
""".replace("{held}", HELD).replace("{lapsed}", LAPSED)
STAND_INS = STAND_INS.replace(
    "{qualified}", qualified("colleague.id", "%(day)s::date", "service.modality", "opened.location_id")
)


def stand_ins(
    visits: Sequence[Appointment], colleagues: Sequence[Staff], day: date
) -> dict[int, list[Staff]]:
    """By key of the visit, who of them could take it, in their order."""
    found: dict[int, list[Staff]] = {visit.pk: [] for visit in visits}
    people = {one.pk: one for one in colleagues}
    since, until = clock.clinic_day(day)
    said: dict[str, Any] = {
        "visits": list(found),
        "colleagues": list(people),
        "day": day,
        "now": clock.now(),
        "since": since,
        "until": until,
        "zone": clock.zone().key,
        "step_free": STEP_FREE,
    }
    with connection.cursor() as cursor:
        cursor.execute(STAND_INS, said)
        for visit, colleague in cursor.fetchall():
            found[visit].append(people[colleague])
    return found
