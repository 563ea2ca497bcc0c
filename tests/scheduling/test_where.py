"""The first free hour at this place, in a room like that: asked, offered and booked."""

from datetime import date

import pytest

from clinic import clock
from scheduling.availability import free_times
from scheduling.models import Appointment, Location, Room
from scheduling.refusals import NoRoom
from tests import make
from tests.make import at
from tests.scheduling import ask
from tests.sweeping import each

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def places():
    """Leo works in High Street, which has one step-free room; Ann in Mill Lane, which has none."""
    make.room()
    make.room("Room 2", features=["step-free"])
    mill = Location.objects.create(name="Mill Lane")
    Room.objects.create(location=mill, name="Mill 1")
    leo, ann = (
        make.therapist("Leo", hours=("09:00", "12:00")),
        make.therapist("Ann", hours=("09:00", "12:00")),
    )
    ann.working_hours.update(location=mill)
    return leo, ann, mill


def offered(people, **asked):
    found = free_times(service=make.service(), minutes=60, therapists=people, days=[TODAY], **asked)
    return {(one.therapist.first_name, one.room.name) for one in found}


def test_free_times_keep_to_a_place_and_to_what_the_room_must_have(places):
    leo, ann, mill = places

    assert offered([leo, ann], location=mill) == {("Ann", "Mill 1")}
    assert offered([leo, ann], features=["step-free"]) == {("Leo", "Room 2")}
    assert offered([leo, ann], location=mill, features=["step-free"]) == set()


def test_what_was_asked_for_is_booked_or_refused(places):
    leo, *_ = places
    first = ask.book(leo, at("09:00"), features=["step-free"])
    colleague = make.therapist("Cid", hours=("09:00", "12:00"))

    assert first.room.name == "Room 2"
    with pytest.raises(NoRoom, match="No step-free room is free from 09:00 to 10:00"):
        ask.book(colleague, at("09:00"), features=["step-free"])


def test_the_panel_asks_where_and_books_it(places, client):
    leo, _, mill = places
    make.service()
    client.force_login(make.front_desk())
    patient = make.patient()

    page = client.get(f"/appointments/free/?location={mill.pk}").content.decode()
    assert ("Ann" in page, "Mill 1" in page, "Room 1" in page) == (True, True, False)
    page = client.get("/appointments/free/?features=step-free").content.decode()
    assert ("Room 2" in page, "Mill 1" in page, "Step-free access" in page) == (True, False, True)
    client.post(
        "/appointments/book/",
        {
            "patient": patient.number, "service": make.service().pk, "minutes": "60", "features": "step-free",
            "offer": f"{leo.pk} {at('09:00').isoformat()}", "key": "6c8e1c2e-3d0b-4d51-8a53-111111111111",
        },
    )  # fmt: skip

    assert Appointment.objects.get().room.name == "Room 2"
    assert clock.today() == TODAY


@pytest.mark.parametrize("words", each(["a\x00b", "x" * 31, "no such thing", "'; --"], one_in=4))
def test_a_feature_that_is_none_finds_nothing_and_breaks_nothing(places, client, words):
    leo, *_ = places
    client.force_login(make.front_desk())
    said = {
        "patient": make.patient().number, "service": make.service().pk, "minutes": "60", "features": words,
        "offer": f"{leo.pk} {at('09:00').isoformat()}", "key": "6c8e1c2e-3d0b-4d51-8a53-111111111111",
    }  # fmt: skip

    assert client.get("/appointments/free/", {"features": words}).status_code == 200
    assert client.post("/appointments/book/", said).status_code == 422
    assert not Appointment.objects.exists()
