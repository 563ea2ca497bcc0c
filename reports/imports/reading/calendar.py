"""A calendar file as a table: one line for each appointment in it, those of a series spelt out."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from reports.imports.reading import repeating
from reports.imports.reading.events import Calendar, Event, Said

HEADINGS = ["UID", "Summary", "Start", "End", "Status", "Description", "Cannot be read"]
MOMENT = re.compile(r"(\d{8})T(\d{6})(Z?)")
DAY = re.compile(r"\d{8}")
LENGTH = re.compile(r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,8}S)?)?")
YEARS = range(1900, 2200)
Moment = datetime | str


def rows(content: bytes, encoding: str) -> Iterator[list[str]]:
    """The headings, then the lines; what cannot be read stands there as it is written, and why at the end."""
    yield HEADINGS
    calendar = Calendar(content, encoding)
    for event in calendar.events():
        yield from _rows(event, calendar)


def _rows(event: Event, calendar: Calendar) -> Iterator[list[str]]:
    starts = _moment(event.first("DTSTART"), calendar)
    length = _length(event, starts, calendar)
    uid, which = event.key
    if which:
        uid = f"{uid} {_plain(_moment(event.first('RECURRENCE-ID'), calendar))}"
    if not (event.all("RRULE") or event.all("RDATE")) or not isinstance(starts, datetime):
        yield _row(event, calendar, uid, starts, length)
        return
    try:
        found = _dates(event, starts, calendar)
    except repeating.Unspeakable as why:
        yield [*_row(event, calendar, uid, starts, length)[:-1], f"A series that cannot be spelt out: {why}."]
        return
    for one in found:
        yield _row(event, calendar, f"{uid} {_plain(one)}", one, length)


def _row(event: Event, calendar: Calendar, uid: str, starts: Moment, length: timedelta | str) -> list[str]:
    ends: Moment = length if isinstance(length, str) else ""
    if isinstance(starts, datetime) and isinstance(length, timedelta):
        ends = _wall_after(starts, length)
    status = "cancelled" if calendar.cancelled else event.text("STATUS")
    return [uid, event.text("SUMMARY"), _iso(starts), _iso(ends), status, event.text("DESCRIPTION"), ""]


def _dates(event: Event, starts: datetime, calendar: Calendar) -> list[datetime]:
    """Of a series, without those left out and those that stand in the file by themselves."""
    if any(said.about.get("RANGE") for said in calendar.changed.get(event.key[0], [])):
        raise repeating.Unspeakable("a part of it was changed as a whole")
    found = [starts]
    for said in event.all("RRULE"):
        found += repeating.dates(said.value, starts)
    found += [one for said in event.all("RDATE") for one in _all(said, calendar)]
    gone = [one for said in event.all("EXDATE") for one in _all(said, calendar)]
    gone += [one for said in calendar.changed.get(event.key[0], []) for one in _all(said, calendar)]
    left_out = {_plain(one) for one in gone}
    return sorted({_plain(one): one for one in found if _plain(one) not in left_out}.values(), key=_plain)


def _all(said: Said, calendar: Calendar) -> Iterator[datetime]:
    """Of a list of instants, or of periods that begin with one, those that can be read."""
    for value in said.value.split(","):
        moment = _moment(Said(value.partition("/")[0].strip(), said.about), calendar)
        if isinstance(moment, datetime):
            yield moment


def _moment(said: Said, calendar: Calendar) -> Moment:
    """Aware where the file names a zone; a day, or what cannot be read, as text."""
    found = MOMENT.fullmatch(said.value)
    if not found:
        day = DAY.fullmatch(said.value)
        return f"{day[0][:4]}-{day[0][4:6]}-{day[0][6:]}" if day else said.value
    try:
        moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007  the zone comes below
    except ValueError:
        return said.value
    if moment.year not in YEARS:
        return said.value
    name = said.about.get("TZID", "")
    if found[3] or not name:
        return moment.replace(tzinfo=UTC) if found[3] else moment
    zone = calendar.zone(name)
    return moment.replace(tzinfo=zone) if zone else f"{said.value} in {name}"


def _length(event: Event, starts: Moment, calendar: Calendar) -> timedelta | str:
    """How long each of its dates takes; where that cannot be told, its end as it is written."""
    ends = _moment(event.first("DTEND"), calendar)
    if isinstance(ends, datetime) and isinstance(starts, datetime):
        both = (starts.tzinfo is None) == (ends.tzinfo is None)
        return _apart(starts, ends) if both else _iso(ends)
    found = LENGTH.fullmatch(event.first("DURATION").value)
    if ends or not found or not any(found.groups()):
        return _iso(ends)
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def _apart(starts: datetime, ends: datetime) -> timedelta:
    """Across a change of the clocks too: between instants, not between the walls' times."""
    return ends.astimezone(UTC) - starts.astimezone(UTC) if starts.tzinfo else ends - starts


def _wall_after(starts: datetime, length: timedelta) -> Moment:
    try:
        if starts.tzinfo is None:
            return starts + length
        return (starts.astimezone(UTC) + length).astimezone(starts.tzinfo)
    except OverflowError:
        return ""


def _plain(moment: Moment) -> str:
    """One instant, one text: by which the dates of a series are known."""
    if isinstance(moment, datetime):
        known = moment.astimezone(UTC) if moment.tzinfo else moment
        return f"{known:%Y%m%dT%H%M%S}{'Z' if moment.tzinfo else ''}"
    return moment


def _iso(moment: Moment) -> str:
    return moment.isoformat() if isinstance(moment, datetime) else moment
