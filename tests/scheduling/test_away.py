"""A therapist falls ill: each patient of the day goes to a colleague or is rung, and nobody is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.html import strip_tags

from clinic import clock
from scheduling import attendance
from scheduling.away.handing_over import DayChanged, hand_over, left_of
from scheduling.away.stand_ins import stand_ins
from scheduling.calls import calling
from scheduling.models import Appointment, Call, TimeOff
from scheduling.refusals import BookingRefused
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


@pytest.fixture
def maya():
    make.room("Room 2")
    return make.therapist("Maya", hours=("09:00", "15:00"))


@pytest.fixture
def day(leo, maya):
    """At noon Maya is free; at two she is not; at four she does not work any more."""
    ask.book(maya, at("14:00"), patient=make.patient("Bea Cruz"))
    names = {"12:00": "Ana Silva", "14:00": "Carl Dahl", "16:00": "Dora Eng"}
    return [ask.book(leo, at(time), patient=make.patient(name)) for time, name in names.items()]


def test_stand_ins_are_those_who_are_free_and_have_a_room(day, maya):
    free = stand_ins(day, [maya], TODAY)
    TimeOff.objects.create(therapist=maya, starts_at=at("11:00"), ends_at=at("12:30"), reason="Dentist")

    assert [free[one.pk] for one in day] == [[maya], [], []]
    assert stand_ins(day, [maya], TODAY)[day[0].pk] == []


def test_a_stand_in_needs_a_room_with_what_the_patient_needs(leo, maya):
    ana = make.patient("Ana Silva")
    visit = ask.book(leo, at("12:00"), patient=ana)
    ana.step_free = True
    ana.save()

    assert stand_ins([visit], [maya], TODAY)[visit.pk] == []


def everyone(day, **to):
    return {visit.pk: to.get(visit.patient.first_name) for visit in day}


def test_the_day_is_handed_over_in_one_go(day, leo, maya):
    done = hand_over(
        therapist=leo, day=TODAY, to=everyone(day, Ana=maya), reason="Illness", by=day[0].booked_by
    )

    ana, carl, dora = (Appointment.objects.get(pk=one.pk) for one in day)
    assert (ana.therapist, ana.starts_at) == (maya, at("12:00"))
    assert [one.status for one in (carl, dora)] == ["cancelled", "cancelled"]
    assert [call.appointment for call in done.calls] == [carl, dora]
    off = TimeOff.objects.get(therapist=leo)
    assert off.starts_at <= clock.now()
    assert off.ends_at == clock.clinic_day(TODAY)[1]
    with pytest.raises(BookingRefused, match="Leo is away"):
        ask.book(leo, at("15:00"))


def test_whoever_cannot_be_taken_after_all_is_rung(day, leo, maya):
    done = hand_over(
        therapist=leo, day=TODAY, to=everyone(day, Ana=maya, Carl=maya), reason="Illness", by=maya
    )

    assert [one.patient.first_name for one in done.moved] == ["Ana"]
    assert [call.appointment.patient.first_name for call in done.calls] == ["Carl", "Dora"]


def test_a_visit_booked_meanwhile_is_not_overlooked(day, leo):
    to = everyone(day)
    ask.book(leo, at("15:00"), patient=make.patient("Eve Ford"))

    with pytest.raises(DayChanged):
        hand_over(therapist=leo, day=TODAY, to=to, reason="Illness", by=leo)

    assert not TimeOff.objects.exists()
    assert not Call.objects.exists()


def test_the_page_asks_about_each_and_leads_to_the_calls(day, leo, maya):
    client = Client()
    client.force_login(day[0].booked_by)
    attendance.arrive(appointment=day[0], by=day[0].booked_by)

    page = client.get(f"/team/{leo.pk}/away/").content.decode()
    assert "Ana Silva is already here for 12:00" in strip_tags(page)
    assert page.count("Nobody else is free then") == 2
    answer = client.post(
        f"/team/{leo.pk}/away/", {"reason": "Illness", f"to_{day[1].pk}": "call", f"to_{day[2].pk}": "call"}
    )

    assert answer.url == "/to-call/"
    page = client.get("/to-call/").content.decode()
    assert "Carl Dahl" in page
    assert "14:00 with Leo" in page
    assert client.post(f"/team/{leo.pk}/away/", {"reason": ""}).status_code == 422


@pytest.mark.parametrize(
    ("days", "when"),
    [(0, "From now until the end of the day"), (1, "Tomorrow"), (3, "On Friday 27 November")],
)
def test_the_page_says_for_when_no_appointments_are_taken(leo, days, when):
    client = Client()
    client.force_login(make.front_desk())

    page = client.get(f"/team/{leo.pk}/away/?day={TODAY + timedelta(days=days)}").content.decode()

    assert f"list to call. {when} Leo takes no appointments." in page


def test_who_has_arrived_is_not_handed_over_and_what_is_over_neither(day, leo, tuesday):
    tuesday.move_to(at("12:10"))
    attendance.arrive(appointment=day[0], by=day[0].booked_by)
    assert [one.patient.first_name for one in left_of(leo, TODAY)] == ["Carl", "Dora"]

    tuesday.move_to(day[1].ends_at)
    assert [one.patient.first_name for one in left_of(leo, TODAY)] == ["Dora"]


def test_who_is_late_is_rung_and_stops_nobody_else(day, leo, maya, tuesday):
    tuesday.move_to(at("12:10"))
    client = Client()
    client.force_login(day[0].booked_by)

    assert stand_ins(day, [maya], TODAY)[day[0].pk] == []
    assert "Expected, and not here yet" in client.get(f"/team/{leo.pk}/away/").content.decode()
    done = hand_over(therapist=leo, day=TODAY, to=everyone(day), reason="Illness", by=maya)

    assert [call.appointment.patient.first_name for call in done.calls] == ["Ana", "Carl", "Dora"]
    assert done.off


def test_a_call_is_on_the_list_once(day):
    desk = day[0].booked_by
    first = calling.add(appointment=day[0], why="Leo is ill", by=desk)
    calling.settle(call=first, outcome="reached", by=desk)
    calling.add(appointment=day[0], why="Once more", by=desk)

    with pytest.raises(BookingRefused, match="on the list already"):
        calling.reopen(call=first, by=desk)


def test_a_call_is_tried_again_settled_and_taken_back(day, leo):
    desk = day[0].booked_by
    call = calling.add(appointment=day[0], why="Leo is ill", by=desk)
    client = Client()
    client.force_login(desk)

    assert calling.add(appointment=day[0], why="Once more", by=desk) == call
    client.post(f"/to-call/{call.pk}/", {"outcome": "nobody"})
    assert "Rung 1 time" in client.get("/to-call/").content.decode()
    client.post(f"/to-call/{call.pk}/", {"outcome": "reached"})
    assert "Nobody has to be rung." in client.get("/to-call/").content.decode()
    with pytest.raises(BookingRefused, match="settled before"):
        calling.settle(call=call, outcome="gave_up", by=desk)
    client.post(f"/to-call/{call.pk}/again/")

    assert Call.objects.open().get() == call
    client.post(f"/to-call/{call.pk}/", {"outcome": "perhaps"})
    assert Call.objects.open().get() == call
