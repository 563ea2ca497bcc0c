"""Time off that begins or ends at a time which the clocks bring twice: asked about, and told apart."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from scheduling.models import Room, TimeOff
from tests import make

pytestmark = pytest.mark.django_db

NIGHT = date(2027, 10, 31)
FIRST = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make.front_desk())
    return client


def away(whose, **changed):
    said = {"first": NIGHT, "since": "01:30", "last": NIGHT, "until": "01:45", "reason": "Course"}
    return {"whose": whose, **said, **changed}


def read(answer):
    return answer.content.decode()


@pytest.mark.parametrize("whose", ["therapist", "room", "clinic"])
def test_it_is_asked_which_one_is_meant(leo, desk, whose):
    keys = {"therapist": f"staff-{leo.pk}", "room": f"room-{Room.objects.get().pk}", "clinic": "clinic"}

    answer = desk.post("/team/time-off/", away(keys[whose]))

    assert answer.status_code == 422
    assert read(answer).count("01:30 comes twice on 31 October 2027") == 1
    assert "It begins at which of the two" in read(answer)
    assert "It ends at which of the two" in read(answer)
    assert 'value="01:30"' in read(answer)
    assert 'value="Course"' in read(answer)
    assert not TimeOff.objects.exists()


@pytest.mark.parametrize(
    ("begins", "ends", "later", "told"),
    [
        ("earlier", "earlier", (0, 0), "from 01:30, the first time, until 01:45, the first time"),
        ("earlier", "later", (0, 1), "from 01:30, the first time, until 01:45, the second time"),
        ("later", "later", (1, 1), "from 01:30, the second time, until 01:45, the second time"),
    ],
)
def test_the_one_that_was_said_is_taken_and_told(leo, desk, begins, ends, later, told):
    said = away(f"staff-{leo.pk}", since_which=begins, until_which=ends)

    page = read(desk.post("/team/time-off/", said, follow=True))

    off = TimeOff.objects.get()
    assert (off.starts_at, off.ends_at) == (FIRST + later[0] * HOUR, FIRST + QUARTER + later[1] * HOUR)
    assert f"away on Sunday 31 October 2027 {told}." in page


def test_what_was_said_stays_said(leo, desk):
    half = read(desk.post("/team/time-off/", away("clinic", since_which="later")))
    crooked = read(desk.post("/team/time-off/", away("clinic", since_which="later", until_which="earlier")))

    assert re.search(r'name="since_which"\s+value="later" checked', half)
    assert "It begins at which of the two" in half
    assert "It must end after it begins." in crooked
    assert not TimeOff.objects.exists()


def test_the_week_tells_the_two_apart(leo, desk):
    desk.post("/team/time-off/", away(f"staff-{leo.pk}", since_which="later", until_which="later"))

    assert "01:30, the second time, to 01:45, the second time, Course" in read(
        desk.get(f"/team/?week={NIGHT}")
    )


def test_any_other_time_is_asked_nothing(leo, desk):
    assert "which of the two" not in read(desk.get("/team/time-off/"))
    assert "which of the two" not in read(
        desk.post("/team/time-off/", away("clinic", since="03:00", until="02:30"))
    )
