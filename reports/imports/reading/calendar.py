"""A calendar file as a table: one line for each appointment in it, under headings of our own."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reports.imports.reading.refusals import Unfit

HEADINGS = ["UID", "Summary", "Start", "End", "Status", "Description", "Repeats"]
PROPERTY = re.compile(r'^([A-Za-z0-9-]+)((?:;[^=;:]+=(?:"[^"]*"|[^;:"]*))*):(.*)$', re.DOTALL)
ZONE = re.compile(r";TZID=\"?([^;:\"]+)", re.IGNORECASE)
MOMENT = re.compile(r"(\d{8})T(\d{6})(Z?)")
LENGTH = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?")
ESCAPED = re.compile(r"\\([\\;,nN])")


def rows(content: bytes, encoding: str) -> Iterator[list[str]]:
    """The headings, then the lines; a time that cannot be read stands there as it is written."""
    yield HEADINGS
    event: dict[str, str] | None = None
    found = False
    for line in _unfolded(io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace")):
        parsed = PROPERTY.match(line)
        if not parsed:
            continue
        name, about, value = parsed[1].upper(), parsed[2], parsed[3].strip()
        found = found or (name, value.upper()) == ("BEGIN", "VCALENDAR")
        if (name, value.upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (name, value.upper()) == ("END", "VEVENT") and event is not None:
            yield _row(event)
            event = None
        elif event is not None:
            event.setdefault(name, _moment(about, value) if name in {"DTSTART", "DTEND"} else _text(value))
    if not found:
        raise Unfit("This is no calendar file. Save one from the other program, ending in .ics.")


def _unfolded(lines: Iterator[str]) -> Iterator[str]:
    """RFC 5545: a line that begins with a blank goes on with the one before."""
    whole = ""
    for line in (one.rstrip("\r\n") for one in lines):
        if line[:1] in {" ", "\t"}:
            whole += line[1:]
            continue
        yield whole
        whole = line
    yield whole


def _row(event: dict[str, str]) -> list[str]:
    ends = event.get("DTEND") or _end(event.get("DTSTART", ""), event.get("DURATION", ""))
    repeats = "yes" if "RRULE" in event or "RDATE" in event else ""
    said = (event.get(name, "") for name in ("UID", "SUMMARY", "DTSTART"))
    return [*said, ends, event.get("STATUS", ""), event.get("DESCRIPTION", ""), repeats]


def _moment(about: str, value: str) -> str:
    """ISO 8601; with its offset where the file names a zone that is known."""
    found = MOMENT.fullmatch(value)
    if not found:
        return value
    moment = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")  # noqa: DTZ007  the zone comes below
    if found[3]:
        return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    zone = ZONE.search(about)
    if not zone:
        return f"{moment:%Y-%m-%dT%H:%M:%S}"
    try:
        return moment.replace(tzinfo=ZoneInfo(zone[1])).isoformat()
    except (KeyError, ValueError, OSError):
        return f"{value} in {zone[1]}"


def _end(starts: str, length: str) -> str:
    found = LENGTH.fullmatch(length)
    if not found or not length.strip("PT"):
        return ""
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    try:
        return (
            datetime.fromisoformat(starts) + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
        ).isoformat()
    except (ValueError, OverflowError):
        return ""


def _text(value: str) -> str:
    return ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)
