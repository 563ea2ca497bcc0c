"""Visits that repeat: what is free is booked, no bad date loses the others, and they change together."""

import re
import uuid
from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client

from clinic import clock
from clinic.models import AuditEvent
from patients.standing import record_death
from scheduling import booking
from scheduling.models import Appointment, Series, SettledDate
from scheduling.refusals import BookingRefused, NothingBooked
from scheduling.series.booking import Pick, book_series
from scheduling.series.changing import cancel_series, move_series
from scheduling.series.pattern import Pattern
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


def test_each_date_and_the_visit_that_is_repeated_are_on_record(visit, leo):
    booked(visit, [*picks(visit, 7), Pick(TODAY + 2 * WEEK, leo, None, "Holiday")])

    log = Counter(AuditEvent.objects.values_list("action", "object_type"))
    assert (log["joined", "appointment"], log["settled a date", "settleddate"]) == (1, 1)
    assert log["booked", "appointment"] == 2


def test_no_series_of_what_is_not_offered_or_for_somebody_who_died(visit):
    visit.service.active = False
    with pytest.raises(BookingRefused, match="is not offered any more"):
        booked(visit, picks(visit, 7))
    visit.service.active = True
    record_death(visit.patient, TODAY, by=visit.booked_by)
    with pytest.raises(BookingRefused, match="died on"):
        booked(visit, picks(visit, 7))


def test_what_was_cancelled_alone_is_not_cancelled_again(visit):
    series = booked(visit, picks(visit, 7, 14))
    alone = series.appointments.order_by("starts_at")[1]
    booking.cancel(appointment=alone, reason="asked", by=visit.booked_by)

    gone = cancel_series(appointment=visit, scope="all", reason="asked", version=1, by=visit.booked_by)

    assert [one.day for one in gone] == days(0, 14)


def test_a_stale_page_changes_nothing_of_a_series(visit):
    booked(visit, picks(visit, 7))
    booking.confirm(appointment=visit, by=visit.booked_by)

    with pytest.raises(BookingRefused, match="Someone changed this appointment meanwhile"):
        cancel_series(appointment=visit, scope="all", reason="asked", version=1, by=visit.booked_by)
    with pytest.raises(BookingRefused, match="Someone changed this appointment meanwhile"):
        move_series(
            appointment=visit,
            scope="all",
            starts_at=at("15:00"),
            therapist=visit.therapist,
            version=1,
            by=visit.booked_by,
        )

    assert [clock.local(one.starts_at).hour for one in Appointment.objects.holding()] == [14, 14]


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
    assert "Tue 8 Dec 2026, 14:00" in client.get(answer.url).content.decode()
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


def test_what_was_chosen_for_a_date_stays_chosen_when_nothing_was_booked(visit, leo):
    ask.book(leo, at("14:00", days(7)[0]))
    client = Client()
    client.force_login(visit.booked_by)
    said = f"/appointments/{visit.pk}/repeat/?every=weeks&interval=1&count=1"
    offered = re.findall(r'<option value="(\d[^"]+)"', client.get(said).content.decode())
    assert len(offered) > 1

    again = client.post(said, {"key": "not one", f"on_{days(7)[0]:%Y_%m_%d}": offered[1]})

    assert again.status_code == 422
    assert f'<option value="{offered[1]}" selected>' in again.content.decode()


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


def test_how_much_of_a_series_is_meant_stays_chosen_when_a_move_is_refused(visit, client):
    client.force_login(visit.booked_by)
    booked(visit, picks(visit, 7, 14))
    visit.refresh_from_db()

    for scope in ("following", "all"):
        said = {"version": visit.version, "day": TODAY + WEEK, "time": "23:00", "scope": scope}
        page = client.post(f"/appointments/{visit.pk}/move/", said).content.decode()
        assert f'value="{scope}" checked' in " ".join(page.split())


def test_its_page_says_where_each_visit_stands(visit, client):
    client.force_login(visit.booked_by)
    series = booked(visit, picks(visit, 7, 14))
    first, second, _ = series.appointments.order_by("starts_at")
    booking.confirm(appointment=first, by=visit.booked_by)
    booking.cancel(appointment=second, reason="The patient asked", by=visit.booked_by)

    page = client.get(f"/series/{series.pk}/").content.decode()

    assert re.findall(r"status st-(\w+)", page) == ["confirmed", "cancelled", "booked"]
