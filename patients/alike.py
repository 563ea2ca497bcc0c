"""Those who may be meant by the words typed, read at once with all that is weighed and all that is shown."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS

from clinic import by_hand, clock
from patients.lists import AHEAD
from patients.models import Patient
from patients.person_models import PatientQuerySet

# What a row of a list says of somebody; all the rest of a record is for its own page.
OF_A_ROW = (
    "number", "first_name", "last_name", "preferred_name", "pronouns", "birth_on", "died_on", "standing",
    "phone", "search_name",
)  # fmt: skip
# In the model's own order, in which Django takes them.
COLUMNS = tuple(field.name for field in Patient._meta.concrete_fields if field.name in {"id", *OF_A_ROW})
KEY, STANDING, NAME = (COLUMNS.index(name) for name in ("id", "standing", "search_name"))
TEXTS = {"standing", "first_name", "last_name", "preferred_name", "pronouns", "phone"}
# By hand, since the ORM's own words for it took three times as long to put together as to answer.
READ = f"""
SELECT person.name_tokens, visits.last, visits.coming,
    {", ".join(f"person.{name}{'::text' if name in TEXTS else ''}" for name in COLUMNS)}
FROM patients_patient AS person LEFT JOIN LATERAL (
    SELECT max(starts_at) FILTER (WHERE status = 'fulfilled' AND starts_at < %s) AS last,
        min(starts_at) FILTER (WHERE status = ANY (%s::text[]) AND starts_at >= %s) AS coming
    FROM {{visits}} WHERE patient_id = person.id
) AS visits ON true
WHERE person.id IN ({{people}}) AND {{among}}
"""  # noqa: S608  the columns are ours


class Alike(NamedTuple):
    """Somebody found, as far as is needed to weigh them; row: what COLUMNS say of them."""

    pk: int
    standing: str
    search_name: str
    name_tokens: list[str]
    last_visit_at: datetime | None
    next_visit_at: datetime | None
    row: tuple[Any, ...]


def read(people: PatientQuerySet, among: str = "true", told: Iterable[Any] = ()) -> list[Alike]:
    """Those of the people to whom among, a condition on person in SQL, applies."""
    try:
        sql, params = people.values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    visits = Patient._meta.get_field("appointments").related_model._meta.db_table
    now = clock.now()
    asked = READ.format(people=sql, visits=visits, among=among)
    found = by_hand.ask(asked, [now, [*AHEAD], now, *params, *told])
    return [
        Alike(one[3 + KEY], one[3 + STANDING], one[3 + NAME], one[0], one[1], one[2], one[3:])
        for one in found
    ]


def people(found: Sequence[Alike]) -> list[Patient]:
    """They themselves, knowing their visits as after lists.with_visits."""
    return [_person(one) for one in found]


def _person(one: Alike) -> Patient:
    person: Patient = Patient.from_db(DEFAULT_DB_ALIAS, COLUMNS, one.row)
    person.last_visit_at, person.next_visit_at = one.last_visit_at, one.next_visit_at
    return person
