"""The events of a calendar file (RFC 5545) one by one, each as the file has it last."""

import io
import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import NamedTuple

from reports.imports.reading import zones
from reports.imports.reading.refusals import Unfit

PROPERTY = re.compile(r'^([A-Za-z0-9-]+)((?:;[^=;:]+=(?:"[^"]*"|[^;:"]*))*):(.*)$', re.DOTALL)
PARAMETER = re.compile(r';([^=;:]+)=(?:"([^"]*)"|([^;:"]*))')
ESCAPED = re.compile(r"\\([\\;,nN])")
NUMBER = re.compile(r"[0-9]{1,9}")
NO_CALENDAR = "This is no calendar file. Save one from the other program, ending in .ics."


class Said(NamedTuple):
    """What one line of an event says, and its parameters by their names in capitals."""

    value: str
    about: dict[str, str]


class Event:
    """The lines of one event by name; what its alarms say is not its own."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Said]] = {}

    def all(self, name: str) -> list[Said]:
        return self.lines.get(name, [])

    def first(self, name: str) -> Said:
        return self.lines[name][0] if name in self.lines else Said("", {})

    def text(self, name: str) -> str:
        return ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], self.first(name).value)

    @property
    def key(self) -> tuple[str, str]:
        """Its id, and which date of a series it changes; empty for a single one and for the series itself."""
        return self.text("UID"), self.first("RECURRENCE-ID").value

    @property
    def age(self) -> tuple[int, str]:
        """The greater of two was written later."""
        number = NUMBER.fullmatch(self.first("SEQUENCE").value)
        return int(number[0]) if number else 0, self.first("DTSTAMP").value


class Calendar:
    """A file, gone through twice: which of its events stand last, then those.

    changed: by the id of a series, the dates that have events of their own. cancelled: all of it is.
    """

    def __init__(self, content: bytes, encoding: str) -> None:
        self.text = content.decode(encoding, "replace")
        self.zones: dict[str, tzinfo | None] = {}
        self.cancelled = False
        self.changed: dict[str, list[Said]] = {}
        self.last: dict[tuple[str, str], tuple[tuple[int, str], int]] = {}
        for place, event in enumerate(self._all()):
            here = event.age, place
            self.last[event.key] = max(here, self.last.get(event.key, here))
            if event.key[1]:
                self.changed.setdefault(event.key[0], []).append(event.first("RECURRENCE-ID"))

    def events(self) -> Iterator[Event]:
        """In the order of the file; of one that stands there more than once the latest alone."""
        for place, event in enumerate(self._all()):
            if not event.key[0] or self.last[event.key][1] == place:
                yield event

    def zone(self, name: str) -> tzinfo | None:
        if name not in self.zones:
            self.zones[name] = zones.named(name, self.text)
        return self.zones[name]

    def _all(self) -> Iterator[Event]:
        inside: list[str] = []
        event, found = Event(), False
        for line in _unfolded(io.StringIO(self.text)):
            parsed = PROPERTY.match(line)
            if not parsed:
                continue
            name, value = parsed[1].upper(), parsed[3].strip()
            if name == "BEGIN":
                inside.append(value.upper())
                found = found or inside == ["VCALENDAR"]
                event = Event() if inside[-1] == "VEVENT" else event
            elif name == "END" and inside:
                yield from [event] if inside.pop() == "VEVENT" else []
            elif inside[-1:] == ["VEVENT"]:
                event.lines.setdefault(name, []).append(Said(value, _about(parsed[2])))
            elif name == "METHOD" and inside == ["VCALENDAR"]:
                self.cancelled = value.upper() == "CANCEL"
        if not found:
            raise Unfit(NO_CALENDAR)


def _about(text: str) -> dict[str, str]:
    return {found[1].upper(): found[2] or found[3] or "" for found in PARAMETER.finditer(text)}


def _unfolded(lines: Iterator[str]) -> Iterator[str]:
    """RFC 5545: a line that begins with a blank goes on with the one before."""
    whole: list[str] = []
    for line in (one.rstrip("\r\n") for one in lines):
        if line[:1] in {" ", "\t"}:
            whole.append(line[1:])
            continue
        yield "".join(whole)
        whole = [line]
    yield "".join(whole)
