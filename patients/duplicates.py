"""Pairs of records that may be one person, with the reasons; looked for a stretch at a time."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients.holding import hold
from patients.lists import with_visits
from patients.models import NotTheSame, Patient
from patients.person_models import PatientQuerySet

PAIRS, STRETCH = 25, 2000
# Two names this alike, of people born on one day, are one name with a slip of the pen.
NEARLY_THE_SAME = 0.5
REASONS = {
    "born": "Much the same name, born on the same day",
    "name": "The same name, one birth date missing",
    "phone": "The same phone",
    "email": "The same e-mail, born on the same day",
}

# Each person of a stretch against those with a higher key who share an indexed value with them. Families
# share phone and e-mail: never by e-mail alone, nor by phone where both birth dates are known and differ.
# OFFSET 0 and the looks into single rows leave Postgres no way but by an index, a person at a time: planned
# for tables that it knew nothing of, plain joins once took a minute.
SUSPECTS = """
WITH looked_at AS (
    SELECT id, birth_on, search_name, lower(email) AS email FROM patients_patient
    WHERE id > %(after)s AND merged_into_id IS NULL ORDER BY id LIMIT %(stretch)s
), apart AS MATERIALIZED (
    SELECT (SELECT coalesce(merged_into_id, id) FROM patients_patient WHERE id = one_id) AS one,
        (SELECT coalesce(merged_into_id, id) FROM patients_patient WHERE id = other_id) AS other
    FROM patients_notthesame
), alike AS MATERIALIZED (
    SELECT one.id AS one, other.id AS other, 'born' AS reason FROM looked_at one CROSS JOIN LATERAL (
        SELECT id, search_name FROM patients_patient WHERE birth_on = one.birth_on AND id > one.id OFFSET 0
    ) other WHERE similarity(one.search_name, other.search_name) >= %(nearly)s
    UNION ALL
    SELECT one.id, other.id, 'email' FROM looked_at one CROSS JOIN LATERAL (
        SELECT id, email FROM patients_patient WHERE birth_on = one.birth_on AND id > one.id OFFSET 0
    ) other WHERE one.email <> '' AND lower(other.email) = one.email
    UNION ALL
    SELECT one.id, other.id, 'name' FROM looked_at one CROSS JOIN LATERAL (
        SELECT id, birth_on FROM patients_patient WHERE search_name = one.search_name AND id > one.id OFFSET 0
    ) other WHERE one.birth_on IS NULL OR other.birth_on IS NULL
    UNION ALL
    SELECT one.id, other.id, 'phone' FROM looked_at one CROSS JOIN LATERAL (
        SELECT number FROM patients_patientcontact
        WHERE patient_id = one.id AND number <> '' AND removed_at IS NULL OFFSET 0
    ) mine CROSS JOIN LATERAL (
        SELECT patient_id FROM patients_patientcontact
        WHERE number = mine.number AND number <> '' AND removed_at IS NULL AND patient_id > one.id OFFSET 0
    ) theirs JOIN patients_patient other ON other.id = theirs.patient_id
    WHERE one.birth_on = other.birth_on OR one.birth_on IS NULL OR other.birth_on IS NULL
)
SELECT alike.one, alike.other, array_agg(DISTINCT alike.reason)
FROM alike JOIN patients_patient second ON second.id = alike.other AND second.merged_into_id IS NULL
WHERE NOT EXISTS (SELECT FROM apart WHERE (apart.one, apart.other) = (alike.one, alike.other))
AND NOT EXISTS (SELECT FROM apart WHERE (apart.other, apart.one) = (alike.one, alike.other))
AND NOT EXISTS (
    SELECT FROM patients_relation
    WHERE removed_at IS NULL AND (patient_id, other_id) = (alike.one, alike.other)
) AND NOT EXISTS (
    SELECT FROM patients_relation
    WHERE removed_at IS NULL AND (other_id, patient_id) = (alike.one, alike.other)
)
GROUP BY alike.one, alike.other ORDER BY alike.one, alike.other LIMIT %(pairs)s
"""
LAST_LOOKED_AT = """
SELECT max(id), count(*) FROM (
    SELECT id FROM patients_patient WHERE id > %s AND merged_into_id IS NULL ORDER BY id LIMIT %s
) looked_at
"""


@dataclass(frozen=True)
class Pair:
    """Two records and why they may be one; the first is the one added earlier."""

    one: Patient
    other: Patient
    reasons: list[str]


@dataclass(frozen=True)
class Suspects:
    """after: the number to go on from, None when everybody was looked at; looked_at: how many this time."""

    pairs: list[Pair]
    after: int | None
    looked_at: int


def suspects(after: str, *, staff: Staff) -> Suspects:
    """The pairs among the next stretch of the register after the record of this number."""
    people = Patient.objects.visible_to(staff)
    sensible = after.isascii() and after.isdigit() and len(after) < 10
    begun = Patient.objects.filter(number=int(after)).first() if sensible else None
    edge = begun.pk if begun else 0
    with connection.cursor() as cursor:
        cursor.execute(LAST_LOOKED_AT, [edge, STRETCH])
        last, looked_at = cursor.fetchone()
        cursor.execute(
            SUSPECTS, {"after": edge, "stretch": STRETCH, "nearly": NEARLY_THE_SAME, "pairs": PAIRS + 1}
        )
        rows = cursor.fetchall()
    cut = len(rows) > PAIRS
    pairs = _pairs(people, _whole_people(rows) if cut else rows)
    if cut:
        return Suspects(pairs, pairs[-1].one.number, looked_at)
    on = people.filter(pk=last).first() if looked_at == STRETCH else None
    return Suspects(pairs, on.number if on else None, looked_at)


def _pairs(people: PatientQuerySet, rows: list[Any]) -> list[Pair]:
    keys = {key for row in rows for key in row[:2]}
    known = {person.pk: person for person in with_visits(people.filter(pk__in=keys))}
    return [Pair(known[one], known[other], [REASONS[why] for why in reasons]) for one, other, reasons in rows]


def _whole_people(rows: list[Any]) -> list[Any]:
    """Without the last person's pairs, which the next page begins with; unless they are all there are."""
    last = rows[-1][0]
    return [row for row in rows if row[0] != last] or rows[:PAIRS]


@verb
def tell_apart(one: Patient, other: Patient, *, by: Staff) -> NotTheSame:
    """Remember that these are two people; said already, it stays said."""
    first, second = (hold(each) for each in sorted((one, other), key=lambda patient: patient.pk))
    said, new = NotTheSame.objects.get_or_create(
        one=first, other=second, defaults={"said_by": by, "said_at": clock.now()}
    )
    if new:
        audit.record("told apart", said, patient=first, by=by, ids=[first.pk, second.pk])
        audit.record("told apart", said, patient=second, by=by, ids=[first.pk, second.pk])
    return said


@verb
def take_back(said: NotTheSame, *, by: Staff) -> None:
    """They may be one person after all."""
    for patient in (said.one, said.other):
        audit.record("told apart", said, patient=patient, by=by, fields=["taken back"])
    said.delete()
