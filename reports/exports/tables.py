"""Every table of the clinic in plain words: which are given away under what names, which are not and why."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from patients.files.storage import StoredName
from reports.cells import Cell
from reports.downloads import Columns

OURS = ("clinic", "patients", "scheduling", "treatment_sessions", "reports", "pghistory")
# Tables that are not given away, each with its reason.
LEFT_OUT = {
    "account_emailaddress": "signing in: addresses stand in Staff",
    "account_emailconfirmation": "signing in: secret keys",
    "auth_group": "empty: roles stand in Staff",
    "auth_group_permissions": "empty: roles stand in Staff",
    "auth_permission": "empty: roles stand in Staff",
    "clinic_cache": "counters of tried passwords, kept for minutes",
    "django_content_type": "a list of the program's own tables",
    "django_migrations": "the program's own versions",
    "django_session": "signing in: secret keys of open logins",
    "patients_knock": "addresses from which links were guessed, kept for a day",
    "patients_nametoken": "words of names, made from Patient for searching",
    "procrastinate_events": "the worker's list of work",
    "procrastinate_jobs": "the worker's list of work",
    "procrastinate_periodic_defers": "the worker's list of work",
    "procrastinate_workers": "the worker's list of work",
    "treatment_sessions_countedpoint": "what PointFinding and Treatment say, written again for reports",
    "treatment_sessions_tocount": "a view of the same",
}
# What a table that is not our own says of its rows.
ABOUT = {"pghistory_context": "What versions of several rows belong to, where whoever wrote them said so."}
# Columns that are not given away: with them somebody could sign in, read along or answer for a patient.
SECRETS = {"password", "token_hash", "mail_hash"}
TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.GenericIPAddressField,
    DateTimeRangeField,
)
INSTANT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


class Table(NamedTuple):
    """name: its file's. about: its rows in one sentence."""

    model: type[models.Model]
    name: str
    about: str


def every() -> list[Table]:
    """The clinic's tables, then the versions that the database keeps of their rows."""
    known = [model for model in apps.get_models() if model._meta.app_label in OURS and _is_table(model)]
    kept = [model for model in known if model._meta.db_table not in LEFT_OUT]
    return sorted((_table(model) for model in kept), key=lambda table: table.name)


def columns(model: type[models.Model]) -> Columns:
    """Headings in words, and what stands below them."""
    return {heading(field): _words(field) for field in model._meta.concrete_fields if _is_given(field)}


def rows(model: type[models.Model]) -> "models.QuerySet[Any]":
    """All of a table's rows, in the order of their keys."""
    manager = model._meta.default_manager
    assert manager is not None
    return manager.order_by("pk")


def dictionary(model: type[models.Model]) -> Iterator[list[str]]:
    """For each column: its heading, its name in the database, what it holds, what it points at."""
    for field in model._meta.concrete_fields:
        if _is_given(field):
            yield [heading(field), str(field.column), _kind(field), _points_at(field)]


def _points_at(field: Any) -> str:
    return in_words(field.related_model) if field.is_relation else ""


def heading(field: Any) -> str:
    words = str(field.verbose_name)
    words = words[:1].upper() + words[1:]
    return f"{words} (key)" if field.is_relation else words


def _table(model: type[models.Model]) -> Table:
    versions = model.__name__.endswith("Event") and hasattr(model, "pgh_obj")
    tracked = model.pgh_tracked_model if versions else model  # type: ignore[attr-defined]
    words = in_words(tracked)
    room = tracked._meta.app_label.removeprefix("treatment_")
    first_line = (tracked.__doc__ or "").strip().split("\n")[0]
    about = f"Every version of: {words}" if versions else ABOUT.get(model._meta.db_table, first_line)
    folder = "versions" if versions else "tables"
    return Table(model, f"{folder}/{room}/{words.replace(' ', '-')}.csv", about)


def in_words(model: type[models.Model]) -> str:
    """TreatmentSession: treatment session. No two tables of a room have the same."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def _is_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and not model._meta.abstract


def _is_given(field: Any) -> bool:
    """Names in the store are ours alone; what lay under them is in the archive itself."""
    return field.name not in SECRETS | _stored()


@cache
def _stored() -> set[str]:
    """A version of a row no longer knows what kind of field it was."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return {field.name for field in fields if isinstance(field, StoredName)}


def _words(field: Any) -> Combinable:
    """Labels for choices, yes and no, instants in UTC; text that no spreadsheet takes for a formula."""
    name = field.attname
    if isinstance(field, ArrayField):
        return Cell(
            Func(F(name), Value("; "), Value(""), function="array_to_string", output_field=TextField())
        )
    if field.choices:
        return Cell(_labels(name, field.flatchoices))
    if isinstance(field, models.BooleanField):
        return _labels(name, ((True, "yes"), (False, "no")))
    if isinstance(field, models.DateTimeField):
        return _instant(name)
    return Cell(Cast(F(name), TextField())) if isinstance(field, TEXTS) else F(name)


def _instant(name: str) -> Func:
    utc = Func(Value("UTC"), F(name), function="timezone", output_field=models.DateTimeField())
    return Func(utc, Value(INSTANT), function="to_char", output_field=TextField())


def _labels(name: str, choices: Any) -> Case:
    """One that is no longer among them stays as it is kept."""
    cases = [When(**{name: value}, then=Value(str(label))) for value, label in choices]
    return Case(*cases, default=Cast(F(name), TextField()), output_field=TextField())


def _kind(field: Any) -> str:
    if field.choices and not isinstance(field, ArrayField):
        return "one of: " + ", ".join(str(label) for _, label in field.flatchoices)
    kinds = (
        (models.BooleanField, "yes or no"),
        (models.DateTimeField, "instant, UTC, ISO 8601"),
        (models.DateField, "day, ISO 8601"),
        (models.TimeField, "time by the clinic's clock"),
        (ArrayField, "list, parted by ;"),
        (models.JSONField, "JSON"),
        (DateTimeRangeField, "from and until, UTC"),
        (models.DecimalField, "number"),
        (models.IntegerField, "whole number"),
        (models.ForeignKey, "key"),
    )
    return next((words for kind, words in kinds if isinstance(field, kind)), "text")
