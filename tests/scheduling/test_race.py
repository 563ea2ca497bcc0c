"""Fifty requests at once against the real web server: one place has one winner, fifty places have fifty."""

import uuid
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial

import pytest
import time_machine

from clinic import clock
from scheduling.models import Appointment
from tests import make
from tests.make import at
from tests.scheduling.crowd import all_at_once, deadlocks, tally, web_server

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 50
REFUSED = {"409", "422"}


@pytest.fixture(scope="module")
def started(django_db_setup):
    """One server for all races: it keeps nothing between them but its connections."""
    with web_server("") as server:
        yield server


@pytest.fixture
def real_time(tuesday):
    """The server lives in its own process, where no clock is turned; so the test lives there too."""
    tuesday.move_to(time_machine.escape_hatch.datetime.datetime.now(UTC))


@pytest.fixture
def world(real_time, client, started):
    """Somebody at the desk, a therapist, three rooms, fifty people; and the server for who signed in."""
    for name in ("Room 1", "Room 2", "Room 3"):
        make.room(name)
    client.force_login(make.front_desk())
    leo = make.therapist("Leo")
    server = replace(started, cookie=client.cookies["login"].value)
    return leo, [make.patient() for _ in range(CROWD)], server


def form(therapist, patient, starts_at, service):
    return {
        "patient": patient.number,
        "service": service.pk,
        "minutes": service.durations[0],
        "offer": f"{therapist.pk} {starts_at.isoformat()}",
        "key": str(uuid.uuid4()),
    }


def race(server, forms):
    """What fifty browsers are told, and how many deadlocks the database counted meanwhile."""
    server.post("/appointments/book/", {})
    before = deadlocks()
    answers = all_at_once([partial(server.post, "/appointments/book/", one) for one in forms])
    return tally(answers), deadlocks() - before


def test_fifty_people_cannot_have_one_place(world):
    leo, patients, server = world
    when, service = at("10:00", clock.today() + timedelta(days=30)), make.service(buffer_after=15)

    answers, dead = race(server, [form(leo, one, when, service) for one in patients])

    assert answers["302"] == 1
    assert sum(answers[status] for status in REFUSED) == CROWD - 1
    assert (dead, Appointment.objects.count()) == (0, 1)


@pytest.mark.sweep
def test_places_that_half_overlap_have_one_winner_too(world):
    leo, patients, server = world
    ten, service = at("10:00", clock.today() + timedelta(days=30)), make.service()
    starts = [ten + timedelta(minutes=15 * (n % 4)) for n in range(CROWD)]

    answers, dead = race(
        server, [form(leo, who, when, service) for who, when in zip(patients, starts, strict=True)]
    )

    assert answers["302"] == 1
    assert sum(answers[status] for status in REFUSED) == CROWD - 1
    assert dead == 0


@pytest.mark.sweep
def test_fifty_people_get_fifty_different_places(world):
    leo, patients, server = world
    six, service = at("06:00", clock.today() + timedelta(days=30)), make.service(minutes=15)
    starts = [six + timedelta(minutes=15 * n) for n in range(CROWD)]

    answers, dead = race(
        server, [form(leo, who, when, service) for who, when in zip(patients, starts, strict=True)]
    )

    assert answers == {"302": CROWD}
    assert (dead, Appointment.objects.count()) == (0, CROWD)


def test_the_last_room_goes_to_one_of_fifty(world):
    leo, patients, server = world
    when, service = at("10:00", clock.today() + timedelta(days=30)), make.service(needs=["table with lift"])
    make.room("Room 4", features=["table with lift"])
    people = [leo, *(make.therapist(f"Helper {n}") for n in range(4))]

    answers, dead = race(server, [form(people[n % 5], one, when, service) for n, one in enumerate(patients)])

    assert answers["302"] == 1
    assert sum(answers[status] for status in REFUSED) == CROWD - 1
    assert dead == 0


def test_the_same_form_sent_fifty_times_books_once(world):
    leo, patients, server = world
    when = at("10:00", clock.today() + timedelta(days=30))
    said = form(leo, patients[0], when, make.service())

    answers, dead = race(server, [said] * CROWD)

    assert answers == {"302": CROWD}
    assert (dead, Appointment.objects.count()) == (0, 1)
