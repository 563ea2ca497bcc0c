"""A calendar file from elsewhere, read with suspicion: what is to come in it, and what is wrong with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any

from icalendar import Calendar, Component

from clinic import clock
from clinic.refusals import Refused
from scheduling.forms import FIRST_YEAR, LAST_YEAR

LARGEST_BYTES = 900_000
MOST = 100  # lines that a form may carry with its fields
LONGEST = 120
LAST_LINE = "END:VCALENDAR"
NOT_OURS = "This is no whole calendar file. Save one from the other program, ending in .ics."


class ImportRefused(Refused):
    """Why a file is not taken in, or a batch not taken out."""


class Crooked(ValueError):
    """What is wrong with one entry, as a sentence."""


@dataclass(frozen=True)
class Entry:
    """One line of the file; problem: why it cannot be booked as it stands."""

    uid: str
    summary: str
    starts_at: datetime | None
    ends_at: datetime | None
    problem: str = ""

    @property
    def minutes(self) -> int:
        if self.starts_at is None or self.ends_at is None:
            return 0
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True)
class Read:
    """entries: to come, in order. crooked: those whose times cannot be read. past: how many are over."""

    entries: list[Entry]
    crooked: list[Entry]
    past: int
    cancelled: int


def read(content: bytes) -> Read:
    """Raises ImportRefused for a file that is too large, no calendar, or too long to look through."""
    events, now = _events(content), clock.now()
    found = [_entry(one) for one in events if not _is_cancelled(one)]
    timed = [(one.starts_at, one.uid, one) for one in found if one.starts_at]
    to_come = [one for starts_at, _, one in sorted(timed, key=itemgetter(0, 1)) if starts_at > now]
    if len(to_come) > MOST:
        raise ImportRefused(
            f"The file has {len(to_come)} appointments to come, and {MOST} can be looked through at once."
            " Save a shorter period from the other program."
        )
    cancelled = len(events) - len(found)
    return Read(to_come, [one for one in found if one.problem][:MOST], len(timed) - len(to_come), cancelled)


def _events(content: bytes) -> list[Component]:
    if len(content) > LARGEST_BYTES:
        raise ImportRefused("This file is larger than 0.9 MB. Save a shorter period from the other program.")
    try:
        text = content.decode("utf-8-sig")
        if not text.rstrip().upper().endswith(LAST_LINE):
            raise ValueError
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ImportRefused(NOT_OURS) from error


def _is_cancelled(event: Component) -> bool:
    return str(event.get("status", "")).upper() == "CANCELLED"


def _entry(event: Component) -> Entry:
    uid, summary = _line(event.get("uid", "")), _line(event.get("summary", "")) or "No words"
    try:
        starts_at, ends_at = _times(event)
    except (ValueError, OverflowError, TypeError, AttributeError) as error:
        problem = str(error) if isinstance(error, Crooked | clock.SkippedTime | clock.RepeatedTime) else ""
        return Entry(uid, summary, None, None, problem or "Its times cannot be read.")
    return Entry(uid, summary, starts_at, ends_at)


def _times(event: Component) -> tuple[datetime, datetime]:
    if event.get("rrule") or event.get("rdate"):
        raise Crooked("It repeats. Book it as a series.")
    starts_at = _instant(event.get("dtstart"))
    if event.get("dtend") is not None:
        ends_at = _instant(event.get("dtend"))
    elif event.get("duration") is not None:
        ends_at = starts_at + _length(event.get("duration"))
    else:
        raise Crooked("It has no end.")
    if ends_at <= starts_at:
        raise Crooked("It ends before it begins.")
    return starts_at, ends_at


def _length(said: Any) -> timedelta:
    length = said.dt
    if not isinstance(length, timedelta):
        raise Crooked("Its length cannot be read.")
    return length


def _instant(said: Any) -> datetime:
    """UTC; a time without a zone is the clinic's own wall time."""
    moment = getattr(said, "dt", None)
    if not isinstance(moment, datetime):
        raise Crooked("It lasts all day." if isinstance(moment, date) else "Its times cannot be read.")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Crooked(f"It is not between {FIRST_YEAR} and {LAST_YEAR}.")
    if moment.tzinfo is not None:
        return _existing(moment)
    if zone := said.params.get("TZID"):
        raise Crooked(f"Its time zone, {_line(zone)}, is not known here.")
    return clock.instant(moment.date(), moment.time())


def _existing(moment: datetime) -> datetime:
    utc = moment.astimezone(UTC)
    if utc.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Crooked(f"{moment:%H:%M} does not exist on {moment:%-d %B %Y}, the clocks go forward.")
    return utc


def _line(said: Any) -> str:
    """One line of printable characters, cut to what a row has room for."""
    return " ".join("".join(_printable(str(said))).split())[:LONGEST]


def _printable(text: str) -> Iterator[str]:
    return (sign if sign.isprintable() else " " for sign in text)
