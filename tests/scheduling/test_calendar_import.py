"""Another calendar read for the desk: what is to come in it, what is wrong with it, whom it may mean."""

from datetime import UTC, date, datetime

import pytest

from clinic import clock
from clinic.models import Clinic
from clinic.refusals import Refused
from scheduling.feeds import calendar, subscribing
from scheduling.ics_import import guessing, reading
from scheduling.ics_import.reading import ImportRefused, Window
from scheduling.models import Status
from tests import make
from tests.make import at
from tests.scheduling.calendars import event, file, series, timed
from tests.scheduling.test_team_pages import TODAY

pytestmark = pytest.mark.django_db


def test_our_own_feed_comes_back_as_it_went_out():
    leo = make.therapist("Leo")
    feed = subscribing.make(by=leo).feed
    held = make.appointment(leo, at("10:00", date(2027, 3, 29)), minutes=45)
    make.appointment(leo, at("12:00", date(2027, 3, 29)), status=Status.CANCELLED)

    read = reading.read(calendar.of(feed).content)

    assert [(one.starts_at, one.ends_at) for one in read.entries] == [(held.starts_at, held.ends_at)]
    assert read.cancelled == 1


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_calendar_is_read_in_whatever_letters_it_is_written(letters):
    written = file(timed("Zoë Núñez – Trigger point")).decode().encode(letters)

    assert [one.summary for one in reading.read(written).entries] == ["Zoë Núñez – Trigger point"]


def test_a_line_folded_inside_a_letter_is_made_whole():
    whole = file(timed("Zoë Núñez"))
    inside = whole.index("ë".encode()) + 1

    read = reading.read(whole[:inside] + b"\r\n " + whole[inside:])

    assert [one.summary for one in read.entries] == ["Zoë Núñez"]


@pytest.mark.parametrize("torn", [b"\x81\x8d", "BEGIN:VCALENDAR".encode("utf-16")[:-1]])
def test_letters_that_nobody_can_read_are_refused_in_words(torn):
    with pytest.raises(Refused, match="letters of this file cannot be read"):
        reading.read(file(timed("Zoe")) + torn if torn[:1] == b"\x81" else torn)


@pytest.mark.parametrize(
    ("start", "end", "more", "problem"),
    [
        ("20270328T013000", "20270328T023000", "", "does not exist"),
        ("20271031T013000", "20271031T023000", "", "comes twice"),
        ("20261124", "20261125", "", "lasts all day"),
        ("20261124T110000Z", "20261124T100000Z", "", "ends before it begins"),
        ("20261124T110000Z", "", "DURATION:-PT1H\r\n", "ends before it begins"),
        ("20261124T110000Z", "", "", "has no end"),
        ("20261124T110000Z", "20261124T120000Z", "RRULE:FREQ=SECONDLY\r\n", "several times a day"),
        ("99990101T000000Z", "99990101T010000Z", "", "cannot be read"),
        ("nonsense", "20261124T120000Z", "", "times cannot be read"),
    ],
)
def test_a_crooked_line_says_what_is_wrong_with_it(start, end, more, problem):
    read = reading.read(file(timed("Ada", start, end, more=more)))

    assert read.entries == []
    assert problem in read.crooked[0].problem


def test_an_hour_that_its_own_zone_skips_is_named():
    skipped = timed("Ada", "20270328T013000", "20270328T023000").replace(
        "DTSTART:", "DTSTART;TZID=Europe/London:"
    )
    (crooked,) = reading.read(file(skipped)).crooked

    assert crooked.problem == "01:30 does not exist on 28 March 2027, the clocks go forward."


def test_whole_days_and_unknown_zones_are_named():
    all_day = timed("Ada", "20261124", "").replace("DTSTART:", "DTSTART;VALUE=DATE:")
    elsewhere = timed("Bo", "20261124T110000", "20261124T120000").replace(
        "DTSTART:", "DTSTART;TZID=Middle-earth/Shire:"
    )
    crooked = reading.read(file(all_day, elsewhere)).crooked

    assert [one.day for one in crooked] == [TODAY, TODAY]
    assert [one.problem for one in crooked] == [
        "It lasts all day.",
        "Its time zone, Middle-earth/Shire, is not known here.",
    ]


def test_a_file_too_long_to_look_through_is_refused_with_the_day_that_fits():
    daily = series("FREQ=DAILY", start=":20261124T100000Z")
    with pytest.raises(ImportRefused, match="366 appointments to come up to 24 November 2027, and 100 can"):
        reading.read(file(daily))
    with pytest.raises(ImportRefused, match="Choose 3 March 2027 as the last day"):
        reading.read(file(daily))

    fits = Window(TODAY, date(2027, 3, 3))
    assert len(reading.read(file(daily), fits).entries) == reading.MOST


def test_a_day_with_more_than_can_be_looked_through_is_told_to_be_split():
    events = [timed(f"A{n}", uid=f"{n}") for n in range(reading.MOST + 1)]
    with pytest.raises(ImportRefused, match="Split it"):
        reading.read(file(*events))


def test_a_file_whose_series_have_too_many_dates_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_DATES", 50)
    with pytest.raises(ImportRefused, match="more than 50 dates"):
        reading.read(file(series("FREQ=WEEKLY", start=":20241124T100000Z")))


def test_only_what_is_to_come_in_the_days_that_were_asked_for_stands_in_the_grid():
    weekly = series("FREQ=WEEKLY", start=":20261110T100000Z")
    alone = (timed("Far", "20280101T100000Z", "20280101T110000Z"), timed("Off", more="STATUS:CANCELLED\r\n"))
    read = reading.read(file(weekly, *alone), Window(date(2026, 12, 1), date(2026, 12, 15)))

    assert [one.starts_at.day for one in read.entries] == [1, 8, 15]
    assert (read.earlier, read.later, read.cancelled) == (4, 1, 0)
    assert read.told == "3 to come; left out: 4 earlier, 1 later"


def test_each_date_of_a_series_is_a_line_without_those_left_out_and_with_those_moved():
    moved = event("s", ":20261203T150000Z", 60, "Ada Byron", "RECURRENCE-ID:20261201T100000Z")
    gone = event(
        "s", ":20261215T100000Z", 60, "Ada Byron", "RECURRENCE-ID:20261215T100000Z", "STATUS:CANCELLED"
    )
    weekly = series("FREQ=WEEKLY;COUNT=5", "EXDATE:20261208T100000Z", start=":20261124T100000Z")
    read = reading.read(file(weekly, moved, gone))

    told = [f"{one.starts_at:%d %H:%M}" for one in read.entries]
    assert told == ["24 10:00", "03 15:00", "22 10:00"]
    assert {one.repeats for one in read.entries} == {True}
    assert len({one.uid for one in read.entries}) == 3
    assert read.cancelled == 1


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        (";TZID=Europe/London:20270327T013000", "01:30 does not exist on 28 March 2027"),
        (":20270327T013000", "01:30 does not exist on 28 March 2027"),
        (":20271030T013000", "01:30 comes twice on 31 October 2027"),
    ],
)
def test_of_a_series_only_the_date_of_the_clock_change_is_named(start, problem):
    read = reading.read(file(series("FREQ=DAILY;COUNT=3", start=start)))

    assert len(read.entries) == 2
    assert [one.problem[: len(problem)] for one in read.crooked] == [problem]


def test_an_hour_that_comes_twice_in_the_files_own_zone_is_the_first():
    start = ";TZID=Europe/London:20271031T013000"
    (entry,) = reading.read(file(event("u1", start))).entries
    assert entry.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_whole_days_that_repeat_are_named_however_long_ago_they_began():
    elsewhere = event("u1", ";TZID=Middle-earth/Shire:20261101T110000")
    birthday = "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:19800101\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n"
    read = reading.read(
        file(birthday, birthday.replace("RRULE:FREQ=YEARLY\r\n", "").replace("UID:b", "UID:c"), elsewhere)
    )

    assert [one.problem for one in read.crooked] == ["It lasts all day."]
    assert read.earlier == 2


def test_a_time_without_a_zone_is_the_clinics():
    Clinic.objects.filter(pk=Clinic.current().pk).update(time_zone="America/New_York")
    (entry,) = reading.read(file(timed("Ada", "20261124T100000", "20261124T110000"))).entries

    assert entry.starts_at == clock.instant(date(2026, 11, 24), at("10:00").time().replace(hour=10))


@pytest.mark.parametrize(
    ("summary", "name"),
    [
        ("Ada Byron", "Ada Byron"),
        ("Ada Byron - Deep Tissue (60 min)", "Ada Byron"),
        ("deep tissue: Byron, Ada", "Byron Ada"),
        ("Deep tissue", ""),
    ],
)
def test_the_name_is_what_is_left_of_the_words(summary, name):
    service = make.service("Deep tissue", minutes=60)
    service.name = "Deep tissue"
    assert guessing.name_in(summary, service) == name


def test_two_people_of_one_name_are_asked_about():
    make.patient("Ada Byron")
    make.patient("Ada Byron")
    (guess,) = guessing.of(reading.read(file(timed("Ada Byron"))).entries, [], staff=make.front_desk())

    assert len(guess.people) == 2
    assert guess.patient is None
