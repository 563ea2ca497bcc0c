"""Working hours and time off: changed only where nobody is left standing."""

from datetime import date, time, timedelta

import pytest

from clinic import clock
from clinic.models import AuditEvent
from scheduling import booking
from scheduling.availability import free_times
from scheduling.hours import Stretch, set_hours
from scheduling.models import Location, Room, WorkingHours
from scheduling.refusals import Away, BookingRefused, Closed, InTheWay, OutsideHours
from scheduling.time_off import give_back, take_time_off
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

NEXT_TUESDAY = date(2026, 12, 1)
WEEK = timedelta(days=7)


@pytest.fixture
def rosa():
    return make.admin()


def stretch(starts, ends, location=None):
    return Stretch(time.fromisoformat(starts), time.fromisoformat(ends), location or make.location())


def set_tuesdays(leo, rosa, *stretches, valid_from=None, valid_until=None):
    return set_hours(
        therapist=leo,
        week={1: [stretch(*one) for one in stretches]},
        valid_from=valid_from or clock.today(),
        valid_until=valid_until,
        by=rosa,
    )


def tuesdays(leo, *days):
    """The hours of these days, in words."""
    held = [WorkingHours.objects.on(day).filter(therapist=leo).order_by("starts") for day in days]
    return [", ".join(str(row) for row in rows) for rows in held]


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

    assert tuesdays(leo, NEXT_TUESDAY) == ["10:00 to 11:00, 12:00 to 13:00"]


def test_one_date_has_hours_of_its_own_and_the_usual_ones_go_on_after_it(leo, rosa):
    set_tuesdays(leo, rosa, ("12:00", "14:00"), valid_from=NEXT_TUESDAY, valid_until=NEXT_TUESDAY)

    usual = "09:00 to 17:00"
    assert tuesdays(leo, clock.today(), NEXT_TUESDAY, NEXT_TUESDAY + WEEK) == [
        usual,
        "12:00 to 14:00",
        usual,
    ]


def test_a_period_cuts_through_whatever_was_to_hold_in_it(leo, rosa):
    second, third, fourth = (NEXT_TUESDAY + n * WEEK for n in (1, 2, 3))
    set_tuesdays(leo, rosa, ("12:00", "14:00"), valid_from=second)
    set_tuesdays(leo, rosa, valid_from=NEXT_TUESDAY, valid_until=third)

    assert tuesdays(leo, clock.today(), NEXT_TUESDAY, third, fourth) == [
        "09:00 to 17:00",
        "",
        "",
        "12:00 to 14:00",
    ]


def test_other_weekdays_and_hours_that_are_so_already_are_left_alone(leo, rosa):
    before = list(WorkingHours.objects.order_by("pk").values())

    assert set_tuesdays(leo, rosa, ("09:00", "17:00")) == []
    assert list(WorkingHours.objects.order_by("pk").values()) == before
    assert not AuditEvent.objects.filter(action="hours set").exists()


def test_hours_elsewhere_do_not_hold_an_appointment_here(leo, rosa):
    ask.book(leo, at("10:00", NEXT_TUESDAY))
    mill = Location.objects.create(name="Mill Road")
    Room.objects.create(location=mill, name="Room 9")

    with pytest.raises(InTheWay):
        set_tuesdays(leo, rosa, ("09:00", "17:00", mill))

    assert set_tuesdays(leo, rosa, ("09:00", "12:00"), ("13:00", "17:00", mill))
    assert ask.book(leo, at("13:00", NEXT_TUESDAY)).room.location == mill


def test_an_appointment_after_the_last_day_is_in_nobodys_way(leo, rosa):
    ask.book(leo, at("10:00", NEXT_TUESDAY + WEEK))

    assert set_tuesdays(leo, rosa, ("12:00", "17:00"), valid_until=NEXT_TUESDAY)
    with pytest.raises(BookingRefused, match="must not come before"):
        set_tuesdays(leo, rosa, valid_from=NEXT_TUESDAY, valid_until=clock.today())


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
    return take_time_off(starts_at=at(starts), ends_at=at(ends), reason="Course", **whose, by=rosa)


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


def test_a_closed_clinic_takes_no_appointment_with_anyone(leo, rosa):
    maya = make.therapist("Maya")
    away(leo, rosa, everyone=True)

    for one in (leo, maya):
        with pytest.raises(Closed, match="The clinic is closed from 12:00 until 14:00: Course"):
            ask.book(one, at("12:30"))
    offers = free_times(service=make.service(), minutes=60, therapists=[leo, maya], days=[clock.today()])
    assert offers
    assert not [one for one in offers if one.starts_at < at("14:00") and one.ends_at > at("12:00")]


def test_the_clinic_does_not_close_over_anybodys_appointment(leo, rosa):
    ask.book(make.therapist("Maya"), at("13:00"), patient=make.patient("Ana Silva"))

    with pytest.raises(InTheWay, match="Ana Silva"):
        away(leo, rosa, everyone=True)


def test_time_off_given_back_can_be_booked(leo, rosa):
    off = away(leo, rosa)

    give_back(off=off, by=rosa)

    assert ask.book(leo, at("12:30"))
    assert AuditEvent.objects.filter(action="time off given back").exists()
    with pytest.raises(BookingRefused, match="given back before"):
        give_back(off=off, by=rosa)


def test_of_time_off_that_has_begun_only_the_rest_is_given_back(leo, rosa, tuesday):
    off = away(leo, rosa)
    tuesday.move_to(at("13:00"))

    give_back(off=off, by=rosa)

    off.refresh_from_db()
    assert off.ends_at == at("13:00")
    with pytest.raises(BookingRefused, match="is over"):
        give_back(off=off, by=rosa)


def test_time_off_that_has_passed_is_refused(leo, rosa):
    with pytest.raises(BookingRefused, match="has passed"):
        away(leo, rosa, "06:00", "07:00")
