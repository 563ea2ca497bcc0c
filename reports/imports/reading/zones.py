"""The time zones that calendar files name: the world's, Windows' words for them, or the file's own."""

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

SPELT_OUT = re.compile(r"^BEGIN:VTIMEZONE\s.*?^END:VTIMEZONE", re.DOTALL | re.MULTILINE | re.IGNORECASE)
NAME = re.compile(r"^TZID(?:;[^:]*)?:\s*(.*?)\s*$", re.MULTILINE | re.IGNORECASE)


def named(name: str, text: str) -> tzinfo | None:
    """By that name; text: the file, for a zone that nobody else knows. None where it is not even there."""
    return _of_the_world(name) or _spelt_out(name, text)


def _of_the_world(name: str) -> ZoneInfo | None:
    """Also /mozilla.org/20050126_1/Europe/London, and GMT Standard Time."""
    parts = name.strip("/").split("/")
    for said in (WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-2:]), "/".join(parts[-3:])):
        try:
            return ZoneInfo(said)
        except (KeyError, ValueError, OSError):
            continue
    return None


def _spelt_out(name: str, text: str) -> tzinfo | None:
    for block in SPELT_OUT.findall(text):
        said = NAME.search(block)
        if said and said[1] == name:
            try:
                read = Timezone.from_ical(block)
                return read.to_tz(lookup_tzid=False) if isinstance(read, Timezone) else None
            except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                return None
    return None
