"""A stretch of clinic days, and how finely it is counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def step(self) -> str:
        return "day" if self.days <= DAYS else "week" if self.days <= WEEKS else "month"

    @property
    def before(self) -> "Period":
        """As many days just before it; of whole months, as many whole months."""
        last, day_after = self.first - timedelta(days=1), self.last + timedelta(days=1)
        if self.first.day != 1 or day_after.day != 1:
            return Period(last - timedelta(days=self.days - 1), last)
        months = (day_after.year - self.first.year) * 12 + day_after.month - self.first.month
        return Period(months_back(self.first, months), last)

    @property
    def next(self) -> "Period":
        """As many days just after it."""
        return Period(self.last + timedelta(days=1), self.last + timedelta(days=self.days))

    @property
    def has_begun(self) -> bool:
        return self.first <= clock.today()

    @property
    def is_over(self) -> bool:
        return self.last < clock.today()

    def none(self, what: str) -> str:
        """That nothing of it was found, by the place of these days: over, running or to come."""
        if self.is_over:
            return what
        return f"{what} yet" if self.has_begun else "These days are still to come"

    @property
    def year_before(self) -> "Period":
        """The same days a year ago; 29 February is the 28th there."""
        return Period(_year_back(self.first), _year_back(self.last))

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


def presets(today: date) -> dict[str, Period]:
    """The days that are asked about most, by what people call them."""
    first, january = today.replace(day=1), today.replace(month=1, day=1)
    ended = first - timedelta(days=1)
    return {
        "This month": Period(first, today),
        "Last month": Period(ended.replace(day=1), ended),
        "This year": Period(january, today),
        "Last year": Period(january.replace(year=today.year - 1), january - timedelta(days=1)),
    }


def months_back(first: date, months: int) -> date:
    """The first of the month so many months before one."""
    place = first.year * 12 + first.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _year_back(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def begins(day: date, step: str) -> date:
    """The day, the Monday or the first of the month on which a day falls."""
    if step == "month":
        return day.replace(day=1)
    return date.fromordinal(day.toordinal() - (day.weekday() if step == "week" else 0))
