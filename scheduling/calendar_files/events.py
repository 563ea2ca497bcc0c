"""The events of a calendar file (RFC 5545) one by one, each as the file has it last."""

import io
import re
from collections.abc import Iterator
from datetime import tzinfo
from typing import NamedTuple

from clinic.refusals import Refused
from scheduling.calendar_files import zones
from scheduling.calendar_files.repeating import Pace

PROPERTY = re.compile(r'^([A-Za-z0-9-]+)((?:;[^=;:]+=(?:"[^"]*"|[^;:"]*))*):(.*)$', re.DOTALL)
PARAMETER = re.compile(r';([^=;:]+)=(?:"([^"]*)"|([^;:"]*))')
ESCAPED = re.compile(r"\\([\\;,nN])")
NUMBER = re.compile(r"[0-9]{1,9}")


class NoCalendar(Refused):
    """The file is none, or it breaks off in the middle."""

    def __init__(self) -> None:
        super().__init__("This is no whole calendar file. Save one from the other program, ending in .ics.")


class Said(NamedTuple):
    """What one line of an event says, and its parameters by their names in capitals."""

    value: str
    about: dict[str, str]


class Part:
    """An event, a zone or the calendar around them: its own lines by name, not those of parts in it.

    whole: a part of the calendar as it is written. around: the part that it stands in.
    """

    def __init__(self, kind: str, around: "Part | None" = None) -> None:
        self.kind, self.around = kind, around
        self.lines: dict[str, list[Said]] = {}
        self.whole: list[str] = []

    def all(self, name: str) -> list[Said]:
        return self.lines.get(name, [])

    def first(self, name: str) -> Said:
        return self.lines[name][0] if name in self.lines else Said("", {})

    def text(self, name: str) -> str:
        return ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], self.first(name).value)

    @property
    def is_called_off(self) -> bool:
        """By itself, or with the whole file."""
        file = self.around.first("METHOD").value if self.around else ""
        return self.text("STATUS").upper() == "CANCELLED" or file.upper() == "CANCEL"

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
    """A file, gone through twice: which of its events stand last, then those. May raise NoCalendar.

    changed: by the id of a series, the dates that have events of their own. pace: for all its series.
    """

    def __init__(self, text: str) -> None:
        self.text, self.pace = text, Pace()
        self.zones: dict[str, tzinfo | None] = {}
        self.spelt_out: dict[str, str] = {}
        self.changed: dict[str, list[Said]] = {}
        self.last: dict[tuple[str, str], tuple[tuple[int, str], int]] = {}
        for place, event in enumerate(self._all()):
            here = event.age, place
            self.last[event.key] = max(here, self.last.get(event.key, here))
            if event.key[1]:
                self.changed.setdefault(event.key[0], []).append(event.first("RECURRENCE-ID"))

    def events(self) -> Iterator[Part]:
        """In the order of the file; of one that stands there more than once the latest alone."""
        for place, event in enumerate(self._all()):
            if not event.key[0] or self.last[event.key][1] == place:
                yield event

    def zone(self, name: str) -> tzinfo | None:
        """The one that the file means by it; None where nobody knows."""
        if name not in self.zones:
            self.zones[name] = zones.named(name, self.spelt_out.get(name, ""))
        return self.zones[name]

    def _all(self) -> Iterator[Part]:
        for part in _parts(self.text):
            if part.kind == "VEVENT":
                yield part
            elif part.kind == "VTIMEZONE":
                self.spelt_out.setdefault(part.first("TZID").value, "\r\n".join(part.whole))


def _parts(text: str) -> Iterator[Part]:
    """Each as it ends, so that those inside of others come first. Raises NoCalendar at the end."""
    inside: list[Part] = []
    found = False
    for line, name, about, value in _properties(text):
        if name == "BEGIN":
            inside.append(Part(value.upper(), inside[-1] if inside else None))
        elif inside and name != "END":
            inside[-1].lines.setdefault(name, []).append(Said(value, _about(about)))
        for part in inside[1:2]:
            part.whole.append(line)
        if name == "END" and inside:
            yield (ended := inside.pop())
            found = found or ended.kind == "VCALENDAR"
    if inside or not found:
        raise NoCalendar


def _properties(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Each whole line, its name, what it says of its value, and the value."""
    for line in _unfolded(io.StringIO(text, newline=None)):
        if parsed := PROPERTY.match(line):
            yield line, parsed[1].upper(), parsed[2], parsed[3].strip()


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
