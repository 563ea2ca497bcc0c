"""What somebody has written since on rows that an import made, so that these cannot go with it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from patients.merging import graph
from patients.models import Patient
from reports.imports.models import APPOINTMENTS, CONTACTS, NOTES, PATIENTS, Import
from scheduling.models import Appointment

MODELS = {PATIENTS: "patients.Patient", APPOINTMENTS: "scheduling.Appointment"}
# Rows of another table that name one of ours, and did not come with it.
POINTS = """
SELECT DISTINCT other.{column}, %s FROM {table} other
JOIN reports_brought ours ON ours.batch_id = %s AND ours.place = %s AND ours.object_id = other.{column}
    AND NOT ours.joined AND {among}
WHERE {near} AND NOT EXISTS (
    SELECT FROM reports_brought with_it WHERE with_it.batch_id = %s AND with_it.place = %s
    AND with_it.object_id = other.{key} AND NOT with_it.joined
)
"""
# Rows of our own that were changed after they came: a version that is not the first.
CHANGED = """
SELECT DISTINCT {owner}, 'changed' FROM {place}event
JOIN reports_brought ours ON ours.batch_id = %s AND ours.place = %s AND ours.object_id = pgh_obj_id
    AND NOT ours.joined AND {among}
WHERE pgh_label <> 'insert'
"""
EVERYTHING, THESE = "TRUE", "ours.object_id BETWEEN %s AND %s"
# Said of their table as well, Postgres finds such rows by its index instead of reading all of it.
NEAR = "other.{column} BETWEEN %s AND %s"


@dataclass(frozen=True)
class Kept:
    """A row that stays, in words: who it is about, and why."""

    patient: Patient
    why: str


Span = tuple[int, int]


def found(batch: Import, place: str, among: Span | None = None) -> dict[int, set[str]]:
    """By key of a row that the import made, what was written on it since; of all, or from one to another."""
    parts: list[str] = []
    told: list[Any] = []
    for sql, values in (*_pointing(batch, place, among), *_changed(batch, place, among)):
        parts.append(sql)
        told += values
    if not parts:
        return {}
    why: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), told)
        for key, what in cursor:
            why[key].add(what)
    return dict(why)


def in_words(why: dict[int, set[str]], place: str, most: int) -> list[Kept]:
    """The first of them, by name; whoever they are about."""
    if place == PATIENTS:
        people = Patient.objects.filter(pk__in=why).order_by("last_name", "first_name", "pk")[:most]
        return [Kept(one, _sentence(why[one.pk])) for one in people]
    held = Appointment.objects.filter(pk__in=why).select_related("patient").order_by("starts_at", "pk")
    return [Kept(one.patient, _sentence(why[one.pk])) for one in held[:most]]


def _sentence(what: Iterable[str]) -> str:
    return ", ".join(sorted(what))


def _pointing(batch: Import, place: str, among: Span | None) -> Iterable[tuple[str, list[Any]]]:
    for field in pointers(place):
        table = field.model._meta.db_table
        key = field.model._meta.pk.column
        near = NEAR.format(column=field.column) if among else EVERYTHING
        sql = POINTS.format(table=table, column=field.column, key=key, among=_among(among), near=near)
        span = among or ()
        yield sql, [_words(field.model), batch.pk, place, *span, *span, batch.pk, table]


def _changed(batch: Import, place: str, among: Span | None) -> Iterable[tuple[str, list[Any]]]:
    if place != NOTES:
        sql = CHANGED.format(owner="pgh_obj_id", place=place, among=_among(among))
        yield sql, [batch.pk, place, *(among or ())]
    if place == PATIENTS:
        of_people = "patient_id BETWEEN %s AND %s" if among else EVERYTHING
        sql = CHANGED.format(owner="patient_id", place=CONTACTS, among=of_people)
        yield sql, [batch.pk, CONTACTS, *(among or ())]


def _among(among: Span | None) -> str:
    return THESE if among else EVERYTHING


def pointers(place: str) -> list[models.ForeignKey]:
    """Every real foreign key at these rows."""
    return graph.pointers(apps.get_model(MODELS[place])) if place in MODELS else []


def _words(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)
