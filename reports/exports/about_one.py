"""Which tables hold rows about one patient, found in the models; which of them stay behind, and why.

A new table goes out by itself; tests/reports/exports/test_record.py asks the database whether one does not.
"""

from collections.abc import Iterable, Iterator
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from clinic.audit_log import and_merged
from patients.merging.graph import pointers
from patients.models import Patient
from reports.exports import tables
from scheduling.models import Appointment, Series

Model = type[models.Model]
# The staff are of another room: the record names them in its FHIR, by name and no more.
ROOMS = ("patients", "scheduling", "treatment_sessions")
# Tables with rows about a patient that are not given out, each with its reason.
LEFT_OUT = {
    "patients.BrokenGlass": "who of the staff opened the chart, and why, as the audit log has it",
    "patients.Draft": "that a questionnaire was begun; what was handed in stands in medical history",
    "patients.DraftStep": "answers not handed in, for their writer's eyes alone; deleted once they are",
    "patients.IntakeLink": "it opens a questionnaire; what was answered through it stands in medical history",
    "patients.Merge": "keys of the rows that moved when two records became one; the rows are here",
    "patients.NotTheSame": "a search for duplicates: it names somebody else's record",
    "reports.Export": "files written for the staff; to whom a record went stands in the audit log",
    "scheduling.ChairDay": "a day at a company: its address and whom the clinic speaks to there",
    "scheduling.ImportedAppointment": "which file a time was read from, so that it can be taken out again",
    "treatment_sessions.NotePage": "which open page wrote a note last, so that no word is lost",
}
# Rows of a table that are not given out, though others of it are.
ONLY = {"patients.Relation": Q(other=None)}
BESIDES = (
    "person around, where they are a patient here too: that they are is theirs to tell",
    "earlier versions of rows, the audit log, and the hashes of secret links",
)


class Way(NamedTuple):
    """Rows whose column has a value that one of the patient's rows in the other table has."""

    column: str
    other: Model
    value: str = "pk"


# Tables that point at nobody, yet only one patient's rows name a row of theirs.
OWNED: dict[Model, Way] = {Series: Way("pk", Appointment, "series")}


@cache
def ways() -> dict[Model, list[Way]]:
    """Every table with rows about a patient, by which ways; each after those it is found by.

    A key that may be empty leads there only where no other does. Last come the clinic's lists, of which the
    patient's rows give a bare number.
    """
    found: dict[Model, list[Way]] = {Patient: []}
    _follow(found, empty=False)
    found.update((model, [way]) for model, way in OWNED.items())
    _follow(found, empty=True)
    return {**found, **_named(found)}


def rows(patient: Patient) -> "Iterator[tuple[tables.Table, models.QuerySet[Any]]]":
    """The tables that are given out, each with the patient's rows, or those of a list that these name.

    A record that was merged into theirs is about them too.
    """
    theirs = Q(pk__in=and_merged(patient.pk))
    given = {table.model: table for table in tables.every()}
    found: dict[Model, models.QuerySet[Any]] = {}
    for model, some in ways().items():
        asked = [Q(**{f"{way.column}__in": found[way.other].values(way.value)}) for way in some]
        found[model] = tables.rows(model).filter(reduce(or_, asked) if asked else theirs)
        if model in given and label_of(model) not in LEFT_OUT:
            yield given[model], found[model].filter(ONLY.get(label_of(model), Q()))


def left_out() -> Iterator[str]:
    """For the README."""
    named = {label_of(model): tables.in_words(model) for model in ways()}
    yield from (f"{named[one]}: {why}" for one, why in LEFT_OUT.items())
    yield from BESIDES


def label_of(model: Model) -> str:
    return model._meta.label


def _follow(found: dict[Model, list[Way]], *, empty: bool) -> None:
    """Adds what points at those found, then what points at that; empty: by keys that may be empty as well."""
    line = [*found]
    for model in line:  # it grows meanwhile
        for key in pointers(model):
            if key.model not in found and (empty or not key.null):
                found[key.model] = [Way(key.name, model)]
                line.append(key.model)


def _named(found: Iterable[Model]) -> dict[Model, list[Way]]:
    """A list whose keys are words, such as the muscles', is read without it."""
    named: dict[Model, list[Way]] = {}
    theirs = [model for model in found if label_of(model) not in LEFT_OUT]
    for field in (field for model in theirs for field in model._meta.concrete_fields):
        kind: Any = field.related_model
        if kind and kind not in found and _is_numbered_list(kind):
            named.setdefault(kind, []).append(Way("pk", field.model, field.attname))
    return named


def _is_numbered_list(model: Model) -> bool:
    return model._meta.app_label in ROOMS and isinstance(model._meta.pk, models.IntegerField)
