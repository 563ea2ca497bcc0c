"""Many people who are not on file yet, and who on file each of them may be; by the rules of duplicates.py."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from patients.duplicates import NEARLY_THE_SAME


class Newcomer(NamedTuple):
    """As far as is needed to know them again. phones: in E.164."""

    last_name: str
    first_name: str
    preferred_name: str
    birth_on: date | None
    email: str
    phones: list[str]


# Each newcomer against those on file who share an indexed value with them; never by e-mail alone.
LIKE = """
WITH newcomer AS MATERIALIZED (
    SELECT n, birth_on, lower(email) AS email, string_to_array(phones, ' ') AS phones,
        search_key(concat(last_name, ' ', first_name, ' ', preferred_name)) AS search_name
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::date[], %s::text[], %s::text[])
        AS told(n, last_name, first_name, preferred_name, birth_on, email, phones)
), alike AS (
    SELECT n, other.id FROM newcomer CROSS JOIN LATERAL (
        SELECT id, search_name, lower(email) AS email FROM patients_patient
        WHERE birth_on = newcomer.birth_on AND merged_into_id IS NULL OFFSET 0
    ) other WHERE similarity(newcomer.search_name, other.search_name) >= %s
        OR (newcomer.email <> '' AND other.email = newcomer.email)
    UNION ALL
    SELECT n, other.id FROM newcomer CROSS JOIN LATERAL (
        SELECT id, birth_on FROM patients_patient
        WHERE search_name = newcomer.search_name AND merged_into_id IS NULL OFFSET 0
    ) other WHERE newcomer.birth_on IS NULL OR other.birth_on IS NULL
    UNION ALL
    SELECT n, other.id FROM newcomer CROSS JOIN LATERAL unnest(newcomer.phones) AS mine CROSS JOIN LATERAL (
        SELECT patient_id FROM patients_patientcontact
        WHERE number = mine AND number <> '' AND removed_at IS NULL OFFSET 0
    ) theirs JOIN patients_patient other ON other.id = theirs.patient_id AND other.merged_into_id IS NULL
    WHERE newcomer.birth_on = other.birth_on OR newcomer.birth_on IS NULL OR other.birth_on IS NULL
)
SELECT n, min(number) FROM alike JOIN patients_patient USING (id) GROUP BY n
"""


def like(people: Sequence[Newcomer]) -> dict[int, int]:
    """By place in the list, the lowest number on file that somebody may be; few are in it as a rule."""
    if not people:
        return {}
    last, first, preferred, born, emails, phones = zip(*people, strict=True)
    told = [[*column] for column in (range(len(people)), last, first, preferred, born, emails)]
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [*told, [" ".join(numbers) for numbers in phones], NEARLY_THE_SAME])
        return dict(cursor.fetchall())
