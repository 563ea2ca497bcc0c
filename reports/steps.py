"""A period cut into days, weeks or months, each with what was counted in it and a name for the reader."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, DateTimeField, F, Func, IntegerField, Value

from clinic import clock
from reports.periods import Period, begins
from reports.words import Worded

Counted = dict[str, Any]
# So many days on, the next step has begun.
AHEAD = {"day": 1, "week": 7, "month": 32}


def every(period: Period, counted: Iterable[Counted], nothing: Counted) -> list[Counted]:
    """Every step of the period, the empty ones too; counted: by "begun"."""
    by_day = {step["begun"]: step for step in counted}
    return [{**nothing, **by_day.get(day, {}), **_named(day, period)} for day in _days(period)]


def begun(field: str, period: Period) -> Func:
    """The day on which the step begins that an instant of the period falls in, by the clinic's clock."""
    days = [*_days(period)]
    starts = [clock.clinic_day(day)[0] for day in days]
    # Not date_trunc: what the clinic's clock shows is dear, and was asked of each row of five years.
    step = Func(
        F(field),
        Value(starts, ArrayField(DateTimeField())),
        function="width_bucket",
        output_field=IntegerField(),
    )
    dated = Value(days, ArrayField(DateField()))
    return Func(dated, step, template="(%(expressions)s]", arg_joiner=")[", output_field=DateField())


def _days(period: Period) -> Iterator[date]:
    """The day that each step begins on."""
    day = begins(period.first, period.step)
    while day <= period.last:
        yield day
        day = begins(day + timedelta(days=AHEAD[period.step]), period.step)


def _named(day: date, period: Period) -> Counted:
    words, look = ("%b %Y", "mmm yyyy") if period.step == "month" else ("%-d %b", "d mmm")
    label = Worded(f"{day:{words}}", day, look)
    now = period.so_far and begins(clock.today(), period.step) == day
    return {"day": day, "label": label, "so_far": now, "opens": _days_of(day, period)}


def _days_of(day: date, period: Period) -> dict[str, str]:
    """The filter for the days of the step that begins on that day, as far as they are in the period."""
    until = begins(day + timedelta(days=AHEAD[period.step]), period.step) - timedelta(days=1)
    return {"from": str(max(day, period.first)), "to": str(min(until, period.last))}
