"""A time zone as a calendar is told it: every half hour of two years, by a reader that knows only that."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from scheduling.feeds import zone

ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Asia/Kolkata",
]
SINCE, UNTIL = datetime(2027, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


def written(name):
    calendar = Calendar()
    calendar.add_component(zone.written(ZoneInfo(name), SINCE, UNTIL))
    return calendar.to_ical().decode()


@pytest.mark.parametrize("name", ZONES)
def test_a_reader_of_the_text_alone_comes_to_the_same_wall_times(name):
    known, read = ZoneInfo(name), tzical(io.StringIO(written(name))).get(name)
    nearby = [change.at for change in zone.changes(known, SINCE, UNTIL)] or [SINCE + timedelta(days=100)]
    for change in nearby:
        for half_hours in range(-96, 96):
            moment = change + timedelta(minutes=30 * half_hours)
            local = moment.astimezone(known)
            if not local.fold:  # told in UTC
                assert local.replace(tzinfo=read).utcoffset() == local.utcoffset(), (name, local)


@pytest.mark.parametrize("name", ZONES)
def test_each_change_begins_in_the_wall_time_that_it_ends(name):
    """Taken back to UTC by the offset before, as RFC 5545 reads it, it is the instant of the change."""
    for change in zone.changes(ZoneInfo(name), SINCE, UNTIL):
        just_before = change.at - timedelta(seconds=1)
        assert just_before.astimezone(ZoneInfo(name)).utcoffset() == change.before
        assert change.at.astimezone(ZoneInfo(name)).utcoffset() == change.after
        onset = (change.at + change.before).strftime("DTSTART:%Y%m%dT%H%M%S")
        assert onset in written(name)
