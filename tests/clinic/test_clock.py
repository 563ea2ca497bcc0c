"""The clinic's wall clock, across the nights when the clocks change."""

from datetime import UTC, date, datetime, time

import pytest

from clinic import clock

pytestmark = pytest.mark.django_db


def test_a_day_begins_at_the_clinics_midnight_and_may_have_23_or_25_hours():
    def hours(day: date) -> float:
        start, end = clock.clinic_day(day)
        return (end - start).total_seconds() / 3600

    assert hours(date(2027, 3, 27)) == 24
    assert hours(date(2027, 3, 28)) == 23
    assert hours(date(2027, 10, 31)) == 25


def test_a_wall_time_becomes_the_right_instant_in_summer_and_winter():
    assert clock.instant(date(2026, 11, 24), time(9)) == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert clock.instant(date(2027, 7, 1), time(9)) == datetime(2027, 7, 1, 8, tzinfo=UTC)


def test_a_skipped_time_is_refused_in_words():
    with pytest.raises(clock.SkippedTime, match="01:30 does not exist on 28 March 2027"):
        clock.instant(date(2027, 3, 28), time(1, 30))


def test_a_repeated_time_is_asked_about_with_both_instants():
    with pytest.raises(clock.RepeatedTime) as asked:
        clock.instant(date(2027, 10, 31), time(1, 30))

    assert (asked.value.later - asked.value.earlier).total_seconds() == 3600
