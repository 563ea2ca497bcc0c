"""The time zones that calendar files name: the world's, Windows' words for them, or the file's own."""

import re
from datetime import tzinfo
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

RULE = re.compile(r"^RRULE[;:].*$", re.MULTILINE | re.IGNORECASE)
ONCE_A_YEAR = re.compile(r"FREQ=YEARLY\b(?!.*BY(?:HOUR|MINUTE|SECOND)=)", re.IGNORECASE)
LONGEST = 60_000  # signs; two hundred years of changes, one by one, take fewer


def named(name: str, spelt_out: str) -> tzinfo | None:
    """By that name; spelt_out: what the file says of it. None where it is not even there."""
    return _of_the_world(name) or _as_written(spelt_out)


def _of_the_world(name: str) -> ZoneInfo | None:
    """Also /mozilla.org/20050126_1/Europe/London, and GMT Standard Time."""
    parts = name.strip("/").split("/")
    for said in (WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-2:]), "/".join(parts[-3:])):
        try:
            return ZoneInfo(said)
        except (KeyError, ValueError, OSError):
            continue
    return None


def _as_written(block: str) -> tzinfo | None:
    """Clocks change once a year by a rule; one that ticks by the second would be counted out for hours."""
    rules = RULE.findall(block)
    if not block or len(block) > LONGEST or not all(map(ONCE_A_YEAR.search, rules)):
        return None
    try:
        read = Timezone.from_ical(block)
        return read.to_tz(lookup_tzid=False) if isinstance(read, Timezone) else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
