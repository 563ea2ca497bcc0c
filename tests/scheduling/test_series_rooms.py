"""The rooms of a series: each visit in the room of the first, another where that is taken or wished for."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.test import Client

from clinic import clock
from scheduling.models import Series, TimeOff
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from scheduling.series.planning import Asked, look
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday, at ten to eleven
WEEK = timedelta(days=7)


@pytest.fixture
def mia(leo):
    return make.therapist("Mia", hours=("09:00", "17:00"))


@pytest.fixture
def visit(leo):
    """In room 1, which is taken at that time a week on."""
    return ask.book(leo, at("14:00"), patient=make.patient("Ana Silva"))


@pytest.fixture
def second(visit, mia):
    ask.book(mia, at("13:30", TODAY + WEEK), room=visit.room)
    return make.room("Room 2")


def days(*numbers):
    return [TODAY + timedelta(days=number) for number in numbers]


def look_at(visit, *people):
    asked = Asked(visit.patient, visit.therapist, visit.service, visit.minutes, time(14), room=visit.room)
    return look(asked, days(7, 14), people)


def offered(line):
    return [
        (f"{clock.local(one.starts_at):%H:%M}", one.therapist.first_name, one.place) for one in line.offers
    ]


def sent(visit, room):
    client = Client()
    client.force_login(visit.booked_by)
    said = f"/appointments/{visit.pk}/repeat/?every=weeks&interval=1&count=2"
    form = {
        f"on_{day:%Y_%m_%d}": f"{visit.therapist.pk} {at('14:00', day).isoformat()} {room}"
        for day in days(7, 14)
    }
    return client.get(said).content.decode(), client.post(said, {"key": uuid.uuid4(), **form})


def rooms_of(series):
    return [str(one.room) for one in series.appointments.order_by("starts_at")]


def test_a_room_that_is_taken_is_told_and_another_offered_at_the_same_time(visit, second, leo, mia):
    taken, free = look_at(visit, leo, mia)

    assert (taken.planned, taken.trouble) == (None, "Room 1 is not free from 14:00 to 15:00.")
    assert offered(taken)[0] == ("14:00", "Leo", "Room 2")
    assert {time for time, _, _ in offered(taken)[1:]}.isdisjoint({"14:00"})
    assert (free.trouble, offered(free)) == ("", [("14:00", "Leo", "Room 1"), ("14:00", "Leo", "Room 2")])


def test_where_no_room_is_left_other_times_are_offered(visit, second, leo, mia):
    second.active = False
    second.save()

    taken, _ = look_at(visit, leo, mia)

    assert taken.trouble == "No room is free from 14:00 to 15:00."
    assert "Room 2" not in {room for _, _, room in offered(taken)}


def test_a_date_with_nothing_around_its_hour_is_offered_the_rest_of_the_day(visit, leo):
    TimeOff.objects.create(
        therapist=leo, starts_at=at("10:30", TODAY + WEEK), ends_at=at("17:00", TODAY + WEEK), reason="Course"
    )

    away, _ = look_at(visit, leo)

    assert away.trouble == "Leo is away from 10:30 until 17:00."
    assert offered(away) == [("09:30", "Leo", "Room 1")]


def test_another_room_alone_is_chosen_for_a_date(visit, second):
    page, _ = sent(visit, second.pk)

    assert "Room 1 is not free from 14:00 to 15:00." in page
    assert "1 of 2 free as wished" in page
    series = Series.objects.get()
    assert rooms_of(series) == ["Room 1", "Room 2", "Room 2"]
    [settled] = series.settled.values_list("day", "how", "why")
    assert settled == (TODAY + WEEK, "room", "Room 1 is not free from 14:00 to 15:00.")


def test_a_room_lost_meanwhile_loses_no_date(visit, second, leo):
    picks = [Pick(day, leo, at("14:00", day), room=visit.room) for day in days(7, 14)]

    series = book_series(
        patient=visit.patient,
        service=visit.service,
        minutes=60,
        pattern=Pattern(TODAY, count=3),
        picks=picks,
        beside=visit,
        key=uuid.uuid4(),
        by=visit.booked_by,
    )

    assert rooms_of(series) == ["Room 1", "Room 2", "Room 1"]
    assert [one.how for one in series.settled.all()] == ["room"]


@pytest.mark.parametrize("room", ["0", "x", "9" * 30])
def test_a_room_that_is_none_is_told(visit, room):
    _, answer = sent(visit, room)

    assert answer.status_code == 422
    assert "That room is not used any more" in answer.content.decode()
    assert not Series.objects.exists()
