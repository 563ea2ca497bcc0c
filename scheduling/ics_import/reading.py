"""A calendar file from elsewhere, read with suspicion: what is to come in it, and what is wrong with each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter

from clinic import clock
from clinic.refusals import Refused
from scheduling.calendar_files import dates
from scheduling.calendar_files.dates import Moment, Occurrence, Unread
from scheduling.calendar_files.letters import text_of

LARGEST_BYTES = 900_000
MOST = 100  # lines that a form may carry with its fields
MOST_DATES = 20_000  # that are spelt out, past ones too
LONGEST = 120
AHEAD = timedelta(days=365)


class ImportRefused(Refused):
    """Why a file is not taken in, or a batch not taken out."""


class Crooked(ValueError):
    """What is wrong with one line, as a sentence."""


@dataclass(frozen=True)
class Entry:
    """One line of the file. repeats: it is one of a series there."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    repeats: bool = False

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True)
class Unbookable:
    """One that cannot be booked as it stands. day: None where even that cannot be told."""

    summary: str
    day: date | None
    problem: str


@dataclass(frozen=True)
class Window:
    """The days that are asked for, and of those only what is to come."""

    first_on: date
    last_on: date

    @classmethod
    def usual(cls) -> "Window":
        today = clock.today()
        return cls(today, today + AHEAD)

    @property
    def ends_at(self) -> datetime:
        return clock.clinic_day(self.last_on)[1]

    @property
    def begins_at(self) -> datetime:
        return max(clock.now(), clock.clinic_day(self.first_on)[0])


@dataclass
class Read:
    """entries, crooked: to come, in order. earlier, later, cancelled: how many are left out."""

    entries: list[Entry] = field(default_factory=list)
    crooked: list[Unbookable] = field(default_factory=list)
    earlier: int = 0
    later: int = 0
    cancelled: int = 0

    @property
    def told(self) -> str:
        """52 to come, 4 cannot be taken in; left out: 5 earlier, 1 cancelled."""
        here = ("to come", len(self.entries)), ("cannot be taken in", len(self.crooked))
        gone = ("earlier", self.earlier), ("later", self.later), ("cancelled", self.cancelled)
        told, left_out = (", ".join(f"{many} {how}" for how, many in both if many) for both in (here, gone))
        return (told or "nothing to come") + (f"; left out: {left_out}" if left_out else "")


def read(content: bytes, window: Window | None = None) -> Read:
    """Raises Refused for a file that is too large, no calendar, or too long to look through."""
    window = window or Window.usual()
    found = Read()
    since, until = window.begins_at, window.ends_at
    for many, one in enumerate(dates.of(_text(content), until=until), 1):
        if many > MOST_DATES:
            raise ImportRefused(
                f"The file has more than {MOST_DATES:,} dates, those of its series told one by one."
                " Save a shorter period from the other program."
            )
        _sort(one, found, since, until)
    found.entries.sort(key=attrgetter("starts_at", "uid"))
    found.crooked.sort(key=lambda one: one.day or date.max)
    if len(found.entries) > MOST:
        raise _too_many(found.entries, window)
    return found


def _text(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        raise ImportRefused("This file is larger than 0.9 MB. Save a shorter period from the other program.")
    return text_of(content)


def _sort(one: Occurrence, found: Read, since: datetime, until: datetime) -> None:
    at = _about(one)
    if at and at <= since:
        found.earlier += 1
    elif at and at >= until:
        found.later += 1
    elif one.cancelled:
        found.cancelled += 1
    else:
        try:
            found.entries.append(_entry(one))
        except (Crooked, clock.SkippedTime, clock.RepeatedTime) as problem:
            found.crooked.append(Unbookable(_summary(one), _day(one.starts), str(problem)))


def _too_many(entries: list[Entry], window: Window) -> ImportRefused:
    """With the last day up to which they can be looked through at once."""
    fits = clock.local(entries[MOST].starts_at).date() - timedelta(days=1)
    shorter = fits >= clock.local(entries[0].starts_at).date()
    return ImportRefused(
        f"The file has {len(entries)} appointments to come up to {window.last_on:%-d %B %Y},"
        f" and {MOST} can be looked through at once. "
        + (f"Choose {fits:%-d %B %Y} as the last day." if shorter else "Split it in the other program.")
    )


def _about(one: Occurrence) -> datetime | None:
    """When it begins, or its day ends where no hour is known; None where that does not tell what is over."""
    if isinstance(one.starts, datetime) and not one.trouble:
        return one.starts if one.starts.tzinfo else one.starts.replace(tzinfo=clock.zone())
    day = _day(one.starts)
    if day is None or one.trouble or one.repeats:
        return None
    return datetime.combine(day, time.max, tzinfo=clock.zone())


def _day(moment: Moment) -> date | None:
    if isinstance(moment, datetime):
        return clock.local(moment).date() if moment.tzinfo else moment.date()
    if isinstance(moment, Unread):
        return date.fromisoformat(moment.written[:8]) if moment.zone else None
    return moment


def _entry(one: Occurrence) -> Entry:
    if one.trouble:
        raise Crooked(one.trouble)
    starts_at = _instant(one.starts)
    if one.ends is None:
        raise Crooked("It has no end.")
    ends_at = _instant(one.ends)
    if ends_at <= starts_at:
        raise Crooked("It ends before it begins.")
    return Entry(_line(one.uid), _summary(one), starts_at, ends_at, one.repeats)


def _instant(moment: Moment) -> datetime:
    """UTC; a time without a zone is the clinic's own wall time."""
    if isinstance(moment, Unread):
        zone = _line(moment.zone)
        raise Crooked(f"Its time zone, {zone}, is not known here." if zone else "Its times cannot be read.")
    if not isinstance(moment, datetime):
        raise Crooked("It lasts all day.")
    if moment.tzinfo is None:
        return clock.instant(moment.date(), moment.time())
    utc = moment.astimezone(UTC)
    if utc.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Crooked(f"{moment:%H:%M} does not exist on {moment:%-d %B %Y}, the clocks go forward.")
    return utc


def _summary(one: Occurrence) -> str:
    return _line(one.summary) or "No words"


def _line(said: str) -> str:
    """One line of printable characters, cut to what a row has room for."""
    return " ".join("".join(_printable(said)).split())[:LONGEST]


def _printable(text: str) -> Iterator[str]:
    return (sign if sign.isprintable() else " " for sign in text)
