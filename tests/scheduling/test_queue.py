"""The lock in front of the schedule, and proof that a race without lock and constraint does double-book."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection, transaction
from django.db.models import F

from clinic import audit
from clinic.models import Staff
from patients.models import Patient
from scheduling import booking, locks, obstacles
from scheduling.hours import set_hours
from scheduling.models import Appointment, Room
from scheduling.refusals import BookingRefused
from scheduling.time_off import take_time_off
from tests import make
from tests.conftest import APP, OWNER, emptied
from tests.database import connected_as
from tests.make import at
from tests.scheduling import ask
from tests.scheduling.crowd import all_at_once, behind, tally

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


@pytest.fixture
def leo():
    make.room()
    make.front_desk()
    return make.therapist("Leo")


@pytest.fixture
def no_lock(monkeypatch):
    """The rules as they would be without the queue: rows are read, nobody waits."""
    monkeypatch.setattr(locks, "queue", lambda *_, **__: {one.pk for one in Room.objects.all()})


@pytest.fixture
def together(monkeypatch, request):
    """Everyone has looked before anyone writes, the worst moment; who is alone goes on after a while."""
    everyone, look = Barrier(CROWD), obstacles.room_for
    # Without the lock all of them come, however slow the machine; with it only one does.
    patience = 60 if "no_lock" in request.fixturenames else 1

    def look_then_wait(wish, rooms, known):
        room = look(wish, rooms, known)
        with suppress(BrokenBarrierError):
            everyone.wait(timeout=patience)
        return room

    monkeypatch.setattr(obstacles, "room_for", look_then_wait)


@pytest.fixture
def no_constraint() -> Iterator[None]:
    """The exclusion constraints away, and back again on an empty table."""
    connected_as(OWNER)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'scheduling_appointment'::regclass AND contype = 'x'"
        )
        constraints = cursor.fetchall()
        for name, _ in constraints:
            cursor.execute(f"ALTER TABLE scheduling_appointment DROP CONSTRAINT {name}")
    connected_as(APP)
    yield
    emptied()
    connected_as(OWNER)
    with connection.cursor() as cursor:
        for name, definition in constraints:
            cursor.execute(f"ALTER TABLE scheduling_appointment ADD CONSTRAINT {name} {definition}")
    connected_as(APP)


def test_who_waited_for_a_visit_sees_it_with_the_people_it_has_now(leo):
    mia, held = make.therapist("Mia"), ask.book(leo, at("10:00"))

    def hand_over():
        Appointment.objects.filter(pk=held.pk).update(therapist=mia, version=F("version") + 1)
        audit.record("moved", held, by=mia)

    @transaction.atomic
    def look():
        return locks.appointment(held).therapist

    assert behind(hand_over, look) == mia


def everyone_books(leo: Staff) -> list:
    people: list[Patient] = [make.patient() for _ in range(CROWD)]
    make.service()
    return all_at_once([partial(ask.book, leo, at("10:00"), patient=one) for one in people])


def test_without_lock_and_constraint_everyone_is_booked(leo, no_lock, together, no_constraint):
    """The control: if this stopped failing the clinic, the races below would prove nothing."""
    everyone_books(leo)

    assert Appointment.objects.count() == CROWD


def test_the_constraint_alone_lets_one_through(leo, no_lock, together):
    answers = everyone_books(leo)

    assert Appointment.objects.count() == 1
    assert tally(answers)["Appointment"] == 1


def test_the_lock_alone_lets_one_through(leo, together, no_constraint):
    answers = everyone_books(leo)

    assert Appointment.objects.count() == 1
    assert tally(answers) == {"Appointment": 1, "TherapistTaken": CROWD - 1}


def all_book_into_a_day_with_room_for_one(leo: Staff) -> list:
    """An hour after the other, where an hour and a half is the limit."""
    Staff.objects.filter(pk=leo.pk).update(hands_on_minutes=90)
    leo.refresh_from_db()
    people, _ = [make.patient() for _ in range(CROWD)], make.service()
    hours = [at(f"{10 + n}:00") for n in range(CROWD)]
    return all_at_once(
        [partial(ask.book, leo, when, patient=one) for one, when in zip(people, hours, strict=True)]
    )


def test_the_lock_lets_no_two_pass_the_limit_of_a_day_together(leo, together):
    answers = all_book_into_a_day_with_room_for_one(leo)

    assert tally(answers) == {"Appointment": 1, "OverTheLimit": CROWD - 1}


@pytest.mark.sweep
def test_without_the_lock_they_would(leo, no_lock, together):
    all_book_into_a_day_with_room_for_one(leo)

    assert Appointment.objects.count() == CROWD


@pytest.mark.parametrize("what", ["time off", "new hours", "a closed room", "a closed clinic"])
def test_time_off_and_hours_wait_in_the_same_queue(leo, what):
    """Of a booking and what would leave it standing, at the same moment, exactly one happens; five rounds."""
    service, rosa = make.service(), make.admin()
    for wall_time in ("08:15", "10:00", "12:00", "14:00", "16:00"):
        since, until = at(wall_time), at(wall_time) + timedelta(hours=1)
        away = {"starts_at": since, "ends_at": until, "reason": "Course", "by": rosa}
        others = {
            "time off": partial(take_time_off, therapist=leo, **away),
            "a closed room": partial(take_time_off, room=make.room(), **away),
            "a closed clinic": partial(take_time_off, everyone=True, **away),
            "new hours": partial(set_hours, therapist=leo, week={1: []}, valid_from=since.date(), by=rosa),
        }
        book = partial(ask.book, leo, since, patient=make.patient(), service=service)

        answers = all_at_once([book, others[what]])

        assert [isinstance(one, BookingRefused) for one in answers].count(True) == 1, answers
        tidy_up(leo)


def tidy_up(leo: Staff) -> None:
    for held in Appointment.objects.holding():
        booking.cancel(appointment=held, reason="Booked by mistake", by=leo)
    if not leo.working_hours.filter(weekday=1, valid_until=None).exists():
        make.working_hours(leo, 1, "06:00", "22:00")
