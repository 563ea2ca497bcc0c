"""Each appointment that a calendar file tells of, those of a series one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from scheduling.calendar_files import repeating
from scheduling.calendar_files.events import Calendar, Part, Said

MOMENT = re.compile(r"(\d{8})T(\d{6})(Z?)")
DAY = re.compile(r"\d{8}")
LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,8}S)?)?"
)
YEARS = range(1900, 2200)


class Unread(NamedTuple):
    """What is no time, as it is written; zone: a name that nobody knows."""

    written: str
    zone: str = ""

    def __str__(self) -> str:
        return f"{self.written} in {self.zone}" if self.zone else self.written


# Aware where the file names a zone, a wall time where it does not, or a whole day.
Moment = datetime | date | Unread


@dataclass(frozen=True)
class Occurrence:
    """One appointment. ends: None where the file does not say. repeats: it is one of a series.

    trouble: why the series cannot be spelt out, and so stands here once.
    """

    uid: str
    summary: str
    description: str
    starts: Moment
    ends: Moment | None
    status: str
    cancelled: bool
    repeats: bool
    trouble: str = ""


def of(text: str, *, until: datetime | None = None) -> Iterator[Occurrence]:
    """In the order of the file; until: where a series is broken off. Raises NoCalendar."""
    calendar = Calendar(text)
    for event in calendar.events():
        yield from _each(event, calendar, until)


def _each(event: Part, calendar: Calendar, until: datetime | None) -> Iterator[Occurrence]:
    starts = _moment(event.first("DTSTART"), calendar)
    length = _length(event, starts, calendar)
    uid, which = event.key
    if which:
        uid = f"{uid} {_plain(_moment(event.first('RECURRENCE-ID'), calendar))}"
    if not (event.all("RRULE") or event.all("RDATE")) or not isinstance(starts, datetime):
        yield _one(event, uid, starts, length)
        return
    try:
        found = _dates(event, starts, calendar, until)
    except repeating.Unspeakable as why:
        yield _one(event, uid, starts, length, f"A series that cannot be spelt out: {why}.")
        return
    for one, own in found.items():
        yield _one(event, f"{uid} {_plain(one)}", one, length if own is None else own)


def _one(
    event: Part, uid: str, starts: Moment, length: timedelta | Moment | None, trouble: str = ""
) -> Occurrence:
    ends = length
    if isinstance(length, timedelta):
        ends = _wall_after(starts, length) if isinstance(starts, datetime) else None
    assert not isinstance(ends, timedelta)
    return Occurrence(
        uid=uid,
        summary=event.text("SUMMARY"),
        description=event.text("DESCRIPTION"),
        starts=starts,
        ends=ends,
        status=event.text("STATUS"),
        cancelled=event.is_called_off,
        repeats=any(map(event.all, ("RRULE", "RDATE", "RECURRENCE-ID"))),
        trouble=trouble,
    )


def _dates(
    event: Part, starts: datetime, calendar: Calendar, until: datetime | None
) -> dict[datetime, timedelta | None]:
    """Of a series, without those left out and those that stand in the file by themselves.

    Each with a length of its own, or None where it takes the series'.
    """
    changed = calendar.changed.get(event.key[0], [])
    if any(said.about.get("RANGE") for said in changed):
        raise repeating.Unspeakable("a part of it was changed as a whole")
    if event.all("EXRULE"):
        raise repeating.Unspeakable("it leaves dates out by a rule")
    found: list[tuple[Moment, timedelta | None]] = [(starts, None)]
    for said in event.all("RRULE"):
        found += [(one, None) for one in repeating.dates(said.value, starts, until, calendar.pace)]
    found += [one for said in event.all("RDATE") for one in _listed(said, calendar, starts.tzinfo)]
    gone = {
        _plain(one)
        for said in [*event.all("EXDATE"), *changed]
        for one, _ in _listed(said, calendar, starts.tzinfo)
    }
    told: dict[str, tuple[datetime, timedelta | None]] = {}
    for one, own in found:
        if isinstance(one, datetime) and not gone & {_plain(one), _plain(one.date())}:
            told[_plain(one)] = one, own
    return dict(told[plain] for plain in sorted(told))


def _listed(said: Said, calendar: Calendar, zone: tzinfo | None) -> Iterator[tuple[Moment, timedelta | None]]:
    """Of a list of instants, or of periods with their lengths; without a zone they are in the series'."""
    for value in said.value.split(","):
        begins, _, ends = (part.strip() for part in value.partition("/"))
        moment = _in(zone, _moment(Said(begins, said.about), calendar))
        yield moment, _own_length(moment, Said(ends, said.about), calendar, zone)


def _own_length(moment: Moment, ends: Said, calendar: Calendar, zone: tzinfo | None) -> timedelta | None:
    """Of a period, which ends at an instant or after a while; None for what is none."""
    if length := _duration(ends.value):
        return length
    until = _in(zone, _moment(ends, calendar))
    if not (isinstance(moment, datetime) and isinstance(until, datetime)):
        return None
    return _apart(moment, until) if (moment.tzinfo is None) == (until.tzinfo is None) else None


def _in(zone: tzinfo | None, moment: Moment) -> Moment:
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    return moment


def _moment(said: Said, calendar: Calendar) -> Moment:
    found = MOMENT.fullmatch(said.value)
    packed = found[1] + found[2] if found else f"{said.value}000000"
    if not (found or DAY.fullmatch(said.value)):
        return Unread(said.value)
    try:
        moment = datetime.strptime(packed, "%Y%m%d%H%M%S")  # noqa: DTZ007  the zone comes below
    except ValueError:
        return Unread(said.value)
    if moment.year not in YEARS:
        return Unread(said.value)
    if not found:
        return moment.date()
    name = said.about.get("TZID", "")
    if found[3] or not name:
        return moment.replace(tzinfo=UTC) if found[3] else moment
    zone = calendar.zone(name)
    return moment.replace(tzinfo=zone) if zone else Unread(said.value, name)


def _length(event: Part, starts: Moment, calendar: Calendar) -> timedelta | Moment | None:
    """How long each of its dates takes; where that cannot be told, its end as it is written."""
    if event.all("DTEND"):
        ends = _moment(event.first("DTEND"), calendar)
        if isinstance(ends, datetime) and isinstance(starts, datetime):
            both = (starts.tzinfo is None) == (ends.tzinfo is None)
            return _apart(starts, ends) if both else ends
        return ends
    return _duration(event.first("DURATION").value)


def _duration(written: str) -> timedelta | None:
    found = LENGTH.fullmatch(written)
    if not found or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    return -length if found[1] == "-" else length


def _apart(starts: datetime, ends: datetime) -> timedelta:
    """Across a change of the clocks too: between instants, not between the walls' times."""
    return ends.astimezone(UTC) - starts.astimezone(UTC) if starts.tzinfo else ends - starts


def _wall_after(starts: datetime, length: timedelta) -> datetime | None:
    try:
        if starts.tzinfo is None:
            return starts + length
        return (starts.astimezone(UTC) + length).astimezone(starts.tzinfo)
    except OverflowError:
        return None


def _plain(moment: Moment) -> str:
    """One instant, one text: by which the dates of a series are known."""
    if isinstance(moment, datetime):
        known = moment.astimezone(UTC) if moment.tzinfo else moment
        return f"{known:%Y%m%dT%H%M%S}{'Z' if moment.tzinfo else ''}"
    return str(moment)
