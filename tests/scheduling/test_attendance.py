"""Where an appointment may go from where it stands, and how the last step is taken back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from clinic.models import AuditEvent
from patients import standing
from scheduling import booking, chronicle, next_steps
from scheduling.lawful import MOVABLE, NEXT
from scheduling.models import Appointment, Status
from scheduling.refusals import (
    BookingRefused,
    Changed,
    NotBookable,
    NothingToTakeBack,
    OutsideHours,
    StatusRefused,
    TherapistTaken,
)
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

VERBS: dict[str, tuple[Any, Status, dict[str, Any]]] = {
    "arrive": (booking.arrive, Status.ARRIVED, {}),
    "fulfil": (booking.fulfil, Status.FULFILLED, {}),
    "miss": (booking.miss, Status.NOSHOW, {}),
    "cancel": (booking.cancel, Status.CANCELLED, {"reason": "The patient asked"}),
}


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo", hours=("08:00", "18:00"))


@pytest.fixture
def joan():
    return make.front_desk()


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_works_exactly_where_the_table_says_so(leo, joan, tuesday, status, name):
    verb, becomes, said = VERBS[name]
    held = make.appointment(leo, at("10:00"), status=status)
    tuesday.move_to(at("10:05"))

    if becomes in NEXT[status] or (status == becomes and name in {"arrive", "fulfil"}):
        assert verb(appointment=held, **said, by=joan).status == becomes
    else:
        with pytest.raises(StatusRefused):
            verb(appointment=held, **said, by=joan)


@pytest.mark.parametrize("status", Status)
def test_only_what_has_not_begun_can_be_moved(leo, joan, status):
    held = make.appointment(leo, at("10:00"), status=status)

    if status in MOVABLE:
        assert (
            booking.move(appointment=held, starts_at=at("12:00"), therapist=leo, version=1, by=joan).status
            == status
        )
    else:
        with pytest.raises(StatusRefused, match="it cannot be moved"):
            booking.move(appointment=held, starts_at=at("12:00"), therapist=leo, version=1, by=joan)


def test_nothing_follows_what_is_final():
    assert NEXT[Status.FULFILLED] == NEXT[Status.ENTERED_IN_ERROR] == frozenset()
    assert set(NEXT) == set(Status)


@pytest.mark.parametrize(
    ("name", "action"), [("arrive", "arrived"), ("miss", "missed"), ("cancel", "cancelled")]
)
def test_every_step_leaves_its_line_in_the_audit_log(leo, joan, tuesday, name, action):
    verb, _, said = VERBS[name]
    held = make.appointment(leo, at("10:00"))
    tuesday.move_to(at("10:05"))

    verb(appointment=held, **said, by=joan)

    assert AuditEvent.objects.get(action=action).object_id == held.pk


def test_confirming_twice_keeps_the_first_time(leo, joan):
    held = make.appointment(leo, at("10:00"))

    first = booking.confirm(appointment=held, by=joan)
    again = booking.confirm(appointment=held, by=joan)

    assert (first.confirmed_at, first.version) == (again.confirmed_at, again.version)
    assert again.shown_as == "confirmed"


def test_for_somebody_who_has_died_an_appointment_can_only_be_cancelled(leo, joan):
    held, called_off = make.appointment(leo, at("10:00")), make.appointment(leo, at("12:00"))
    booking.cancel(appointment=called_off, reason="", by=joan)
    for one in (held, called_off):
        standing.record_death(one.patient, None, by=joan)

    asked: list[Any] = [
        lambda: booking.confirm(appointment=held, by=joan),
        lambda: booking.arrive(appointment=held, by=joan),
        lambda: booking.move(appointment=held, starts_at=at("14:00"), therapist=leo, version=1, by=joan),
        lambda: booking.restore(appointment=called_off, version=2, by=joan),
    ]
    for ask_for in asked:
        with pytest.raises(NotBookable, match="No new appointments are booked"):
            ask_for()

    assert booking.cancel(appointment=held, reason="", by=joan).status == Status.CANCELLED


def test_arrived_is_for_the_day_itself(leo, joan, tuesday):
    held = make.appointment(leo, at("10:00"))
    tuesday.shift(timedelta(days=1))

    with pytest.raises(BookingRefused, match="on the day of the appointment only"):
        booking.arrive(appointment=held, by=joan)


def test_a_no_show_is_not_told_before_its_time(leo, joan):
    with pytest.raises(BookingRefused, match="It has not begun yet"):
        booking.miss(appointment=make.appointment(leo, at("10:00")), by=joan)


def test_a_cancelled_time_is_free_at_once(leo, joan):
    held = ask.book(leo, at("10:00"))

    booking.cancel(appointment=held, reason="The patient asked", by=joan)

    assert ask.book(leo, at("10:00"))


def test_a_moved_visit_keeps_its_length_and_loses_its_confirmation(leo, joan):
    held = ask.book(leo, at("10:00"), service=make.service("Deep tissue", buffer_after=15))
    held = booking.confirm(appointment=held, by=joan)

    moved = booking.move(appointment=held, starts_at=at("10:30"), therapist=leo, version=2, by=joan)

    assert (moved.starts_at, moved.minutes, moved.confirmed_at) == (at("10:30"), 60, None)
    assert moved.occupies.upper == at("11:45")


def test_moving_obeys_the_same_rules_as_booking(leo, joan):
    held = ask.book(leo, at("10:00"))
    ask.book(leo, at("12:00"))

    with pytest.raises(TherapistTaken, match=r"Free today: 09:45, 11:00, 13:00\."):
        booking.move(appointment=held, starts_at=at("11:30"), therapist=leo, version=1, by=joan)
    with pytest.raises(OutsideHours):
        booking.move(appointment=held, starts_at=at("17:30"), therapist=leo, version=1, by=joan)


def test_moving_to_somebody_else_frees_the_first(leo, joan):
    mia, held = make.therapist("Mia"), ask.book(leo, at("10:00"))

    booking.move(appointment=held, starts_at=at("10:00"), therapist=mia, version=1, by=joan)

    assert ask.book(leo, at("10:00"))
    with pytest.raises(TherapistTaken, match="Mia already has"):
        ask.book(mia, at("10:00"))


def test_an_older_page_is_refused_with_both_states(leo, joan):
    held = ask.book(leo, at("10:00"))
    booking.move(appointment=held, starts_at=at("12:00"), therapist=leo, version=1, by=joan)

    with pytest.raises(
        Changed, match=r"showed: today 10:00 with Leo, booked\. It is now: today 12:00 with Leo, booked"
    ):
        booking.cancel(appointment=held, reason="The patient asked", version=1, by=joan)


def test_a_cancelled_appointment_is_put_back_whole(leo, joan):
    held = booking.confirm(appointment=ask.book(leo, at("10:00")), by=joan)
    gone = booking.cancel(appointment=held, reason="The patient asked", by=joan)

    back = booking.restore(appointment=gone, version=gone.version, by=joan)

    assert (back.status, back.cancel_reason, back.confirmed_at) == (Status.BOOKED, "", held.confirmed_at)
    assert AuditEvent.objects.get(action="restored").object_id == held.pk


def test_it_is_not_put_back_over_somebody_else(leo, joan):
    held = ask.book(leo, at("10:00"))
    gone = booking.cancel(appointment=held, reason="The patient asked", by=joan)
    ask.book(leo, at("10:30"))

    with pytest.raises(TherapistTaken, match="Leo already has an appointment from 10:30"):
        booking.restore(appointment=gone, version=gone.version, by=joan)


def test_it_comes_back_in_another_room_when_its_own_was_given_away(leo, joan):
    held = ask.book(leo, at("10:00"))
    gone = booking.cancel(appointment=held, reason="The patient asked", by=joan)
    assert ask.book(make.therapist("Mia"), at("10:00")).room == held.room

    assert booking.restore(appointment=gone, version=gone.version, by=joan).room.name == "Room 2"


def test_a_move_is_taken_back(leo, joan):
    held = ask.book(leo, at("10:00"))
    moved = booking.move(
        appointment=held, starts_at=at("12:00"), therapist=make.therapist("Mia"), version=1, by=joan
    )

    back = booking.restore(appointment=moved, version=moved.version, by=joan)

    assert (back.starts_at, back.therapist, back.room) == (at("10:00"), leo, held.room)


def test_an_arrival_and_a_no_show_are_taken_back(leo, joan, tuesday):
    held = ask.book(leo, at("10:00"))
    tuesday.move_to(at("10:05"))
    for verb in (booking.arrive, booking.miss):
        done = verb(appointment=held, by=joan)
        held = booking.restore(appointment=done, version=done.version, by=joan)

    assert (held.status, held.arrived_at) == (Status.BOOKED, None)


def test_what_was_taken_back_is_not_taken_back_again(leo, joan):
    held = ask.book(leo, at("10:00"))
    gone = booking.cancel(appointment=held, reason="The patient asked", by=joan)
    back = booking.restore(appointment=gone, version=gone.version, by=joan)

    with pytest.raises(NothingToTakeBack):
        booking.restore(appointment=back, version=back.version, by=joan)
    with pytest.raises(NothingToTakeBack):
        booking.restore(appointment=make.appointment(leo, at("12:00")), version=1, by=joan)


def test_an_undo_is_refused_once_something_else_has_happened(leo, joan):
    held = ask.book(leo, at("10:00"))
    moved = booking.move(appointment=held, starts_at=at("12:00"), therapist=leo, version=1, by=joan)
    booking.confirm(appointment=moved, by=joan)

    with pytest.raises(Changed):
        booking.restore(appointment=moved, version=moved.version, by=joan)


def test_every_version_is_kept(leo, joan):
    held = ask.book(leo, at("10:00"))
    booking.cancel(appointment=held, reason="The patient asked", by=joan)

    kept = Appointment.objects.get().events.order_by("pgh_id")

    assert [one.status for one in kept] == ["booked", "cancelled"]
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("DELETE FROM scheduling_appointmentevent")


def test_a_request_is_accepted_once_and_nothing_else_is(leo, joan):
    held = make.appointment(leo, at("10:00") + timedelta(days=1), status=Status.PROPOSED)
    assert "accept_request" in next_steps.actions(held)

    booked = booking.accept(appointment=held, by=joan)
    again = booking.accept(appointment=held, by=joan)

    assert (booked.status, again.version) == (Status.BOOKED, booked.version)
    assert "Accepted: booked" in [line.words for line in chronicle.of(booked)]
    pending = make.appointment(leo, at("12:00") + timedelta(days=1), status=Status.PENDING)
    assert "accept_request" not in next_steps.actions(pending)
    with pytest.raises(StatusRefused):
        booking.accept(appointment=pending, by=joan)
