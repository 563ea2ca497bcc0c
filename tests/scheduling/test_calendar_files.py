"""Calendar files: series spelt out, changes followed, zones of every kind, and nothing that is not said."""

from datetime import UTC, date, datetime

import pytest
from dateutil.rrule import rrulestr

from clinic.models import Clinic
from scheduling.calendar_files import dates, repeating
from scheduling.calendar_files.dates import Unread
from scheduling.calendar_files.events import NoCalendar
from scheduling.calendar_files.repeating import _walked
from tests.scheduling.calendars import VTIMEZONE, WINTER, event, file, series

pytestmark = pytest.mark.django_db
LONDON = ";TZID=Europe/London:"
WHOLE = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def london():
    Clinic.remember(Clinic(time_zone="Europe/London"))
    yield
    Clinic.remember(None)


def read(*parts, until=None, **how):
    return [*dates.of(file(*parts, **how).decode(), until=until)]


def walls(*parts, **how):
    return [f"{one.starts:%d %H:%M}" for one in read(*parts, **how)]


def days(*parts, **how):
    return [one.starts.day for one in read(*parts, **how)]


def test_a_series_keeps_its_wall_time_over_a_change_of_the_clocks():
    first, second = read(series("FREQ=WEEKLY;COUNT=2"))

    assert first.starts.isoformat() == "2026-10-20T10:00:00+01:00"
    assert second.starts.isoformat() == "2026-10-27T10:00:00+00:00"
    assert second.ends.isoformat() == "2026-10-27T11:00:00+00:00"
    assert [one.uid for one in (first, second)] == ["s 20261020T090000Z", "s 20261027T100000Z"]


@pytest.mark.parametrize(
    ("rule", "more", "told"),
    [
        ("FREQ=DAILY;UNTIL=20261022T090000Z", (), [20, 21, 22]),
        ("FREQ=DAILY;UNTIL=20261021", (), [20, 21]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", (), [20, 22, 27]),
        ("FREQ=MONTHLY;BYDAY=3WE;UNTIL=20261031", (), [20, 21]),
        ("FREQ=WEEKLY;COUNT=1", (f"RDATE{LONDON}20261023T100000,20261024T100000",), [20, 23, 24]),
        ("FREQ=WEEKLY;COUNT=1", (f"RDATE;VALUE=PERIOD{LONDON}20261023T100000/PT1H",), [20, 23]),
        ("FREQ=WEEKLY;COUNT=1", ("RDATE:20261023T100000",), [20, 23]),
        ("FREQ=DAILY;COUNT=3", (f"EXDATE{LONDON}20261021T100000",), [20, 22]),
        ("FREQ=DAILY;COUNT=3", ("EXDATE:20261021T090000Z,20261022T090000Z",), [20]),
        ("FREQ=DAILY;COUNT=3", ("EXDATE:20261020T100000",), [21, 22]),
        ("FREQ=DAILY;COUNT=3", ("EXDATE;VALUE=DATE:20261021",), [20, 22]),
    ],
)
def test_a_series_has_the_dates_that_it_says(rule, more, told):
    assert days(series(rule, *more)) == told


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("20261023T100000/PT1H30M", "2026-10-23T11:30:00+01:00"),
        ("20261023T100000/20261023T104500", "2026-10-23T10:45:00+01:00"),
        ("20261024T233000/PT3H", "2026-10-25T01:30:00+00:00"),
        ("20261023T100000/soon", "2026-10-23T11:00:00+01:00"),
    ],
)
def test_a_period_keeps_its_own_length(period, ends):
    first, second = read(series("FREQ=WEEKLY;COUNT=1", f"RDATE;VALUE=PERIOD{LONDON}{period}"))

    assert first.ends.isoformat() == "2026-10-20T11:00:00+01:00"
    assert second.ends.isoformat() == ends


def test_a_date_that_was_moved_or_cancelled_stands_by_itself():
    moved = event("s", f"{LONDON}20261028T150000", 30, "Ada", f"RECURRENCE-ID{LONDON}20261027T100000")
    gone = event("s", f"{LONDON}20261103T100000", 60, "Ada", "STATUS:CANCELLED",
                 "RECURRENCE-ID:20261103T100000Z")  # fmt: skip
    on_a_day = event("s", f"{LONDON}20261110T120000", 60, "Ada", "RECURRENCE-ID;VALUE=DATE:20261110")
    found = read(moved, gone, on_a_day, series("FREQ=WEEKLY;COUNT=4"))

    assert [(f"{one.starts:%d %H:%M}", one.cancelled) for one in found] == [
        ("28 15:00", False),
        ("03 10:00", True),
        ("10 12:00", False),
        ("20 10:00", False),
    ]
    assert {one.repeats for one in found} == {True}
    assert len({one.uid for one in found}) == 4


def test_a_date_without_its_series_is_an_appointment_of_its_own():
    (one,) = read(event("s", f":{WINTER}", 60, "Ada", f"RECURRENCE-ID:{WINTER}"))
    assert (one.starts, one.repeats) == (datetime(2026, 11, 24, 10, tzinfo=UTC), True)


def test_what_was_called_off_is_told_as_such_by_the_event_or_the_file():
    off = event("u1", f":{WINTER}", 60, "Ada", "STATUS:cancelled")
    series_off = series("FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED")

    assert [one.cancelled for one in read(off, series_off, event("u2"))] == [True, True, True, False]
    assert [one.cancelled for one in read(event(), method="CANCEL")] == [True]


def test_of_an_event_that_stands_there_twice_the_later_one_counts():
    later, earlier = (
        event("u1", ":20261124T120000Z", 60, "A", "SEQUENCE:2"),
        event("u1", f":{WINTER}", 60, "A"),
    )
    assert walls(later, earlier) == walls(earlier, later) == ["24 12:00"]


@pytest.mark.parametrize(
    ("rule", "more", "why"),
    [
        ("FREQ=SECONDLY", (), "several times a day"),
        ("FREQ=DAILY;BYHOUR=9,10", (), "several times a day"),
        ("FREQ=DAILY;COUNT=9999", (), "more than 2,000 dates"),
        ("FREQ=DAILY;COUNT=99999999999", (), "cannot be read"),
        ("FREQ=DAILY;UNTIL=never", (), "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=QQ", (), "cannot be read"),
        ("FREQ=WEEKLY", ("EXRULE:FREQ=MONTHLY",), "leaves dates out by a rule"),
    ],
)
def test_a_series_that_cannot_be_spelt_out_stands_there_once_and_says_why(rule, more, why):
    (one,) = read(series(rule, *more))
    assert why in one.trouble


def test_a_series_of_which_a_part_was_changed_as_a_whole_is_not_guessed_at():
    change = event("s", f"{LONDON}20261027T150000", 60, "Ada",
                   "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20261027T100000")  # fmt: skip
    assert [one.trouble for one in read(change, series("FREQ=WEEKLY;COUNT=4"))] == [
        "",
        "A series that cannot be spelt out: a part of it was changed as a whole.",
    ]


def test_an_old_rule_is_not_counted_out_from_the_beginning_of_time():
    (one,) = read(series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start=":19010101T100000Z"))
    assert "more than 30 years ago" in one.trouble


def test_a_rule_is_not_followed_beyond_the_last_year_asked_for():
    """dateutil alone would, until the year 9999, and one that never comes true it follows in vain."""
    rule = rrulestr("FREQ=YEARLY", dtstart=datetime(2026, 2, 1, tzinfo=UTC))
    assert [one.year for one in _walked(rule, 2028)] == [2026, 2027, 2028]
    assert days(series("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20270101", start=":20260101T100000")) == [1]


def test_of_very_many_series_only_so_many_steps_are_taken(monkeypatch):
    monkeypatch.setattr(repeating, "STEPS", 60)
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20270131"  # fifteen weeks
    every_week = [event(str(number), ":20261020T100000", 60, "Ada", rule) for number in range(6)]
    troubles = [one.trouble for one in read(*every_week) if one.trouble]
    assert len(troubles) == 2
    assert "more of them than can be gone through" in troubles[0]


def test_an_endless_series_ends_a_year_from_today_or_when_asked():
    assert 52 < len(read(series("FREQ=WEEKLY"))) < 62
    until = datetime(2026, 11, 4, tzinfo=UTC)
    assert days(series("FREQ=WEEKLY"), until=until) == [20, 27, 3]
    assert days(series("FREQ=WEEKLY;COUNT=9999", start=":20261020T100000"), until=until) == [20, 27, 3]


def test_what_an_alarm_says_is_not_the_appointments():
    (one,) = read(event("u1", f":{WINTER}", 60, "Ada", "BEGIN:VALARM", "DESCRIPTION:Ring", "END:VALARM"))
    assert one.description == ""


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (";TZID=Europe/London:20270328T013000", "2027-03-28T01:30:00+00:00"),
        (";TZID=Europe/London:20271031T013000", "2027-10-31T01:30:00+01:00"),
        (";TZID=GMT Standard Time:20260701T100000", "2026-07-01T10:00:00+01:00"),
        (";TZID=/mozilla.org/20050126_1/America/New_York:20260701T100000", "2026-07-01T10:00:00-04:00"),
        (";TZID=Practice time:20260701T100000", "2026-07-01T10:00:00+02:00"),
        (":20260701T100000", "2026-07-01T10:00:00"),
        (";VALUE=DATE:20260701", "2026-07-01"),
    ],
)
def test_a_time_is_of_its_zone_the_hour_that_comes_twice_the_first(start, told):
    (one,) = read(VTIMEZONE, event("u1", start))
    assert one.starts.isoformat() == told


@pytest.mark.parametrize(
    "said", ["00010101T000000Z", "99991231T235959Z", "20261340", "20260230T100000", "soon"]
)
def test_what_is_no_time_stays_as_it_is_written(said):
    assert [one.starts for one in read(event("u1", f":{said}"))] == [Unread(said)]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=1,2", "FREQ=YEARLY;BYDAY=MO;BYHOUR=1"]
)
def test_a_zone_that_ticks_by_the_second_is_not_known(rule):
    ticking = VTIMEZONE.replace("TZOFFSETFROM", f"RRULE:{rule}\r\nTZOFFSETFROM", 1)
    (one,) = read(ticking, event("u1", ";TZID=Practice time:20260701T100000"))

    assert one.starts == Unread("20260701T100000", "Practice time")


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        (("DTEND:20261124T113000Z",), datetime(2026, 11, 24, 11, 30, tzinfo=UTC)),
        (("DTEND;VALUE=DATE:20261125",), date(2026, 11, 25)),
        (("DTEND:late",), Unread("late")),
        (("DURATION:-PT1H",), datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (("DURATION:P",), None),
        ((), None),
    ],
)
def test_it_ends_as_the_file_says_or_not_at_all(more, ends):
    said = "\r\n".join(["BEGIN:VEVENT", "UID:u1", f"DTSTART:{WINTER}", *more, "END:VEVENT", ""])
    assert [one.ends for one in read(said)] == [ends]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        "name,when\r\nAda,10:00",
        "BEGIN:VCALENDAR",
        WHOLE + "BEGIN:VCALENDAR\r\n",
    ],
)
def test_what_is_no_whole_calendar_is_refused(text):
    with pytest.raises(NoCalendar, match="no whole calendar file"):
        [*dates.of(text)]


def test_lines_may_end_as_on_an_old_mac_and_go_on_in_the_next():
    text = file(event("u1", f":{WINTER}", 60, "Ada\r\n  Byron")).decode().replace("\r\n", "\r")
    assert [one.summary for one in dates.of(text)] == ["Ada Byron"]
