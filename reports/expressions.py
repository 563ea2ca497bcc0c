"""Small pieces of SQL that several questions are made of."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Aggregate, F, Func, Value
from django.db.models.functions import Cast

from clinic import clock


class Quartiles(Aggregate):
    """First quartile, median and third quartile of what is not null."""

    template = "percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(models.FloatField())


class Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.FloatField()


def minutes(since: Any, until: Any) -> Func:
    """Whole minutes between two instants."""
    return Func(
        until - since,
        template="(EXTRACT(EPOCH FROM %(expressions)s) / 60)::int",
        output_field=models.IntegerField(),
    )


def days_between(since: Any, until: Any) -> Func:
    """Days between two instants, with a fraction."""
    return Func(
        until - since,
        template="(EXTRACT(EPOCH FROM %(expressions)s) / 86400)::float",
        output_field=models.FloatField(),
    )


def wall(moment: Any) -> Func:
    """The instant as the clinic's clock shows it."""
    return Func(Value(str(clock.zone())), moment, function="timezone", output_field=models.DateTimeField())


def day_start(field: str) -> Func:
    """The first instant of the clinic day on which an instant falls."""
    return _midnight(field, "0 days")


def day_end(field: str) -> Func:
    """The first instant of the day after."""
    return _midnight(field, "1 day")


def _midnight(field: str, ahead: str) -> Func:
    return Func(
        Value(str(clock.zone())),
        Func(
            wall(F(field)),
            template=f"(date_trunc('day', %(expressions)s) + interval '{ahead}')",
            output_field=models.DateTimeField(),
        ),
        function="timezone",
        output_field=models.DateTimeField(),
    )


def written(moment: Any, pattern: str) -> Func:
    return Func(moment, Value(pattern), function="to_char", output_field=models.CharField())


def share(part: Any, whole: Any) -> Any:
    """Part of whole, null of nothing."""
    return Cast(part, models.FloatField()) / models.functions.NullIf(Cast(whole, models.FloatField()), 0.0)
