"""The dates of an event that repeats (RFC 5545, 3.8.5), spelt out by the wall clock of its own zone."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

from clinic import clock

OFTEN = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
MOST = 2000  # dates of one series
# What goes on without an end is spelt out for a year from today; a rule with an end, for ten.
ENDLESS, WITH_AN_END = timedelta(days=366), timedelta(days=3660)
UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


class Unspeakable(ValueError):
    """Why a series is not spelt out, in words."""


def dates(rule: str, first: datetime) -> list[datetime]:
    """From the first on, which always counts; first: aware, or a wall time. Raises Unspeakable."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().rstrip(";").split(";"))
    if parts.get("FREQ") not in OFTEN or {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        raise Unspeakable("it repeats several times a day")
    zone, wall = first.tzinfo, first.replace(tzinfo=None)
    many = _number(parts.pop("COUNT", ""))
    until = _until(parts.pop("UNTIL", ""), zone)
    horizon = clock.now().replace(tzinfo=None) + (WITH_AN_END if many or until else ENDLESS)
    rest = ";".join(f"{name}={value}" for name, value in parts.items() if name != "X-RELATIVE")
    try:
        last = min(until or horizon, horizon)
        found = rrulestr(rest, dtstart=wall).replace(until=last)
        all_of_them = list(islice(found, min(many or MOST, MOST) + 1))
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise Unspeakable("its rule cannot be read") from error
    told = [wall, *(one for one in all_of_them if one != wall)][: many or None]
    if len(told) > MOST:
        raise Unspeakable(f"it has more than {MOST:,} dates")
    return [one.replace(tzinfo=zone) for one in told]


def _number(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Unspeakable("its rule cannot be read")
    return int(text) if text else None


def _until(text: str, zone: tzinfo | None) -> datetime | None:
    """As a wall time of the series' own zone; a day counts to its end."""
    if not text:
        return None
    found = UNTIL.fullmatch(f"UNTIL={text}")
    if not found:
        raise Unspeakable("its rule cannot be read")
    try:
        moment = datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007  a wall time
        in_zone = moment.replace(tzinfo=UTC).astimezone(zone) if found[3] and zone else moment
    except (ValueError, OverflowError) as error:
        raise Unspeakable("its rule cannot be read") from error
    return in_zone.replace(tzinfo=None)
