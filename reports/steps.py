"""A period cut into days, weeks or months, each with what was counted in it and a name for the reader."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from clinic import clock
from reports.figures import NO_POINTS, SMALL_GROUP, change_words, derived, percent
from reports.periods import Period, begins
from reports.queries import OUTCOMES

NOTHING = dict.fromkeys(OUTCOMES, 0)


def of_appointments(period: Period, counted: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every step of the period, the empty ones too."""
    by_day = {step["begun"]: step for step in counted}
    steps = []
    for day in _days(period):
        counts = {slug: by_day.get(day, NOTHING)[slug] for slug in OUTCOMES}
        rates = derived(counts)
        steps.append(
            {**counts, **rates, "all": sum(counts.values()), "rate": percent(counts["noshow"], rates["due"])}
            | _named(day, period)
        )
    return steps


def of_sessions(period: Period, counted: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every step of the period; quartiles are None where they would speak of fewer than 5 people."""
    by_day = {step["begun"]: step for step in counted}
    return [_with_change(by_day.get(day, NO_POINTS)) | _named(day, period) for day in _days(period)]


def _with_change(step: dict[str, Any]) -> dict[str, Any]:
    small = 0 < step["people"] < SMALL_GROUP
    words = {"small": small, "missing": step["points"] - step["scored"], "median": "", "half": ""}
    if small or not step["scored"]:
        return {**step, **words, "quartiles": None}
    low, median, high = step["quartiles"]
    return {**step, **words, "median": change_words(median), "half": f"{low:.1f} to {high:.1f}"}


def _days(period: Period) -> Iterator[date]:
    """The day that each step begins on."""
    day = begins(period.first, period.step)
    while day <= period.last:
        yield day
        ahead = {"day": 1, "week": 7, "month": 32}[period.step]
        day = begins(day + timedelta(days=ahead), period.step)


def _named(day: date, period: Period) -> dict[str, Any]:
    label = f"{day:%b %Y}" if period.step == "month" else f"{day:%-d %b}"
    now = period.so_far and begins(clock.today(), period.step) == day
    return {"day": day, "label": label, "so_far": now}
