"""Visits that repeat: by RFC 5545, date by date, no bad date losing the others."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.test import Client

from clinic import clock
from scheduling.models import Appointment, Series, SettledDate, TimeOff
from scheduling.refusals import BookingRefused, NothingBooked
from scheduling.series.booking import Pick, book_series
from scheduling.series.changing import cancel_series, move_series
from scheduling.series.pattern import MOST, Pattern
from scheduling.series.planning import Asked, look
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday, at ten to eleven
WEEK = timedelta(days=7)


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("09:00", "17:00"))


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


def picks(visit, *numbers):
    return [Pick(day, visit.therapist, at("14:00", day)) for day in days(*numbers)]


def booked(visit, chosen, **changed):
    said = {"key": uuid.uuid4(), "by": visit.booked_by, "beside": visit} | changed
    pattern = Pattern(TODAY, count=len(chosen) + 1)
    return book_series(
        patient=visit.patient, service=visit.service, minutes=60, pattern=pattern, picks=chosen, **said
    )


def test_what_is_free_is_booked_and_one_bad_date_loses_nothing(visit, leo):
    ask.book(leo, at("14:00", TODAY + WEEK), patient=make.patient("Bea Cruz"))
    left_out = Pick(TODAY + 3 * WEEK, leo, None, "Leo does not work.")

    series = booked(visit, [*picks(visit, 7, 14), left_out, *picks(visit, 28)])

    assert [one.day for one in series.appointments.order_by("starts_at")] == days(0, 14, 28)
    assert list(series.settled.order_by("day").values_list("day", "how")) == [
        (TODAY + WEEK, "refused"),
        (TODAY + 3 * WEEK, "skipped"),
    ]
    assert "Leo already has an appointment" in series.settled.get(how="refused").why


def test_the_same_form_sent_twice_books_one_series(visit):
    key = uuid.uuid4()

    first, again = (booked(visit, picks(visit, 7, 14), key=key) for _ in range(2))

    assert first == again
    assert (Series.objects.count(), Appointment.objects.count()) == (1, 3)


def test_a_series_of_nothing_is_refused_and_leaves_nothing(visit, leo):
    ask.book(leo, at("14:00", TODAY + WEEK), patient=make.patient("Bea Cruz"))

    with pytest.raises(NothingBooked, match=r"Nothing was booked\. Leo already has"):
        booked(visit, picks(visit, 7))
    with pytest.raises(NothingBooked, match="Choose a time"):
        booked(visit, [Pick(TODAY + WEEK, leo, None)])

    assert (Series.objects.count(), SettledDate.objects.count()) == (0, 0)


@pytest.mark.parametrize(("scope", "left"), [("one", [0, 14, 21]), ("following", [0]), ("all", [])])
def test_this_one_the_following_or_all_are_cancelled(visit, scope, left):
    series = booked(visit, picks(visit, 7, 14, 21))
    second = series.appointments.order_by("starts_at")[1]

    cancel_series(appointment=second, scope=scope, reason="asked", version=second.version, by=visit.booked_by)

    standing = Appointment.objects.holding().order_by("starts_at")
    assert [one.day for one in standing] == days(*left)


def test_the_following_move_along_and_what_cannot_stays(visit, leo):
    series = booked(visit, picks(visit, 7, 14))
    visit.refresh_from_db()
    ask.book(leo, at("15:00", TODAY + 2 * WEEK + timedelta(days=1)), patient=make.patient("Bea Cruz"))

    done = move_series(
        appointment=visit,
        scope="following",
        starts_at=at("15:30", TODAY + timedelta(days=1)),
        therapist=leo,
        version=visit.version,
        by=visit.booked_by,
    )

    assert [one.day for one in done.moved] == days(8, 1)
    assert [(one.day, "15:00 to 16:00" in why) for one, why in done.refused] == [(TODAY + 2 * WEEK, True)]
    assert {clock.local(one.starts_at).hour for one in series.appointments.all()} == {14, 15}


def test_where_the_visit_itself_cannot_go_nothing_moves(visit, leo):
    series = booked(visit, picks(visit, 7))
    before = list(series.appointments.order_by("pk").values_list("starts_at", "version"))

    with pytest.raises(BookingRefused):
        move_series(
            appointment=visit,
            scope="all",
            starts_at=at("07:00"),
            therapist=leo,
            version=visit.version,
            by=leo,
        )

    assert list(series.appointments.order_by("pk").values_list("starts_at", "version")) == before


def test_a_week_on_is_two_clicks_and_a_series_three(visit):
    client = Client()
    client.force_login(visit.booked_by)

    page = client.get(f"/appointments/{visit.pk}/again/").content.decode()
    assert "Book Tue 1 Dec, 14:00 with Leo" in page
    said = f"/appointments/{visit.pk}/repeat/?every=weeks&interval=1&count=9"
    page = client.get(said).content.decode()
    assert "9 of 9 free as wished" in page
    form = {
        f"on_{day:%Y_%m_%d}": f"{visit.therapist.pk} {at('14:00', day).isoformat()}" for day in days(7, 14)
    }
    answer = client.post(said, {"key": uuid.uuid4(), **form})

    series = Series.objects.get()
    assert answer.url == f"/series/{series.pk}/"
    assert "Tuesday 8 December 2026, 14:00" in client.get(answer.url).content.decode()
    assert series.appointments.count() == 3
    assert series.settled.filter(how="skipped").count() == 7


@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ("every=weeks&interval=1", "Say how many more visits, or until which day."),
        ("every=weeks&interval=1&count=2&until=2027-01-01", "Say how many more visits, or until which day."),
        ("every=weeks&interval=1&until=2026-11-24", "must come after the visit"),
        ("every=weeks&interval=99&count=2", "At most every 12."),
    ],
)
def test_a_pattern_that_makes_no_sense_is_told(visit, asked_for, said):
    client = Client()
    client.force_login(visit.booked_by)

    answer = client.get(f"/appointments/{visit.pk}/repeat/?{asked_for}")

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_series_is_cancelled_and_moved_from_the_visits_own_panel(visit):
    client = Client()
    client.force_login(visit.booked_by)
    series = booked(visit, picks(visit, 7, 14, 21))
    last, *_ = series.appointments.order_by("-starts_at")

    assert "This and the following" in client.get(f"/appointments/{visit.pk}/move/").content.decode()
    to = f"{visit.therapist.pk} {at('15:00', TODAY + WEEK).isoformat()}"
    second = series.appointments.order_by("starts_at")[1]
    moved = client.post(
        f"/appointments/{second.pk}/move/", {"version": second.version, "offer": to, "scope": "following"}
    )
    last.refresh_from_db()
    gone = client.post(
        f"/appointments/{last.pk}/cancel/",
        {"version": last.version, "reason": "The patient asked", "scope": "all"},
    )

    assert (moved.status_code, gone.status_code) == (302, 302)
    hours = [clock.local(one.starts_at).hour for one in series.appointments.order_by("starts_at")]
    assert hours == [14, 15, 15, 15]
    assert Appointment.objects.holding().count() == 0
