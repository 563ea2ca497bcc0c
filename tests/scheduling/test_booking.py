"""What booking refuses, in which words, and what it leaves behind."""

import uuid
from datetime import date
from unittest import mock

import pytest

from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import AuditEvent
from scheduling import locks
from scheduling.models import Appointment, Location, Room, Status, TimeOff
from scheduling.refusals import (
    Away,
    BookingRefused,
    NoRoom,
    NotOffered,
    OffTheGrid,
    OutsideHours,
    PatientTaken,
    RoomTaken,
    RoomUnsuitable,
    TherapistTaken,
    TimePassed,
)
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo", hours=("09:00", "17:00"))


def test_a_room_is_never_given_that_was_not_held(leo, monkeypatch):
    """First only the usual one is held; another is given once all of them are."""
    usual = Room.objects.get(name="Room 2")
    leo.working_hours.update(room=usual)
    make.appointment(make.therapist("Mia"), at("10:00"), room=usual)
    heard = mock.Mock(wraps=locks.queue)
    monkeypatch.setattr(locks, "queue", heard)

    held = ask.book(leo, at("10:00"))

    every_room = [asked.kwargs["every_room"] for asked in heard.call_args_list]
    assert (held.room.name, every_room) == ("Room 1", [False, True])


def test_a_free_time_is_held_and_written_into_the_audit_log(leo):
    held = ask.book(leo, at("10:00"), note="Comes by bicycle")

    assert (held.status, held.minutes, held.note) == (Status.BOOKED, 60, "Comes by bicycle")
    event = AuditEvent.objects.get(action="booked", object_id=held.pk)
    assert (event.patient_id, event.actor) == (held.patient_id, held.booked_by)


def test_a_therapist_cannot_be_booked_for_two_patients_at_once(leo):
    ask.book(leo, at("10:00"))

    with pytest.raises(TherapistTaken, match=r"Leo already has an appointment from 10:00 to 11:00\."):
        ask.book(leo, at("10:45"))

    assert leo.appointments.count() == 1


def test_the_refusal_names_the_nearest_free_times_of_the_day(leo):
    ask.book(leo, at("10:00"))

    with pytest.raises(TherapistTaken) as refusal:
        ask.book(leo, at("10:00"))

    assert str(refusal.value).endswith("Free today: 09:00, 11:00, 12:00.")


def test_the_next_may_begin_the_minute_the_last_one_ends(leo):
    ask.book(leo, at("10:00"))

    assert ask.book(leo, at("11:00")).room.name == "Room 1"


def test_buffers_keep_the_next_one_away(leo):
    turning_over = make.service("Deep tissue", buffer_before=15, buffer_after=15)
    ask.book(leo, at("10:00"), service=turning_over)

    with pytest.raises(TherapistTaken, match="15 minutes after it are kept for turning over"):
        ask.book(leo, at("11:00"))
    with pytest.raises(TherapistTaken):
        ask.book(leo, at("11:15"), service=turning_over)

    assert ask.book(leo, at("11:15"))
    assert ask.book(leo, at("12:30"), service=turning_over)


@pytest.mark.parametrize("wall_time", ["08:45", "16:15", "17:00"])
def test_outside_working_hours_is_refused(leo, wall_time):
    with pytest.raises(OutsideHours, match="Leo works from 09:00 to 17:00 today"):
        ask.book(leo, at(wall_time))


def test_the_last_hour_of_the_day_may_be_booked(leo):
    assert ask.book(leo, at("16:00"))


def test_a_day_without_hours_is_refused_in_words():
    with pytest.raises(OutsideHours, match=r"Leo does not work today\. Nothing is free in the two weeks"):
        ask.book(make.therapist("Leo", hours=None), at("10:00"))


def test_across_a_break_is_refused_but_across_touching_stretches_is_not():
    make.room()
    leo = make.therapist("Leo", hours=None)
    for starts, ends in (("09:00", "12:00"), ("12:00", "13:00"), ("14:00", "17:00")):
        make.working_hours(leo, 1, starts, ends)

    assert ask.book(leo, at("11:30"))
    with pytest.raises(OutsideHours, match="09:00 to 12:00, 12:00 to 13:00 and 14:00 to 17:00"):
        ask.book(leo, at("12:30"))


def test_time_off_is_refused_with_when_it_ends(leo):
    TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("14:00"), reason="Course")

    with pytest.raises(Away, match="Leo is away from 12:00 until 14:00"):
        ask.book(leo, at("13:00"))

    assert ask.book(leo, at("11:00"))
    assert ask.book(leo, at("14:00"))


@pytest.mark.parametrize("wall_time", ["10:05", "10:20"])
def test_a_time_off_the_grid_is_refused(leo, wall_time):
    with pytest.raises(OffTheGrid, match="every 15 minutes"):
        ask.book(leo, at(wall_time))


def test_a_time_that_has_passed_is_refused(leo, tuesday):
    tuesday.move_to(at("10:01"))

    with pytest.raises(TimePassed, match=r"That time has passed\. Free today: 10:15, 11:15, 12:15"):
        ask.book(leo, at("10:00"))


def test_a_length_the_service_does_not_have_is_refused(leo):
    with pytest.raises(NotOffered, match="offered for 60 minutes"):
        ask.book(leo, at("10:00"), minutes=45)


def test_a_service_no_longer_offered_is_refused(leo):
    with pytest.raises(NotOffered, match="not offered any more"):
        ask.book(leo, at("10:00"), service=make.service("Old one", active=False))


def test_somebody_who_does_not_treat_cannot_be_booked(leo):
    leo.is_active = False
    leo.save()

    with pytest.raises(NotOffered, match="Leo takes no appointments"):
        ask.book(leo, at("10:00"))


def test_a_first_visit_is_for_somebody_new(leo):
    first = make.service("First visit", minutes=90, first_visit_only=True)
    known = make.patient("Ana Known")
    make.appointment(leo, at("10:00", date(2026, 11, 17)), patient=known, status=Status.FULFILLED)

    with pytest.raises(NotOffered, match="Ana Known has been here before"):
        ask.book(leo, at("10:00"), service=first, patient=known)
    assert ask.book(leo, at("10:00"), service=first)


def test_a_patient_cannot_be_in_two_places_at_once(leo):
    ana = make.patient("Ana Silva")
    ask.book(leo, at("10:00"), patient=ana)

    with pytest.raises(
        PatientTaken, match="Ana Silva already has an appointment from 10:00 to 11:00 with Leo"
    ):
        ask.book(make.therapist("Mia"), at("10:30"), patient=ana)


def test_a_patient_may_go_from_one_therapist_straight_to_the_next(leo):
    ana = make.patient("Ana Silva")
    ask.book(leo, at("10:00"), patient=ana, service=make.service("Deep tissue", buffer_after=15))

    assert ask.book(make.therapist("Mia"), at("11:00"), patient=ana)


def test_when_every_room_is_taken_it_is_refused(leo):
    for name in ("Mia", "Noa"):
        ask.book(make.therapist(name), at("10:00"))

    with pytest.raises(NoRoom, match="No room is free from 10:30 to 11:30"):
        ask.book(leo, at("10:30"))


def test_a_room_under_repair_is_not_used(leo):
    TimeOff.objects.create(room=make.room(), starts_at=at("09:00"), ends_at=at("12:00"), reason="Painting")

    assert ask.book(leo, at("10:00")).room.name == "Room 2"
    assert ask.book(leo, at("12:00")).room.name == "Room 1"


def test_the_therapists_usual_room_comes_first(leo):
    leo.working_hours.update(room=make.room("Room 2"))

    assert ask.book(leo, at("10:00")).room.name == "Room 2"


def test_a_room_elsewhere_is_no_use(leo):
    Room.objects.filter(name="Room 1").delete()
    Room.objects.update(location=Location.objects.create(name="Mill Lane"))

    with pytest.raises(NoRoom, match="There is no room"):
        ask.book(leo, at("10:00"))


def test_a_patient_who_needs_it_gets_the_step_free_room(leo):
    make.room("Room 3", features=["step-free"])
    ada = make.patient(step_free=True)

    assert ask.book(leo, at("10:00"), patient=ada).room.name == "Room 3"
    with pytest.raises(NoRoom, match="No step-free room is free"):
        ask.book(make.therapist("Mia"), at("10:00"), patient=make.patient(step_free=True))


def test_a_service_gets_a_room_with_what_it_needs(leo):
    lifted = make.service("Lift table", needs=["table with lift"])
    make.room("Room 3", features=["table with lift", "step-free"])

    assert ask.book(leo, at("10:00"), service=lifted).room.name == "Room 3"


def test_a_room_asked_for_by_name_is_taken_or_refused(leo):
    second = make.room("Room 2")

    assert ask.book(leo, at("10:00"), room=second).room == second
    with pytest.raises(RoomTaken, match="Room 2 is not free from 10:00 to 11:00"):
        ask.book(make.therapist("Mia"), at("10:00"), room=second)
    with pytest.raises(RoomUnsuitable, match="must have: step-free"):
        ask.book(leo, at("12:00"), room=second, patient=make.patient(step_free=True))


def test_sending_the_same_form_twice_books_once(leo):
    key, ana = uuid.uuid4(), make.patient()

    first = ask.book(leo, at("10:00"), patient=ana, key=key)
    again = ask.book(leo, at("10:00"), patient=ana, key=key)

    assert first == again
    assert Appointment.objects.count() == 1


def test_a_skipped_hour_and_a_repeated_one_are_never_guessed():
    with pytest.raises(SkippedTime, match="01:30 does not exist on 28 March 2027"):
        at("01:30", date(2027, 3, 28))
    with pytest.raises(RepeatedTime, match="01:30 comes twice on 31 October 2027"):
        at("01:30", date(2027, 10, 31))


def test_both_readings_of_a_repeated_hour_can_be_booked():
    make.room()
    owl = make.therapist("Owl", hours=("00:00", "06:00"))
    with pytest.raises(RepeatedTime) as twice:
        at("01:00", date(2027, 10, 31))

    first, second = ask.book(owl, twice.value.earlier), ask.book(owl, twice.value.later)

    assert first.ends_at == second.starts_at


def test_hours_lie_on_the_wall_clock_on_both_sides_of_a_change(leo):
    before, after = date(2027, 3, 27), date(2027, 3, 28)

    assert ask.book(leo, at("09:00", before)).starts_at.hour == 9
    assert ask.book(leo, at("09:00", after)).starts_at.hour == 8
    with pytest.raises(OutsideHours):
        ask.book(leo, at("08:45", after))


@pytest.mark.parametrize(
    "status", [Status.CANCELLED, Status.NOSHOW, Status.ENTERED_IN_ERROR, Status.WAITLIST]
)
def test_what_holds_no_time_is_not_in_the_way(leo, status):
    make.appointment(leo, at("10:00"), status=status)

    assert ask.book(leo, at("10:00"))


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.PENDING, Status.ARRIVED, Status.CHECKED_IN])
def test_what_is_only_asked_for_holds_its_time_all_the_same(leo, status):
    make.appointment(leo, at("10:00"), status=status)

    with pytest.raises(BookingRefused):
        ask.book(leo, at("10:00"))
