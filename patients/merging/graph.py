"""Every column of every app that points at patients, or at another table, found in the models themselves."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import UniqueConstraint

from patients.person_models import Patient


def pointers(at: type[models.Model] = Patient) -> list[models.ForeignKey]:
    """Real foreign keys only: the kept versions of rows point at others in name, and stay as they were."""
    related = at._meta.get_fields(include_hidden=True)
    fields: list[Any] = [one.field for one in related if isinstance(one, models.ManyToOneRel)]
    found = [field for field in fields if field.db_constraint and field.concrete]
    return sorted(found, key=lambda field: (field.model._meta.label, field.name))


def label(field: models.Field) -> str:
    return field.model._meta.label


def exclusive(field: models.ForeignKey) -> list[Any]:
    """The rules of the table by which two patients' rows could get into each other's way."""
    meta = field.model._meta
    rules: list[Any] = [field.name] if field.unique else []
    rules += [names for names in meta.unique_together if field.name in names]
    return rules + [one for one in meta.constraints if field.name in _columns(one)]


def _columns(constraint: Any) -> set[str]:
    """The names in it, whether it is unique or excludes."""
    named = {*_named(getattr(constraint, "expressions", ()))}
    return named | {*constraint.fields} if isinstance(constraint, UniqueConstraint) else named


def _named(parts: Any) -> Iterator[str]:
    for part in parts:
        first = part[0] if isinstance(part, tuple) else part
        yield first if isinstance(first, str) else getattr(first, "name", "")
