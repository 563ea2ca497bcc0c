"""Small pieces of SQL that several questions are made of."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Aggregate, Count, F, Func, QuerySet, Sum, Value

from clinic import clock
from clinic.asking import together

Asked = tuple[QuerySet[Any], dict[str, Aggregate]]


def totals(rows: QuerySet[Any], **aggregates: Aggregate) -> dict[str, Any]:
    """These over all rows; of no row at all 0 is counted, and nothing else is known.

    One group of everything: Django's own aggregate() loses annotations that hold a subquery.
    """
    found = list(all_of(rows, **aggregates))
    return found[0] if found else {name: nothing(what) for name, what in aggregates.items()}


def all_of(rows: QuerySet[Any], **aggregates: Aggregate) -> QuerySet[Any]:
    """The same as a question yet to be asked; no row where there is none."""
    return rows.order_by().values(everything=Value(1)).annotate(**aggregates).values(*aggregates)


def lines(grouped: Any) -> list[dict[str, Any]]:
    """What a question that groups its rows answers."""
    return [dict(line) for line in grouped]


def over(each: QuerySet[Any], words: str) -> list[dict[str, Any]]:
    """What a statement of our own says of the lines of a question, which it calls one_each."""
    asked, values = each.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"WITH one_each AS ({asked}) {words}", values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]


def nothing(what: Aggregate) -> int | None:
    return 0 if isinstance(what, Count | Sum) else None


def totals_of(*asked: Asked) -> dict[str, Any]:
    """Of several tables in one statement; the names must differ."""
    questions = [all_of(rows, **aggregates) for rows, aggregates in asked]
    together(*questions)
    found: dict[str, Any] = {}
    for question, (_, aggregates) in zip(questions, asked, strict=True):
        found |= next(iter(question), {name: nothing(what) for name, what in aggregates.items()})
    return found


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


def hours_between(since: Any, until: Any) -> Func:
    """Whole hours between two instants, rounded down."""
    return Func(
        until - since,
        template="floor(EXTRACT(EPOCH FROM %(expressions)s) / 3600)::int",
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
    return days_on(F(field), 0)


def day_end(field: str) -> Func:
    """The first instant of the day after."""
    return days_on(F(field), 1)


def days_on(moment: Any, days: int) -> Func:
    """The first instant of the clinic day so many days after the one on which the instant falls."""
    return Func(
        Value(str(clock.zone())),
        Func(
            wall(moment),
            template=f"(date_trunc('day', %(expressions)s) + interval '{days:d} days')",
            output_field=models.DateTimeField(),
        ),
        function="timezone",
        output_field=models.DateTimeField(),
    )


def written(moment: Any, pattern: str) -> Func:
    return Func(moment, Value(pattern), function="to_char", output_field=models.CharField())
