"""Another length where it begins, and what is dropped from a hand on the board."""

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent
from scheduling import booking
from scheduling.models import Appointment, Service
from scheduling.refusals import BookingRefused, Changed, NotOffered, StatusRefused, TherapistTaken, TimePassed
from sessions import records
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo Brand", hours=("06:00", "17:00"))


@pytest.fixture
def service(leo):
    return Service.objects.create(name="Deep tissue", durations=[30, 60, 90], buffer_after=15)


@pytest.fixture
def joan(leo):
    return make.front_desk()


@pytest.fixture
def desk(client, joan):
    client.force_login(joan)
    return client


def booked(leo, service, when="10:00", minutes=60, **said):
    return ask.book(leo, at(when), service=service, minutes=minutes, **said)


def now(held):
    return Appointment.objects.get(pk=held.pk)


def test_a_longer_visit_holds_more_and_keeps_what_was_confirmed(leo, service, joan):
    held = booking.confirm(appointment=booked(leo, service), by=joan)

    booking.resize(appointment=held, minutes=90, version=2, by=joan)

    row = now(held)
    assert (row.starts_at, row.ends_at, row.occupies.upper) == (at("10:00"), at("11:30"), at("11:45"))
    assert (row.version, bool(row.confirmed_at)) == (3, True)
    assert AuditEvent.objects.filter(action="resized", object_id=str(held.pk)).count() == 1


def test_it_stops_where_the_next_one_needs_its_time_and_says_what_is_free(leo, service, joan):
    held = booked(leo, service)
    booked(leo, service, "11:15")

    with pytest.raises(
        TherapistTaken, match=r"Leo already has an appointment.*Free for 1 h 30 today: "
    ) as refused:
        booking.resize(appointment=held, minutes=90, version=1, by=joan)

    assert refused.value.offers
    assert now(held).minutes == 60


def test_a_room_that_is_taken_then_is_left_for_another(leo, service, joan):
    mia = make.therapist("Mia")
    held = booked(leo, service)
    booked(mia, service, "11:15", room=held.room)

    assert booking.resize(appointment=held, minutes=90, version=1, by=joan).room != held.room


@pytest.mark.parametrize(("minutes", "refusal"), [(45, NotOffered), (30, TimePassed)])
def test_a_length_that_is_not_offered_or_over_already_is_refused(
    leo, service, joan, tuesday, minutes, refusal
):
    held = booked(leo, service)
    tuesday.move_to(at("10:40"))

    with pytest.raises(refusal):
        booking.resize(appointment=held, minutes=minutes, version=1, by=joan)


def test_what_an_older_page_showed_is_refused_with_the_present_state(leo, service, joan):
    held = booked(leo, service)
    booking.move(appointment=held, starts_at=at("13:00"), therapist=leo, version=1, by=joan)

    with pytest.raises(Changed, match="It is now: today 13:00 with Leo"):
        booking.resize(appointment=held, minutes=90, version=1, by=joan)


def test_a_treatment_that_has_begun_keeps_its_length(leo, service, joan):
    held = booking.arrive(appointment=booked(leo, service), by=joan)
    held = booking.resize(appointment=held, minutes=30, version=2, by=joan)
    records.start(appointment=held, review=make.NOTHING_CHANGED, by=leo)

    with pytest.raises(BookingRefused, match="has begun"):
        booking.resize(appointment=held, minutes=60, version=3, by=joan)


def test_one_that_is_cancelled_has_no_length_to_change(leo, service, joan):
    held = booking.cancel(appointment=booked(leo, service), reason="x", by=joan)

    with pytest.raises(StatusRefused):
        booking.resize(appointment=held, minutes=30, version=2, by=joan)


def test_a_length_is_taken_back_even_of_somebody_who_is_here(leo, service, joan):
    held = booking.arrive(appointment=booked(leo, service), by=joan)
    booking.resize(appointment=held, minutes=30, version=2, by=joan)

    assert booking.restore(appointment=now(held), version=3, by=joan).minutes == 60


def test_a_dropped_card_moves_and_can_be_taken_back(desk, leo, service):
    mia = make.therapist("Mia")
    held = booked(leo, service)
    to = {"version": 1, "at": f"{clock.today()}T13:00", "therapist": mia.pk}

    page = desk.post(reverse("scheduling:drop", args=[held.pk]), to).content.decode()

    assert (now(held).therapist, now(held).starts_at) == (mia, at("13:00"))
    assert "data-undo" in page
    assert f"/appointments/{held.pk}/restore/?version=2" in page


def test_a_card_goes_to_the_room_whose_column_it_is_dropped_in(desk, leo, service, joan):
    held = booking.confirm(appointment=booked(leo, service), by=joan)
    other = next(one for one in (make.room(), make.room("Room 2")) if one != held.room)
    to = {"version": 2, "at": f"{clock.today()}T10:00", "room": other.pk}

    desk.post(reverse("scheduling:drop", args=[held.pk]), to)

    assert (now(held).room, bool(now(held).confirmed_at)) == (other, True)


def test_a_stale_or_crooked_drop_is_refused_in_a_sentence(desk, leo, service):
    held = booked(leo, service)
    drop = reverse("scheduling:drop", args=[held.pk])

    stale = desk.post(drop, {"version": 0, "at": f"{clock.today()}T13:00"})
    skipped = desk.post(drop, {"version": 1, "at": "2027-03-28T01:30"})

    assert (stale.status_code, skipped.status_code) == (409, 409)
    assert b"Someone changed this appointment meanwhile" in stale.content
    assert b"does not exist on 28 March 2027" in skipped.content
    assert now(held).starts_at == at("10:00")


def test_without_a_script_a_length_is_chosen_on_a_page(desk, leo, service):
    held = booked(leo, service)
    resize = reverse("scheduling:resize", args=[held.pk])

    assert b'value="90"' in desk.get(resize).content
    refused = desk.post(resize, {"version": 1, "minutes": 45})
    assert (refused.status_code, b"offered for 30, 60 or 90 minutes" in refused.content) == (422, True)
    kept = desk.post(resize, {"version": 1, "minutes": 90})
    assert kept.url == f"/schedule/{clock.today()}/?changed={held.pk}#ap-{held.pk}"
    assert now(held).minutes == 90


def test_the_boards_script_gets_the_toast_or_the_sentence(desk, leo, service):
    held = booked(leo, service)
    resize = reverse("scheduling:resize", args=[held.pk])
    json = {"Accept": "application/json, text/html"}

    assert desk.post(resize, {"version": 1, "minutes": 45}, headers=json).status_code == 409
    assert b"data-undo" in desk.post(resize, {"version": 1, "minutes": 30}, headers=json).content
