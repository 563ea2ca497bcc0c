"""The dates of an event that repeats (RFC 5545, 3.8.5), spelt out by the wall clock of its own zone."""

import datetime as dt
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from types import FunctionType, SimpleNamespace
from typing import Any

from dateutil.rrule import rrule, rrulestr

from clinic import clock

# What each is looked for by, in days.
OFTEN = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
MOST = 2000  # dates of one series
STEPS = 500_000  # days, weeks, months or years gone through for all series of a file
# How far they are spelt out where nobody says: a year from today without an end, ten with one.
ENDLESS, WITH_AN_END = timedelta(days=366), timedelta(days=3660)
LOOKED_BACK = timedelta(days=366 * 30)
UNTIL = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?")


class Unspeakable(ValueError):
    """Why a series is not spelt out, in words."""


class Pace:
    """How much more may be gone through for one file: a rule that never comes true costs most."""

    def __init__(self) -> None:
        self.left = STEPS

    def spend(self, step: int, way: timedelta) -> None:
        self.left -= max(way.days, 0) // step + 1
        if self.left < 0:
            raise Unspeakable("the file has more of them than can be gone through")


def dates(rule: str, first: datetime, until: datetime | None, pace: Pace) -> list[datetime]:
    """From the first on, which always counts; first: aware, or a wall time. Raises Unspeakable.

    until: the instant behind which nobody asks. pace: the file's.
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
    last = min(end or horizon, horizon)
    pace.spend(OFTEN[parts["FREQ"]], last - wall)
    try:
        found = _walked(rrulestr(rest, dtstart=wall).replace(until=last), last.year)
        all_of_them = list(islice(found, min(many or MOST, MOST) + 1))
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise Unspeakable("its rule cannot be read") from error
    told = [wall, *(one for one in all_of_them if one != wall)][: many or None]
    if len(told) > MOST:
        raise Unspeakable(f"it has more than {MOST:,} dates")
    return [one.replace(tzinfo=zone) for one in told]


def _walked(rule: rrule, year: int) -> Iterator[datetime]:
    """Its dates to the end of that year; dateutil would seek the next 30 February until the year 9999."""
    known: dict[str, Any] = {**vars(dt), "MAXYEAR": year}
    within = {**rrule._iter.__globals__, "datetime": SimpleNamespace(**known)}  # noqa: SLF001
    walk = FunctionType(rrule._iter.__code__, within)  # noqa: SLF001
    found: Iterator[datetime] = walk(rule)
    return found


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
