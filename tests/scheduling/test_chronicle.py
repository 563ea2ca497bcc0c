"""What was done to an appointment, told in words: who, when, from where to where, and why."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from scheduling import booking, chronicle
from scheduling.away.handing_over import hand_over
from scheduling.models import Appointment
from scheduling.waiting import listing, offering
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo", hours=("09:00", "17:00"))


@pytest.fixture
def joan():
    return make.front_desk("Joan")


def told(appointment):
    return [(entry.words, entry.who) for entry in chronicle.of(appointment)]


def test_each_change_is_told_with_who_made_it_by_one_statement(leo, joan, tuesday):
    rosa = make.admin("Rosa")
    visit = ask.book(leo, at("14:00"), by=joan)
    booking.confirm(appointment=visit, by=rosa)
    tuesday.shift(60)
    visit = booking.move(
        appointment=visit, starts_at=at("15:00", TOMORROW), therapist=leo, version=2, by=joan
    )
    visit = booking.restore(appointment=visit, version=3, by=rosa)
    visit = booking.cancel(appointment=visit, reason="The patient asked", by=joan)

    with CaptureQueriesContext(connection) as asked:
        entries = told(visit)

    assert sum("event" in query["sql"] for query in asked) == 1
    assert entries == [
        ("Booked for today 14:00 with Leo", "Joan"),
        ("Confirmed", "Rosa"),
        ("Moved from today 14:00 with Leo to tomorrow 15:00 with Leo", "Joan"),
        ("Taken back: today 14:00 with Leo again", "Rosa"),
        ("Cancelled: The patient asked", "Joan"),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_a_row_that_was_brought_in_each_change_keeps_its_own_words(tuesday):
    with transaction.atomic():
        make.room()
        leo, joan = make.therapist("Leo", hours=("09:00", "17:00")), make.front_desk("Joan")
        one = ask.book(leo, at("14:00"), by=joan)
        named = {field.name: getattr(one, field.name) for field in one._meta.fields if field.name != "id"}
        later = {"starts_at": at("16:00"), "ends_at": at("17:00"), "occupies": (at("16:00"), at("17:00"))}
        visit = Appointment.objects.create(**{**named, **later, "key": uuid.uuid4()})
    visit = booking.arrive(appointment=visit, by=leo)
    booking.restore(appointment=visit, version=visit.version, by=leo)

    assert told(visit) == [
        ("Booked for today 16:00 with Leo", "Joan"),
        ("Arrived", "Leo"),
        ("Taken back: today 16:00 with Leo again", "Leo"),
    ]


def test_a_place_held_for_one_who_waits_is_told_to_its_end(leo, joan, tuesday):
    wanted = listing.Wanted(make.service(), 60)
    ana = listing.add(patient=make.patient("Ana Silva"), wanted=wanted, by=joan)
    held = offering.hold(waiting=ana, therapist=leo, starts_at=at("14:00"), key=uuid.uuid4(), by=joan)
    tuesday.shift(offering.HELD_FOR + timedelta(seconds=1))
    offering.lapse()

    assert told(held.appointment) == [
        ("Booked for today 14:00 with Leo", "Joan"),
        ("Held from the wait list, until the patient answers", "Joan"),
        ("Cancelled: No answer in time", ""),
    ]


def test_a_day_handed_over_says_from_whom_to_whom(leo, joan):
    maya, visit = make.therapist("Maya"), ask.book(leo, at("14:00"), by=joan)

    hand_over(therapist=leo, day=TODAY, to={visit.pk: maya}, reason="Illness", by=joan)

    assert told(visit)[1:] == [("Handed over from Leo to Maya", "Joan")]


def test_the_front_desk_reads_it_beside_the_appointment(leo, joan):
    visit = ask.book(leo, at("14:00"), by=joan)
    booking.arrive(appointment=visit, by=leo)
    client = Client()
    client.force_login(joan)

    page = client.get(f"/appointments/{visit.pk}/").content.decode()

    assert page.index("Booked for today 14:00 with Leo") < page.index('<p class="sm">Arrived</p>')
