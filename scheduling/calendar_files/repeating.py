"""The dates of an event that repeats (RFC 5545, 3.8.5), spelt out by the wall clock of its own zone."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from dateutil.rrule import rrulestr

from clinic import clock

OFTEN = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
MOST = 2000  # dates of one series
# How far they are spelt out where nobody says: a year from today without an end, ten with one.
ENDLESS, WITH_AN_END = timedelta(days=366), timedelta(days=3660)
LOOKED_BACK = timedelta(days=366 * 30)
UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


class Unspeakable(ValueError):
    """Why a series is not spelt out, in words."""


def dates(rule: str, first: datetime, until: datetime | None = None) -> list[datetime]:
    """From the first on, which always counts; first: aware, or a wall time. Raises Unspeakable.

    until: the instant behind which nobody asks.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().rstrip(";").split(";"))
    if parts.get("FREQ") not in OFTEN or {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        raise Unspeakable("it repeats several times a day")
    zone, wall = first.tzinfo, first.replace(tzinfo=None)
    if wall < _wall(clock.now() - LOOKED_BACK, zone):
        raise Unspeakable("it began more than 30 years ago")
    many = _number(parts.pop("COUNT", ""))
    end = _until(parts.pop("UNTIL", ""), zone)
    horizon = _wall(until or clock.now() + (WITH_AN_END if many or end else ENDLESS), zone)
    rest = ";".join(f"{name}={value}" for name, value in parts.items() if name != "X-RELATIVE")
    try:
        last = min(end or horizon, horizon)
        found = rrulestr(rest, dtstart=wall).replace(until=last)
        all_of_them = list(islice(found, min(many or MOST, MOST) + 1))
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise Unspeakable("its rule cannot be read") from error
    told = [wall, *(one for one in all_of_them if one != wall)][: many or None]
    if len(told) > MOST:
        raise Unspeakable(f"it has more than {MOST:,} dates")
    return [one.replace(tzinfo=zone) for one in told]


def _wall(moment: datetime, zone: tzinfo | None) -> datetime:
    """On the wall of that zone; a series without one goes by the clinic's."""
    return moment.astimezone(zone or clock.zone()).replace(tzinfo=None)


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
