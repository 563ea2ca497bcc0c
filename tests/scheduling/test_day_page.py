"""The schedule's pages: what they show and write down, and that a full day asks no more than an empty one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic import clock
from clinic.models import AuditEvent, Staff
from scheduling import day_rows
from scheduling.models import Appointment, Status, TimeOff
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def leo():
    make.room()
    make.room("Room 2")
    return make.therapist("Leo Brand", hours=("09:00", "17:00"))


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def day_url(**query):
    return reverse("scheduling:day", args=[clock.today()], query=query)


def test_today_leads_to_the_board_of_today(desk):
    assert desk.get(reverse("scheduling:today")).url == "/schedule/2026-11-24/"


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "1999-01-01", "2026-1-1", "today"])
def test_a_day_that_is_none_is_not_found(desk, day):
    assert desk.get(f"/schedule/{day}/").status_code == 404


def test_a_day_is_empty_for_somebody_who_left(leo):
    ask.book(leo, at("10:00"))
    assert len(day_rows.of(clock.today(), leo).visits) == 1

    Staff.objects.filter(pk=leo.pk).update(is_active=False)

    assert day_rows.of(clock.today(), leo).visits == []


def test_the_board_shows_who_comes_when_and_what_is_free(desk, leo):
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva", step_free=False))
    TimeOff.objects.create(therapist=leo, starts_at=at("12:00"), ends_at=at("13:00"), reason="Lunch")

    page = desk.get(day_url()).content.decode()

    for words in (
        "Leo Brand",
        "Ana Silva",
        "Booked. Trigger point 60 60",
        "10:00 to 11:00",
        "Lunch",
        "1 visit<",
    ):
        assert words in page
    assert f"therapist={leo.pk}&amp;at=2026-11-24T11:00" in page
    assert "at=2026-11-24T10:15" not in page
    assert "1 h of 7 h" in page


def test_the_board_writes_down_whom_it_showed(desk, leo):
    held = ask.book(leo, at("10:00"))

    desk.get(day_url())

    assert AuditEvent.objects.get(action="listed").ids == [held.patient_id]


def test_the_list_says_the_same_as_a_table(desk, leo):
    ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"), note="Comes by bicycle")

    page = desk.get(day_url(view="list")).content.decode()

    assert "<table" in page
    assert "Ana Silva" in page
    assert "Comes by bicycle" in page


def test_what_was_cancelled_folds_away_once_the_day_is_over(desk, leo, tuesday):
    gone = make.appointment(leo, at("10:00"), patient=make.patient("Ana Silva"), status=Status.CANCELLED)
    url = reverse("scheduling:day", args=[gone.day])

    assert "Ana Silva" in desk.get(url).content.decode()
    tuesday.shift(timedelta(days=1))
    assert "Ana Silva" not in desk.get(url).content.decode()


def test_who_is_expected_and_not_here_is_late_by_the_minute(desk, leo, tuesday):
    held = ask.book(leo, at("10:00"))
    tuesday.move_to(at("10:12"))

    assert "Booked, 12 min late." in desk.get(day_url()).content.decode()
    assert "12 min late" in desk.get(f"/appointments/{held.pk}/").content.decode()


def test_that_a_note_is_unsigned_is_told_to_therapists_only(client, leo):
    from sessions.models import TreatmentSession

    visit = make.appointment(leo, at("10:00"), status=Status.FULFILLED)
    TreatmentSession.objects.create(
        patient=visit.patient, therapist=leo, appointment=visit, started_at=at("10:00")
    )
    seen = {}
    for staff in (leo, make.front_desk()):
        client.force_login(staff)
        seen[staff.first_name] = client.get(day_url()).content.decode()

    assert "Note not signed. " in seen["Leo"]
    assert "Note not signed" not in seen["Joan"]


@pytest.mark.sweep
def test_a_thousand_appointments_ask_no_more_than_ten(desk, leo):
    ana, pages = make.patient(), [day_url(), day_url(view="list")]

    def asked_with(count):
        for n in range(Appointment.objects.count(), count):
            make.appointment(leo, at("06:00") + timedelta(minutes=n), minutes=1, patient=ana)
        return [queries(desk, page) for page in pages]

    asked_with(1)  # what is read once and remembered is read now
    ten, thousand = asked_with(10), asked_with(1000)

    assert thousand == ten
    assert max(ten) <= 12


def queries(client, page):
    with CaptureQueriesContext(connection) as sent:
        client.get(page)
    return len(sent)


def test_what_does_not_exist_is_not_found(desk):
    for name in ("appointment", "move"):
        assert desk.get(reverse(f"scheduling:{name}", args=[404])).status_code == 404


def test_no_health_word_of_the_record_reaches_the_schedule(desk, leo):
    from sessions.models import TreatmentSession

    visit = make.appointment(leo, at("10:00"), status=Status.ARRIVED)
    TreatmentSession.objects.create(
        patient=visit.patient, therapist=leo, appointment=visit, started_at=at("10:00"), subjective="Headache"
    )
    with CaptureQueriesContext(connection) as queries:
        pages = [
            desk.get(url).content.decode()
            for url in (day_url(), day_url(view="list"), reverse("scheduling:appointment", args=[visit.pk]))
        ]

    assert "In session" in pages[0]
    assert not any("Headache" in page for page in pages)
    assert not any("subjective" in query["sql"] for query in queries)
