"""The clinic itself: what an admin says of it, and what stays once visits are booked."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent, Clinic
from clinic.refusals import Refused
from scheduling import booking
from scheduling.our_clinic import keeping, opening
from scheduling.time_off import take_time_off
from tests import make
from tests.make import at
from tests.sessions.browse import signed_in

pytestmark = pytest.mark.django_db
PLACE = reverse("scheduling:our_clinic")


@pytest.fixture
def rosa():
    return make.admin("Rosa")


def said(**other):
    clinic = Clinic.current()
    now = {name: getattr(clinic, name) for name in keeping.Said.__dataclass_fields__}
    return {**now, **other}


def keep(rosa, **other):
    return keeping.keep(said=keeping.Said(**said(**other)), knowing=True, by=rosa)


def test_an_admin_says_who_the_clinic_is_and_where(rosa):
    there = {"name": "Cascade Clinic", "country": "US", "time_zone": "America/Los_Angeles", "currency": "usd"}

    signed_in(rosa).post(PLACE, {**said(**there), "open_charts": ""})

    clinic = Clinic.objects.get()
    assert (clinic.name, clinic.country, clinic.currency) == ("Cascade Clinic", "US", "USD")
    assert clinic.time_zone == "America/Los_Angeles"
    assert {*AuditEvent.objects.get(action="changed").fields} == {"name", "country", "time_zone", "currency"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"country": "XX"},
        {"time_zone": "Europe/Atlantis"},
        {"time_zone": "Etc/GMT+5"},
        {"currency": "EU1"},
        {"currency": "QQQ"},
        {"currency": "dollars"},
        {"late_entry_hours": 0},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(rosa, wrong):
    before = said()

    answer = signed_in(rosa).post(PLACE, {**said(phone="07700 900123"), "open_charts": "", **wrong})

    assert answer.status_code == 422
    assert "07700 900123" in answer.content.decode()
    assert said() == before


def test_by_another_clock_all_that_is_to_come_keeps_its_hour(rosa, leo):
    day = clock.today() + timedelta(days=3)
    visit = make.appointment(leo, at("10:00", day))
    off = take_time_off(
        therapist=leo, starts_at=at("15:00", day), ends_at=at("16:00", day), reason="Course", by=rosa
    )
    cancelled = make.appointment(leo, at("11:00", day))
    booking.cancel(appointment=cancelled, reason="The patient asked", by=rosa)

    keep(rosa, time_zone="America/Los_Angeles")

    for row, hour in ((visit, 10), (off, 15), (cancelled, 11)):
        row.refresh_from_db()
        assert row.starts_at.astimezone(ZoneInfo("America/Los_Angeles")).hour == hour
    assert AuditEvent.objects.filter(action="retimed", actor=rosa).count() == 3


def test_what_moves_with_the_clock_is_read_first(rosa, leo):
    make.appointment(leo, at("10:00", clock.today() + timedelta(days=3)))
    client, typed = signed_in(rosa), {**said(time_zone="America/Los_Angeles"), "open_charts": ""}

    asked = client.post(PLACE, typed)

    assert asked.status_code == 422
    assert "Europe/London: 1 appointment. By the new one all keep their hour" in asked.content.decode()
    assert Clinic.objects.get().time_zone == "Europe/London"
    client.post(PLACE, {**typed, "knowing": "on"})
    assert Clinic.objects.get().time_zone == "America/Los_Angeles"


def test_a_visit_whose_hour_has_passed_by_the_other_clock_keeps_the_zone(rosa, leo):
    make.appointment(leo, at("10:00"))

    with pytest.raises(Refused, match="agreed for 10:00, which has passed"):
        keep(rosa, time_zone="Asia/Tokyo")


def test_an_hour_that_the_other_clock_jumps_over_keeps_the_zone(rosa, leo):
    make.appointment(leo, at("02:30", date(2027, 3, 14)), patient=make.patient("Helen Vasquez"))

    answer = signed_in(rosa).post(PLACE, {**said(time_zone="America/Los_Angeles"), "open_charts": ""})

    assert answer.status_code == 422
    assert "The time zone stays" in answer.content.decode()
    assert Clinic.current().time_zone == "Europe/London"
    assert not AuditEvent.objects.filter(action="retimed").exists()


def test_the_money_stays_once_a_visit_has_a_price(rosa, leo):
    make.appointment(leo, at("10:00"), price=64)

    with pytest.raises(Refused, match="at prices in GBP"):
        keep(rosa, currency="EUR")


def test_another_country_has_other_regions(rosa):
    Clinic.objects.update_or_create(pk=1, defaults={"region": "SCT"})

    assert keep(rosa, country="DE").region == ""


def test_a_new_clinic_is_led_to_its_first_visit(rosa):
    page = signed_in(rosa).get(reverse("reports:overview")).content.decode()
    assert "Before the first visit" in page

    make.room()
    undone = [step.words for step in opening.steps() if not step.done]
    assert undone == ["Say who you are", "Add services", "Add colleagues", "Enter working hours"]

    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    make.appointment(leo, at("10:00"))
    assert not opening.steps()
