"""A wish for no sooner than some day, and for a room that has something: ranked, offered, held and told."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scheduling import booking
from scheduling.models import STEP_FREE, TimeOff, Waiting
from scheduling.refusals import BookingRefused
from scheduling.waiting import listing, offering
from scheduling.waiting.ranking import Gap, candidates
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)  # a Tuesday
THURSDAY = TODAY + timedelta(days=2)


@pytest.fixture
def desk():
    return make.front_desk()


@pytest.fixture
def client(desk):
    client = Client()
    client.force_login(desk)
    return client


@pytest.fixture
def terrace():
    return make.room("Terrace room", features=[STEP_FREE, "hydraulic table"])


def waits(desk, name="Ana Silva", patient=None, **wish):
    wanted = listing.Wanted(make.service(), 60, **wish)
    return listing.add(patient=patient or make.patient(name), wanted=wanted, by=desk)


def left_by(held, desk):
    return Gap.left_by(booking.cancel(appointment=held, reason="The patient asked", by=desk))


@pytest.mark.parametrize(("days", "suits"), [(0, True), (1, False)])
def test_a_place_before_the_first_day_of_use_suits_nobody(leo, desk, days, suits):
    waits(desk, not_before=TODAY + timedelta(days=days))

    assert bool(candidates(Gap(leo, at("14:00"), 60))) is suits


def test_a_place_without_the_room_suits_nobody_and_another_free_room_does(leo, desk, terrace):
    """Leo's visit leaves Room 1; what the wish needs is in the terrace room alone."""
    ana = waits(desk, features=[STEP_FREE])
    gap = left_by(ask.book(leo, at("14:00")), desk)
    assert [one.waiting for one in candidates(gap)] == [ana]

    ask.book(make.therapist("Maya"), at("14:30"), features=[STEP_FREE])
    assert candidates(gap) == []


def test_a_closed_room_and_one_elsewhere_are_no_match(leo, desk):
    make.room("Far room", at=make.location("Harbour"), features=[STEP_FREE])
    waits(desk, features=[STEP_FREE])
    gap = left_by(ask.book(leo, at("14:00")), desk)
    assert candidates(gap) == []

    near = make.room("Near room", features=[STEP_FREE])
    assert len(candidates(gap)) == 1
    TimeOff.objects.create(room=near, starts_at=at("14:00"), ends_at=at("15:00"), reason="Boiler")
    assert candidates(gap) == []


def test_what_patient_and_service_need_of_a_room_counts_as_well(leo, desk):
    waits(desk, patient=make.patient("Bea Cruz", step_free=True))
    laser = make.service("Laser", needs=["laser"])
    listing.add(patient=make.patient("Carl Dahl"), wanted=listing.Wanted(laser, 60), by=desk)
    gap = left_by(ask.book(leo, at("14:00")), desk)
    assert candidates(gap) == []

    make.room("Terrace room", features=[STEP_FREE])
    assert [one.waiting.patient.first_name for one in candidates(gap)] == ["Bea"]


def test_the_reasons_say_from_when_and_in_what_room(leo, desk, terrace, tuesday):
    waits(desk, not_before=THURSDAY, features=[STEP_FREE, "hydraulic table"])
    tuesday.move_to(at("12:00", TODAY + timedelta(days=1)))
    (listed,) = [one.reasons for one in candidates(Gap(leo, at("14:00", THURSDAY), 60))]

    assert listed == [
        "Soon",
        "not before tomorrow",
        "needs a step-free room with hydraulic table",
        "waits since Tuesday 24 November",
    ]
    tuesday.move_to(at("08:00", THURSDAY))
    (listed,) = [one.reasons for one in candidates(Gap(leo, at("14:00", THURSDAY), 60))]
    assert "not before" not in ", ".join(listed)


def test_places_begin_with_the_first_day_of_use_in_a_room_that_will_do(leo, desk, client, terrace):
    late = TODAY + timedelta(days=30)
    ana = waits(desk, not_before=late, features=[STEP_FREE])

    page = client.get(f"/waiting/{ana.pk}/places/").content.decode()

    assert "In the two weeks from Thursday 24 December" in page
    assert "Thursday 24 December, 09:00" in page
    assert "Terrace room" in page
    assert "Room 1" not in page
    assert "needs a step-free room" in page


def test_a_held_place_is_in_a_room_that_will_do(leo, desk, terrace):
    ana = waits(desk, features=[STEP_FREE])

    held = offering.hold(waiting=ana, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=desk)

    assert held.appointment.room == terrace


def test_nothing_is_held_where_no_such_room_is_free(leo, desk, terrace):
    ana = waits(desk, features=[STEP_FREE])
    ask.book(make.therapist("Maya"), at("14:00"), features=[STEP_FREE])

    with pytest.raises(BookingRefused, match="step-free room"):
        offering.hold(waiting=ana, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=desk)


def test_the_form_asks_for_both_and_keeps_what_was_typed(leo, desk, client, terrace):
    ana = make.patient("Ana Silva")
    url = f"/patients/{ana.number}/wait/"
    said = {"service": make.service().pk, "minutes": 60, "priority": 2, "features": [STEP_FREE]}

    crooked = client.post(url, {**said, "not_before": THURSDAY, "until": TODAY})
    page = crooked.content.decode()
    assert crooked.status_code == 422
    assert "The last day of use must not come before the first." in page
    assert f'value="{THURSDAY}"' in page
    assert "Step-free access" in page
    assert 'value="step-free" id="id_features_1" checked' in " ".join(page.split())
    assert client.post(url, {**said, "features": ["sauna"]}).status_code == 422
    assert not Waiting.objects.exists()

    client.post(url, {**said, "not_before": THURSDAY})
    row = Waiting.objects.get()
    assert (row.not_before, row.features) == (THURSDAY, [STEP_FREE])
    listed = client.get("/waiting/").content.decode()
    assert "not before Thursday 26 November, needs a step-free room" in listed


def test_what_was_asked_of_the_room_comes_along_from_the_panel(leo, client, terrace):
    ana = make.patient("Ana Silva")

    page = client.get(f"/patients/{ana.number}/wait/?features=step-free").content.decode()

    assert 'value="step-free" id="id_features_1" checked' in " ".join(page.split())


def test_a_mobile_wish_needs_no_room(leo, desk):
    said = listing.Wanted(on_the_road.service(), 60, zone=on_the_road.zone(), features=[STEP_FREE])
    row = listing.add(patient=on_the_road.known(), wanted=said, by=desk)

    assert row.features == []
    assert [one.waiting for one in candidates(Gap(leo, at("10:00"), 60, 30, 30))] == [row]


def test_a_wish_without_a_day_of_use_is_refused_and_the_database_agrees(leo, desk):
    with pytest.raises(BookingRefused, match="comes before the first"):
        waits(desk, not_before=THURSDAY, until=TODAY)
    ana = waits(desk, not_before=THURSDAY, until=THURSDAY)

    with pytest.raises(IntegrityError, match="a_wish_has_a_day_of_use"), transaction.atomic():
        Waiting.objects.filter(pk=ana.pk).update(until=TODAY)


def test_the_page_asks_no_more_of_the_database_however_many_wait(leo, desk, client, terrace):
    gone = booking.cancel(appointment=ask.book(leo, at("14:00")), reason="The patient asked", by=desk)
    asked = []
    for names in (["Ana"], ["Bea", "Carl", "Dora"]):
        for name in names:
            waits(desk, f"{name} Silva", features=[STEP_FREE])
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/appointments/{gone.pk}/who-waits/")
        asked.append(len(captured))

    assert page.content.decode().count("needs a step-free room") == 4
    assert asked[0] == asked[1]
