"""Working hours and time off: changed only where nobody is left standing."""

from datetime import date, time, timedelta

import pytest

from clinic import clock
from clinic.models import AuditEvent
from scheduling import booking, hours
from scheduling.models import WorkingHours
from scheduling.refusals import Away, BookingRefused, InTheWay, OutsideHours
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

NEXT_TUESDAY = date(2026, 12, 1)


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo", hours=("09:00", "17:00"))


@pytest.fixture
def rosa():
    return make.admin()


def set_tuesdays(leo, rosa, *stretches, valid_from=None):
    return hours.set_hours(
        therapist=leo,
        location=make.location(),
        weekday=1,
        stretches=[(time.fromisoformat(a), time.fromisoformat(b)) for a, b in stretches],
        valid_from=valid_from or clock.today(),
        by=rosa,
    )


def test_new_hours_count_from_their_first_day_on(leo, rosa):
    set_tuesdays(leo, rosa, ("12:00", "20:00"), valid_from=NEXT_TUESDAY)

    assert ask.book(leo, at("09:00"))
    assert ask.book(leo, at("19:00", NEXT_TUESDAY))
    with pytest.raises(OutsideHours, match="works from 12:00 to 20:00"):
        ask.book(leo, at("09:00", NEXT_TUESDAY))
    assert AuditEvent.objects.filter(action="hours set", object_id=leo.pk).exists()


def test_hours_set_for_later_are_replaced_not_doubled(leo, rosa):
    set_tuesdays(leo, rosa, ("12:00", "20:00"), valid_from=NEXT_TUESDAY)
    set_tuesdays(leo, rosa, ("10:00", "11:00"), ("12:00", "13:00"))

    here = WorkingHours.objects.on(NEXT_TUESDAY).filter(therapist=leo).order_by("starts")
    assert [str(row) for row in here] == ["10:00 to 11:00", "12:00 to 13:00"]


def test_hours_that_would_leave_an_appointment_outside_are_refused_and_name_it(leo, rosa):
    ask.book(leo, at("10:00", NEXT_TUESDAY), patient=make.patient("Ana Silva"))

    with pytest.raises(InTheWay, match=r"1 appointment stands .* Tuesday 1 December 10:00 Ana Silva") as no:
        set_tuesdays(leo, rosa, ("12:00", "17:00"))

    assert len(no.value.appointments) == 1
    assert WorkingHours.objects.on(NEXT_TUESDAY).get(therapist=leo).starts == time(9)


def test_touching_stretches_hold_an_appointment_across_their_seam(leo, rosa):
    ask.book(leo, at("11:30"))

    assert set_tuesdays(leo, rosa, ("09:00", "12:00"), ("12:00", "17:00"))


@pytest.mark.parametrize(
    "stretches", [[("12:00", "11:00")], [("09:00", "12:00"), ("11:00", "13:00")], [("09:00", "09:00")]]
)
def test_crooked_hours_are_refused(leo, rosa, stretches):
    with pytest.raises(BookingRefused, match="must end after it begins"):
        set_tuesdays(leo, rosa, *stretches)


def test_the_past_keeps_its_hours(leo, rosa):
    with pytest.raises(BookingRefused, match="stay as they were"):
        set_tuesdays(leo, rosa, ("09:00", "12:00"), valid_from=clock.today() - timedelta(days=1))


def away(leo, rosa, starts="12:00", ends="14:00", **said):
    whose = said or {"therapist": leo}
    return hours.take_time_off(starts_at=at(starts), ends_at=at(ends), reason="Course", **whose, by=rosa)


def test_time_off_closes_the_time(leo, rosa):
    away(leo, rosa)

    with pytest.raises(Away):
        ask.book(leo, at("13:00"))
    assert AuditEvent.objects.filter(action="time off taken").exists()


def test_time_off_over_an_appointment_is_refused_and_names_it(leo, rosa):
    held = ask.book(leo, at("13:00"), patient=make.patient("Ana Silva"))

    with pytest.raises(InTheWay, match="today 13:00 Ana Silva"):
        away(leo, rosa)

    booking.cancel(appointment=held, reason="The patient asked", by=rosa)
    assert away(leo, rosa)


def test_a_room_is_closed_the_same_way(leo, rosa):
    ask.book(leo, at("13:00"))

    with pytest.raises(InTheWay):
        away(leo, rosa, room=make.room())
    assert away(leo, rosa, "14:00", "16:00", room=make.room())


def test_time_off_that_ends_before_it_begins_is_refused(leo, rosa):
    with pytest.raises(BookingRefused, match="end after it begins"):
        away(leo, rosa, "14:00", "12:00")
