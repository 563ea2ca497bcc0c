"""The drive to a patient is held like the visit itself, and nobody drives to somebody unknown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from clinic import audit, clock
from clinic.models import AuditEvent
from patients.models import Patient
from scheduling import booking
from scheduling.availability import free_times
from scheduling.mobile import redirecting, zones
from scheduling.mobile.destination import Destination
from scheduling.mobile.readiness import Anonymous
from scheduling.mobile.travel import OnTheRoad
from scheduling.models import Appointment, MobileVisit
from scheduling.refusals import NothingToTakeBack, NotOffered, PatientTaken, StatusRefused, TherapistTaken
from tests import make
from tests.make import at
from tests.scheduling import ask, on_the_road
from tests.sweeping import each

pytestmark = pytest.mark.django_db


LACKING = [
    ({"birth_on": None}, "no date of birth"),
    ({"phone": ""}, "no phone number"),
    ({"phone": "12"}, "no phone number"),
    ({"address": ""}, "no address"),
    ({"first_name": "J."}, "no full name"),
    ({"birth_on": None, "address": " "}, "no date of birth and no address"),
]


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("08:00", "18:00"))


def starts(leo, **said):
    kind = said.pop("service", None) or make.service()
    asked = {"therapists": [leo], "days": [clock.today()], "dead_gaps": True, **said}
    found = free_times(service=kind, minutes=60, **asked)
    return [f"{clock.local(one.starts_at):%H:%M}" for one in found]


def test_a_mobile_visit_holds_its_drive_and_keeps_address_and_fee(leo):
    held = on_the_road.book(leo, at("13:00"))

    visit = held.mobile_visit
    assert (held.room, held.place) == (None, "At the patient's")
    assert (held.occupies.lower, held.occupies.upper) == (at("12:30"), at("14:30"))
    assert (visit.address, visit.fee, visit.address_by) == (on_the_road.ADDRESS, 12, None)
    assert AuditEvent.objects.get(object_type="mobilevisit", object_id=visit.pk).patient_id == held.patient_id


def test_the_drive_goes_to_the_address_as_it_is_under_the_lock(leo):
    shown = on_the_road.known()
    now = Patient.objects.get(pk=shown.pk)
    now.address = "9 Mill Lane\nPort Ellery"
    with transaction.atomic():
        now.save()
        audit.record("changed", now, by=leo)

    assert on_the_road.book(leo, at("13:00"), patient=shown).mobile_visit.address == now.address


def test_the_database_refuses_a_visit_that_is_nowhere(leo):
    held = make.appointment(leo, at("13:00"))
    Appointment.objects.filter(pk=held.pk).update(room=None)

    with (
        pytest.raises(IntegrityError, match="without a room, an event or an address"),
        connection.cursor() as asked,
    ):
        asked.execute("SET CONSTRAINTS visit_is_somewhere IMMEDIATE")


@pytest.mark.sweep
def test_the_fee_stays_as_it_was_when_the_visit_was_booked(leo):
    held = on_the_road.book(leo, at("13:00"))

    zones.set_fee(zone=on_the_road.zone(), amount=40, valid_from=clock.today(), by=make.admin("Ida"))

    assert MobileVisit.objects.get(appointment=held).fee == 12
    assert on_the_road.book(leo, at("16:00"), patient=on_the_road.known("Ben Ash")).mobile_visit.fee == 40


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("13:00", "Leo already has an appointment from 13:00 to 14:00"),
        ("11:45", "Leo is on the road from 12:30, to a visit at 13:00"),
        ("14:15", "Leo is on the road until 14:30, back from a visit that ends at 14:00"),
    ],
)
def test_nothing_is_booked_into_the_drive(leo, time, words):
    on_the_road.book(leo, at("13:00"))

    with pytest.raises((OnTheRoad, TherapistTaken), match=words):
        ask.book(leo, at(time))

    assert [ask.book(leo, at(one)).day for one in ("11:30", "14:30")] == [clock.today()] * 2


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("11:15", "The drive there takes 30 minutes, and Leo has an appointment until 11:00"),
        ("08:45", "The drive back takes 30 minutes, and Leo has an appointment from 10:00"),
    ],
)
def test_the_drive_is_not_put_over_a_visit_in_the_clinic(leo, time, words):
    ask.book(leo, at("10:00"))

    with pytest.raises(OnTheRoad, match=words):
        on_the_road.book(leo, at(time))


@pytest.mark.sweep
def test_two_mobile_visits_in_a_row_keep_the_drive_on_both_sides(leo):
    on_the_road.book(leo, at("10:00"))
    ben = on_the_road.known("Ben Ash")

    with pytest.raises(OnTheRoad, match="Leo is back from another visit only at 11:30"):
        on_the_road.book(leo, at("11:45"), patient=ben)

    assert on_the_road.book(leo, at("12:00"), patient=ben).occupies.lower == at("11:30")


def test_free_times_leave_room_to_drive_and_ask_for_no_room(leo):
    on_the_road.book(leo, at("12:00"))
    make.room().__class__.objects.update(active=False)

    offered = starts(leo, service=on_the_road.service(), zone=on_the_road.zone())

    assert (offered[0], offered[-1]) == ("08:15", "17:00")
    assert {"10:00", "14:00"} <= set(offered)
    assert not {"10:15", "13:45"} & set(offered)
    assert starts(leo) == []


@pytest.mark.sweep
def test_the_clinics_own_times_leave_the_drive_alone(leo):
    on_the_road.book(leo, at("12:00"))

    offered = starts(leo)

    assert {"10:30", "13:30"} <= set(offered)
    assert not {"10:45", "13:15"} & set(offered)


@pytest.mark.sweep
def test_the_patient_is_in_one_place_at_a_time(leo):
    ada = on_the_road.known()
    ask.book(leo, at("10:00"), patient=ada)

    with pytest.raises(PatientTaken):
        on_the_road.book(make.therapist("Mia"), at("10:30"), patient=ada)


@pytest.mark.parametrize("unknown", each(LACKING, one_in=6))
def test_nobody_is_visited_whom_the_clinic_does_not_know(leo, unknown):
    lacking, words = unknown
    stranger = on_the_road.known(**lacking)

    with pytest.raises(Anonymous, match=words):
        on_the_road.book(leo, at("10:00"), patient=stranger, to=Destination(on_the_road.zone(), "5 Hill St"))

    assert not Appointment.objects.exists()


@pytest.mark.sweep
def test_a_mobile_service_needs_a_zone_that_is_served(leo):
    with pytest.raises(NotOffered, match="Say in which zone"):
        ask.book(leo, at("10:00"), service=on_the_road.service(), patient=on_the_road.known())

    zones.set_active(zone=on_the_road.zone(), active=False, by=make.admin("Ida"))
    given_up = Destination(on_the_road.zone())
    with pytest.raises(NotOffered, match="Nobody drives to Oakfield any more"):
        on_the_road.book(leo, at("10:00"), to=given_up)


@pytest.mark.sweep
def test_what_is_done_in_the_clinic_goes_nowhere(leo):
    with pytest.raises(NotOffered, match="takes place in the clinic"):
        on_the_road.book(leo, at("10:00"), service=make.service())


@pytest.mark.sweep
def test_moving_takes_the_drive_and_the_address_along(leo):
    held = on_the_road.book(leo, at("10:00"))
    ask.book(leo, at("14:00"))

    with pytest.raises(OnTheRoad, match="The drive back takes 30 minutes"):
        booking.move(appointment=held, starts_at=at("12:45"), therapist=leo, version=1, by=held.booked_by)
    moved = booking.move(appointment=held, starts_at=at("12:30"), therapist=leo, version=1, by=held.booked_by)

    assert (moved.room, moved.occupies.upper) == (None, at("14:00"))
    assert moved.mobile_visit.address == on_the_road.ADDRESS


@pytest.mark.sweep
def test_a_longer_visit_needs_its_drive_as_well(leo):
    longer = on_the_road.service()
    longer.durations = [60, 90]
    longer.save()
    held = on_the_road.book(leo, at("10:00"), service=longer)
    ask.book(leo, at("11:30"))

    with pytest.raises(OnTheRoad, match="has an appointment from 11:30"):
        booking.resize(appointment=held, minutes=90, version=1, by=held.booked_by)


@pytest.mark.sweep
def test_another_zone_may_refuse_and_then_says_that_it_is_the_drive(leo):
    held = on_the_road.book(leo, at("10:00"))
    ask.book(leo, at("11:45"))
    far, near = on_the_road.zone("Far Hills", 60, 60, "30"), on_the_road.zone("Harbour", 10, 10, "")
    said = {"visit": held.mobile_visit, "version": 1, "by": held.booked_by}

    with pytest.raises(OnTheRoad, match="The drive back takes 60 minutes"):
        redirecting.redirect(to=Destination(far, "1 Hill"), **said)
    visit = redirecting.redirect(to=Destination(near, "9 Quay"), **said)

    held.refresh_from_db()
    assert (visit.address, visit.address_by, visit.fee) == ("9 Quay", held.booked_by, None)
    assert (held.occupies.lower, held.version) == (at("09:50"), 2)
    assert ask.book(leo, at("08:45"), patient=make.patient())


@pytest.mark.sweep
def test_another_address_in_the_same_zone_keeps_drive_and_fee(leo):
    held = on_the_road.book(leo, at("10:00"))
    zones.change(zone=on_the_road.zone(), said=zones.Said("Oakfield", 50, 50), by=make.admin("Ida"))
    to = Destination(on_the_road.zone(), "9 Quay", "Ring twice")

    visit = redirecting.redirect(visit=held.mobile_visit, to=to, version=1, by=held.booked_by)

    held.refresh_from_db()
    assert (visit.directions, visit.minutes_there, visit.fee) == ("Ring twice", 30, 12)
    assert held.occupies.lower == at("09:30")
    with pytest.raises(NothingToTakeBack):
        booking.restore(appointment=held, version=2, by=held.booked_by)


@pytest.mark.sweep
def test_a_drive_that_changed_is_not_taken_back_without_its_zone(leo):
    held = on_the_road.book(leo, at("10:00"))
    near = Destination(on_the_road.zone("Harbour", 10, 10))
    redirecting.redirect(visit=held.mobile_visit, to=near, version=1, by=held.booked_by)
    held.refresh_from_db()

    with pytest.raises(NothingToTakeBack):
        booking.restore(appointment=held, version=2, by=held.booked_by)


@pytest.mark.sweep
def test_a_cancelled_visit_goes_nowhere_else_and_comes_back_as_it_was(leo):
    held = on_the_road.book(leo, at("10:00"))
    gone = booking.cancel(appointment=held, reason="The patient asked", by=held.booked_by)

    to = Destination(on_the_road.zone(), "9 Quay")
    with pytest.raises(StatusRefused):
        redirecting.redirect(visit=held.mobile_visit, to=to, version=gone.version, by=held.booked_by)
    back = booking.restore(appointment=gone, version=gone.version, by=held.booked_by)

    assert (back.room, back.occupies.lower) == (None, at("09:30"))


@pytest.mark.sweep
def test_a_day_later_the_same_service_is_offered_from_the_clinics_opening(leo):
    tomorrow = clock.today() + timedelta(days=1)
    found = free_times(
        service=on_the_road.service(), minutes=60, therapists=[leo], days=[tomorrow], zone=on_the_road.zone()
    )

    assert (found[0].starts_at, found[0].place) == (at("08:00", tomorrow), "At the patient's")
