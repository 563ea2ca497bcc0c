"""A stretch of clinic days, and how finely it is counted."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField
from django.db.models.functions import TruncDay, TruncMonth, TruncWeek

from clinic import clock

# Up to so many days a column of the chart is a day; then a week from Monday; then a month.
DAYS, WEEKS = 35, 200


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included, by the clinic's clock."""

    first: date
    last: date

    @property
    def starts_at(self) -> datetime:
        return clock.clinic_day(self.first)[0]

    @property
    def ends_at(self) -> datetime:
        """The first instant that is no longer in it."""
        return clock.clinic_day(self.last)[1]

    def within(self, field: str) -> dict[str, datetime]:
        """The filter for an instant that falls in it."""
        return {f"{field}__gte": self.starts_at, f"{field}__lt": self.ends_at}

    @property
    def so_far(self) -> bool:
        """Whether today is in it, and so not all of it has happened."""
        return self.first <= clock.today() <= self.last

    @property
    def step(self) -> str:
        days = (self.last - self.first).days + 1
        return "day" if days <= DAYS else "week" if days <= WEEKS else "month"

    def __str__(self) -> str:
        """2026-11-01_2026-11-24, as file names have it."""
        return f"{self.first}_{self.last}"

    @property
    def words(self) -> str:
        """1 to 24 November 2026."""
        first, last = self.first, self.last
        if first == last:
            return f"{last:%-d %B %Y}"
        if first.year != last.year:
            return f"{first:%-d %B %Y} to {last:%-d %B %Y}"
        return f"{first:%-d}{'' if first.month == last.month else f'{first: %B}'} to {last:%-d %B %Y}"


def begun(field: str, step: str) -> Any:
    """The day, the Monday or the first of the month on which an instant falls, by the clinic's clock."""
    truncate = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth}[step]
    return truncate(field, tzinfo=clock.zone(), output_field=DateField())


def begins(day: date, step: str) -> date:
    """The same for a day."""
    if step == "month":
        return day.replace(day=1)
    return date.fromordinal(day.toordinal() - (day.weekday() if step == "week" else 0))
