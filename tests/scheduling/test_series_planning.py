"""The dates of a series before it is booked: by RFC 5545, each free, or with what stands in its way."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic import clock
from scheduling.models import TimeOff
from scheduling.series.pattern import MOST, Pattern
from scheduling.series.planning import Asked, look
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday, at ten to eleven
WEEK = timedelta(days=7)


@pytest.fixture
def ana():
    return make.patient("Ana Silva")


@pytest.fixture
def visit(leo, ana):
    return ask.book(leo, at("14:00"), patient=ana)


def days(*numbers):
    return [TODAY + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("pattern", "rule", "words", "dates"),
    [
        (
            Pattern(TODAY, count=3),
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;COUNT=3",
            "Every week on Tuesday",
            days(0, 7, 14),
        ),
        (
            Pattern(TODAY, interval=2, weekdays=(3, 1), count=4),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4",
            "Every 2 weeks on Tuesday and Thursday",
            days(0, 2, 14, 16),
        ),
        (
            Pattern(TODAY, "days", 3, until=TODAY + WEEK),
            "FREQ=DAILY;INTERVAL=3;UNTIL=20261201",
            "Every 3 days",
            days(0, 3, 6),
        ),
        (
            Pattern(date(2027, 1, 31), "months", count=3),
            "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=31;COUNT=3",
            "Every month on day 31",
            [date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31)],
        ),
        (
            Pattern(TODAY, "weekdays", 1, count=3),
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=4TU;COUNT=3",
            "Every month on the fourth Tuesday",
            [TODAY, date(2026, 12, 22), date(2027, 1, 26)],
        ),
        (
            Pattern(date(2026, 12, 29), "weekdays", 1, count=2),
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1TU;COUNT=2",
            "Every month on the last Tuesday",
            [date(2026, 12, 29), date(2027, 1, 26)],
        ),
    ],
)
def test_a_pattern_is_a_rule_of_rfc_5545(pattern, rule, words, dates):
    assert (pattern.rule, pattern.words, pattern.dates) == (rule, words, dates)


def test_a_pattern_without_an_end_near_stops_at_the_most():
    assert len(Pattern(TODAY, "days", until=date(2090, 1, 1)).dates) == MOST


def asked(visit):
    return Asked(visit.patient, visit.therapist, visit.service, visit.minutes, time(14))


def test_each_date_says_whether_it_is_free_or_why_not_and_what_would_do(visit, leo):
    maya = make.therapist("Maya", hours=("09:00", "17:00"))
    make.room("2")
    taken, closed, away = days(7, 14, 21)
    ask.book(leo, at("13:30", taken), patient=make.patient("Bea Cruz"))
    TimeOff.objects.create(
        starts_at=clock.clinic_day(closed)[0], ends_at=clock.clinic_day(closed)[1], reason="Holiday"
    )
    TimeOff.objects.create(
        therapist=leo, starts_at=at("13:00", away), ends_at=at("15:00", away), reason="Course"
    )

    lines = look(asked(visit), days(7, 14, 21, 28), [leo, maya])

    assert [line.planned is not None for line in lines] == [False, False, False, True]
    assert [line.trouble for line in lines] == [
        "Leo already has an appointment from 13:30 to 14:30.",
        "The clinic is closed all day on Tuesday 8 December: Holiday.",
        "Leo is away from 13:00 until 15:00.",
        "",
    ]
    offered = [
        [(f"{clock.local(one.starts_at):%H:%M}", one.therapist.first_name) for one in line.others]
        for line in lines
    ]
    assert offered[0][-1] == ("14:00", "Maya")
    assert {who for _, who in offered[0][:-1]} == {"Leo"}
    assert offered[1] == []
    assert ("14:00", "Maya") in offered[2]


def test_an_hour_that_the_clocks_skip_or_repeat_is_told(ana):
    make.room()
    nina = make.therapist("Nina", hours=("00:00", "06:00"))
    sunday = date(2027, 3, 28)
    wish = Asked(ana, nina, make.service(), 60, time(1, 30))

    [line] = look(wish, [sunday], [nina])

    assert line.planned is None
    assert "01:30 does not exist on 28 March 2027" in line.trouble
    assert line.others


def test_a_pattern_costs_the_same_however_many_dates_are_not_free(visit, leo):
    TimeOff.objects.create(
        therapist=leo, starts_at=at("00:00"), ends_at=at("00:00", TODAY + 52 * WEEK), reason="Leave"
    )

    def cost(weeks):
        with CaptureQueriesContext(connection) as asked_for:
            lines = look(asked(visit), days(*(7 * week for week in range(1, weeks + 1))), [leo])
        assert all("Leo is away" in line.trouble for line in lines)
        return sum("scheduling_" in query["sql"] for query in asked_for)

    assert cost(2) == cost(20)


def test_where_the_therapist_has_no_time_left_the_nearest_of_others_is_offered(visit, leo):
    maya, owen = (
        make.therapist("Maya", hours=("09:00", "11:00")),
        make.therapist("Owen", hours=("15:00", "17:00")),
    )
    make.room("2")
    (week,) = days(7)
    TimeOff.objects.create(
        therapist=leo, starts_at=at("09:00", week), ends_at=at("17:00", week), reason="Course"
    )

    (line,) = look(asked(visit), [week], [leo, maya, owen])

    assert [(f"{clock.local(one.starts_at):%H:%M}", one.therapist) for one in line.others] == [
        ("15:00", owen)
    ]
