"""When the visits of a series come: rules of RFC 5545, in the words of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from scheduling import wording

MOST = 60  # visits of one series
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = ("first", "second", "third", "fourth", "last")
EVERY = (
    ("days", "Days"),
    ("weeks", "Weeks"),
    ("months", "Months, on that date"),
    ("weekdays", "Months, on that weekday"),
)


@dataclass(frozen=True)
class Pattern:
    """Every so many days, weeks or months from the first visit on; until a day, or for so many visits.

    every: a key of EVERY. weekdays: 0 is Monday, for weeks alone; empty for the first visit's own.
    """

    first: date
    every: str = "weeks"
    interval: int = 1
    weekdays: Sequence[int] = ()
    count: int | None = None
    until: date | None = None

    @property
    def rule(self) -> str:
        parts = [f"FREQ={self._frequency}", f"INTERVAL={self.interval}", self._on]
        parts.append(f"UNTIL={self.until:%Y%m%d}" if self.until else f"COUNT={self.count}")
        return ";".join(part for part in parts if part)

    @property
    def dates(self) -> list[date]:
        """In order, MOST at the most; a month without the date is passed over."""
        found = rrulestr(self.rule, dtstart=datetime.combine(self.first, time()))
        return [each.date() for each in islice(found, MOST)]

    @property
    def words(self) -> str:
        """Every 2 weeks on Tuesday and Thursday."""
        unit = {"days": "day", "weeks": "week"}.get(self.every, "month")
        often = f"Every {unit}" if self.interval == 1 else f"Every {self.interval} {unit}s"
        on = {
            "weeks": f" on {wording.listed(NAMES[number] for number in self._weekdays)}",
            "months": f" on day {self.first.day}",
            "weekdays": f" on the {NTH[self._nth - 1]} {NAMES[self.first.weekday()]}",
        }
        return often + on.get(self.every, "")

    @property
    def _frequency(self) -> str:
        return {"days": "DAILY", "weeks": "WEEKLY"}.get(self.every, "MONTHLY")

    @property
    def _on(self) -> str:
        if self.every == "weeks":
            return "BYDAY=" + ",".join(WEEKDAYS[number] for number in self._weekdays)
        if self.every == "weekdays":
            return f"BYDAY={-1 if self._nth == len(NTH) else self._nth}{WEEKDAYS[self.first.weekday()]}"
        return f"BYMONTHDAY={self.first.day}" if self.every == "months" else ""

    @property
    def _weekdays(self) -> list[int]:
        return sorted(set(self.weekdays)) or [self.first.weekday()]

    @property
    def _nth(self) -> int:
        """Which of its weekday in the month; a fifth is the last."""
        return (self.first.day - 1) // 7 + 1
