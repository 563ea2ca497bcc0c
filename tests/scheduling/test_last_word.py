"""What the database refuses when a rule is left out, and that its refusal reaches people as a sentence."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from scheduling import booking, obstacles
from scheduling.models import Appointment
from scheduling.refusals import PatientTaken, RoomTaken, TherapistTaken
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo")


@pytest.mark.parametrize("clash", ["therapist", "room", "patient"])
def test_the_constraints_refuse_what_no_rule_looked_at(leo, clash):
    first = make.appointment(leo, at("10:00"))
    same = {"therapist": leo, "room": first.room, "patient": first.patient}
    other = {"therapist": make.therapist("Mia"), "room": make.room("Room 2"), "patient": make.patient()}

    with pytest.raises(IntegrityError, match="_at_a_time"), transaction.atomic():
        make.appointment(starts_at=at("10:30"), **{**other, clash: same[clash]})


def test_the_constraints_know_buffers_and_let_the_next_one_begin_on_the_minute(leo):
    turning_over = make.service("Deep tissue", buffer_after=15)
    make.appointment(leo, at("10:00"), service=turning_over)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.appointment(leo, at("11:00"), room=make.room("Room 2"))
    assert make.appointment(leo, at("11:15"))


@pytest.mark.parametrize(
    ("clash", "refusal", "words"),
    [
        ("therapist", TherapistTaken, "Leo already has an appointment then. Free today: "),
        ("room", RoomTaken, "The room is not free from 10:30 to 11:30"),
        ("patient", PatientTaken, "Ana Silva already has an appointment then"),
    ],
)
def test_its_refusal_is_told_in_the_same_words_as_a_rules(leo, monkeypatch, clash, refusal, words):
    ana, mia, second = make.patient("Ana Silva"), make.therapist("Mia"), make.room("Room 2")
    make.appointment(leo, at("10:00"), patient=ana)
    asked = {"therapist": mia, "room": second, "patient": make.patient()}
    asked[clash] = {"therapist": leo, "room": make.room(), "patient": ana}[clash]
    room = asked.pop("room")
    monkeypatch.setattr(obstacles, "room_for", lambda *_: room)

    with pytest.raises(refusal, match=words):
        ask.book(asked.pop("therapist"), at("10:30"), **asked)


def test_the_same_form_under_two_therapists_books_once(leo):
    """The queues differ, so only the unique key can tell; the first answer is what both get."""
    key = uuid.uuid4()
    first = ask.book(leo, at("10:00"), key=key)

    assert ask.book(make.therapist("Mia"), at("12:00"), key=key) == first


def test_another_persons_form_is_another_form(leo):
    key = uuid.uuid4()
    ask.book(leo, at("10:00"), key=key)

    assert ask.book(leo, at("12:00"), key=key, by=make.admin())
    assert Appointment.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_no_appointment_changes_without_its_line_in_the_audit_log():
    with transaction.atomic():
        make.room()
        held = make.appointment(make.therapist("Leo"), at("10:00"))

    with pytest.raises(DatabaseError, match="needs an audit event"):
        Appointment.objects.filter(pk=held.pk).update(note="Changed")


def test_a_refused_booking_leaves_nothing_behind(leo):
    booking.cancel(appointment=ask.book(leo, at("10:00")), reason="The patient asked", by=make.admin())
    before = Appointment.objects.count()
    with pytest.raises(DatabaseError), transaction.atomic():
        make.appointment(leo, at("10:00"), minutes=-5)

    assert Appointment.objects.count() == before
