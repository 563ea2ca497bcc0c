"""What the columns are made of: names, days and times by the clinic's clock, words for slugs."""

from typing import Any

from django.db import models
from django.db.models import Case, F, Func, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, TruncDate, TruncTime

from clinic import clock


def name(to: str = "patient__") -> Concat:
    first = Coalesce(NullIf(f"{to}preferred_name", Value("")), f"{to}first_name")
    return Concat(first, Value(" "), f"{to}last_name")


def worded(field: str, words: dict[Any, Any], otherwise: models.F | None = None) -> Case:
    """The word for a value that the clinic's own lists know; for others nothing, or that."""
    known = (When(**{field: value}, then=Value(str(word))) for value, word in words.items())
    return Case(*known, default=otherwise, output_field=models.CharField())


def joined(field: str) -> Func:
    return Func(F(field), Value("; "), function="array_to_string", output_field=models.TextField())


def day(field: str) -> TruncDate:
    return TruncDate(field, tzinfo=clock.zone())


def time(field: str) -> TruncTime:
    return TruncTime(field, tzinfo=clock.zone())
