"""A time zone written out as RFC 5545 wants it, for calendars that know no zone by name."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from clinic import clock

STEP = timedelta(days=1)
EXACT = timedelta(seconds=1)


class Change(NamedTuple):
    """From which instant a zone's clocks show something else, and how far from UTC before and after."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def wall(moment: datetime) -> datetime:
    """By the clinic's clock; in UTC for the hour that comes again, which no wall time can name."""
    local = clock.local(moment)
    return moment if local.fold else local


def written(zone: ZoneInfo, since: datetime, until: datetime) -> Timezone:
    """Every change between the two instants by itself: no rule is guessed from them."""
    component = Timezone()
    component.add("tzid", zone.key)
    now = _offset(since, zone)
    first = Change(since, now, *_named(since, zone))
    for change in (first, *changes(zone, since, until)):
        component.add_component(_observance(change))
    return component


def changes(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[Change]:
    """In order. A zone that changes and changes back within a day would be missed; none does."""
    here = since
    while here < until:
        there = min(here + STEP, until)
        if _offset(here, zone) != _offset(there, zone):
            at = _first_after(here, there, zone)
            yield Change(at, _offset(here, zone), *_named(at, zone))
        here = there


def _first_after(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first second that has the later one's offset."""
    while after - before > EXACT:
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        is_early = _offset(middle, zone) == _offset(before, zone)
        before, after = (middle, after) if is_early else (before, middle)
    return after


def _observance(change: Change) -> TimezoneStandard | TimezoneDaylight:
    """Its beginning is told in the wall time that the change puts an end to."""
    part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    part.add("dtstart", (change.at.astimezone(UTC) + change.before).replace(tzinfo=None))
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _named(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str, bool]:
    """The offset that holds from then on, what it is called, and whether it is summer time."""
    local = moment.astimezone(zone)
    return _offset(moment, zone), local.tzname() or zone.key, bool(local.dst())
