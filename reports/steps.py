"""A period cut into days, weeks or months, each with what was counted in it and a name for the reader."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from clinic import clock
from reports.periods import Period, begins

Counted = dict[str, Any]


def every(period: Period, counted: Iterable[Counted], nothing: Counted) -> list[Counted]:
    """Every step of the period, the empty ones too; counted: by "begun"."""
    by_day = {step["begun"]: step for step in counted}
    return [{**nothing, **by_day.get(day, {}), **_named(day, period)} for day in _days(period)]


def _days(period: Period) -> Iterator[date]:
    """The day that each step begins on."""
    day = begins(period.first, period.step)
    while day <= period.last:
        yield day
        ahead = {"day": 1, "week": 7, "month": 32}[period.step]
        day = begins(day + timedelta(days=ahead), period.step)


def _named(day: date, period: Period) -> Counted:
    label = f"{day:%b %Y}" if period.step == "month" else f"{day:%-d %b}"
    now = period.so_far and begins(clock.today(), period.step) == day
    return {"day": day, "label": label, "so_far": now}
