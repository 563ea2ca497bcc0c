"""When something happened, as far as a patient's own few words tell: a first and a last possible day."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
MONTH = f"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\\.?"
YEAR = r"((?:19|20)\d\d)"
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
COUNTS = {word: number for number, word in enumerate(NUMBERS, 1)} | {"a": 1, "an": 1}
DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
EARLIEST = date(1900, 1, 1)
NOT_NEEDED = re.compile(r"^(?:since|in|on|about|around|early|late|mid)[ -]+|^~ ?")


@dataclass(frozen=True)
class Span:
    """Some day from first to last, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Window:
    """A stretch of time after an event, such as 3 months."""

    months: int = 0
    days: int = 0

    def end(self, event: date) -> date:
        """The first day on which the event is no longer under this long ago."""
        year, month = divmod(event.month - 1 + self.months, 12)
        year, month = event.year + year, month + 1
        day = min(event.day, calendar.monthrange(year, month)[1])
        return date(year, month, day) + timedelta(days=self.days)

    def holds(self, event: Span, on: date) -> bool | None:
        """Whether the event is under this long ago on that day; None where the words leave it open."""
        if self.end(event.first) > on:
            return True
        return None if self.end(event.last) > on else False


def read(words: str, *, answered_on: date) -> Span | None:
    """The days that the words can mean, said on that day; None if they name none before it.

    Read are days, months and years with four figures, and "three weeks ago", give or take half a week.
    Numbers such as 3/4/2026 are a different day here and there, so they are not.
    """
    words = " ".join(words.lower().replace(",", " ").split())
    words = NOT_NEEDED.sub("", words)
    for pattern, meaning in FORMS:
        if said := re.fullmatch(pattern, words):
            try:
                span = meaning(said, answered_on)
            except (ValueError, OverflowError):
                return None
            possible = EARLIEST <= span.first <= answered_on
            return Span(span.first, min(span.last, answered_on)) if possible else None
    return None


def _day(year: str, month: str, day: str) -> Span:
    that = date(int(year), _month(month), int(day))
    return Span(that, that)


def _whole_month(year: str, month: str) -> Span:
    number = _month(month)
    last = calendar.monthrange(int(year), number)[1]
    return Span(date(int(year), number, 1), date(int(year), number, last))


def _month(name: str) -> int:
    return MONTHS.get(name) or int(name)


def _ago(said: re.Match[str], answered_on: date) -> Span:
    """People round: half a unit to either side, but a day is a day."""
    count, unit = COUNTS.get(said[1]) or int(said[1]), DAYS_IN[said[2]]
    middle, slack = timedelta(days=count * unit), timedelta(days=unit // 2)
    return Span(answered_on - middle - slack, answered_on - middle + slack)


def _days_before(days: int) -> Callable[[re.Match[str], date], Span]:
    back = timedelta(days=days)
    return lambda said, answered_on: Span(answered_on - back, answered_on - back)


FORMS: tuple[tuple[str, Callable[[re.Match[str], date], Span]], ...] = (
    (rf"{YEAR}-(\d\d)-(\d\d)", lambda said, _: _day(said[1], said[2], said[3])),
    (rf"(\d\d?)(?:st|nd|rd|th)? {MONTH} {YEAR}", lambda said, _: _day(said[3], said[2], said[1])),
    (rf"{MONTH} (\d\d?)(?:st|nd|rd|th)? {YEAR}", lambda said, _: _day(said[3], said[1], said[2])),
    (rf"{YEAR}-(\d\d)", lambda said, _: _whole_month(said[1], said[2])),
    (rf"(\d\d?)/{YEAR}", lambda said, _: _whole_month(said[2], said[1])),
    (rf"{MONTH} {YEAR}", lambda said, _: _whole_month(said[2], said[1])),
    (YEAR, lambda said, _: Span(date(int(said[1]), 1, 1), date(int(said[1]), 12, 31))),
    (rf"(\d{{1,3}}|{'|'.join(COUNTS)}) ({'|'.join(DAYS_IN)})s?(?: ago)?", _ago),
    ("today", _days_before(0)),
    ("yesterday", _days_before(1)),
)
