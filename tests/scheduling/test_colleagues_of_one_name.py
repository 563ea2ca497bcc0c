"""Two who treat have one name: wherever one of them is chosen, it is said which is which."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scheduling.models import Appointment, TimeOff
from tests import make
from tests.make import at
from tests.scheduling import ask, outings

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def sams():
    """Two called Sam, who share no more than that, and two called Kim Lee, who share all but their e-mail."""
    make.room()
    make.room("Room 2")
    names = (("Sam Reed", "reed"), ("Sam Park", "park"), ("Kim Lee", "kim"), ("Kim Lee", "lee"))
    day = ("09:00", "17:00")
    return [make.therapist(name, hours=day, email=f"{mail}@example.test") for name, mail in names]


@pytest.fixture
def desk(client, sams):
    client.force_login(make.front_desk())
    return client


def said(client, url, **asked):
    return " ".join(client.get(url, asked).content.decode().split())


def test_the_booking_panel_tells_them_apart(desk, sams):
    make.service()
    told = said(desk, reverse("scheduling:book"), patient=make.patient().number)

    for name in ("Sam Reed", "Sam Park", "Kim Lee (kim@example.test)", "Kim Lee (lee@example.test)"):
        assert f"<span>{name}</span>" in told
        assert "<span>Sam</span>" not in told


def test_what_is_offered_says_of_whom(desk, sams):
    make.service()
    told = said(desk, reverse("scheduling:book"), patient=make.patient().number, therapist=sams[0].pk)

    assert "Book 09:00 with Sam Reed</span>" in told
    assert 'data-says="Book 09:00 with Sam Reed"' in told
    assert "<b>Today, Sam Reed</b>" in told
    assert "<span>Sam Reed first</span>" in told


def test_the_move_panel_tells_them_apart(desk, sams):
    held = ask.book(sams[0], at("10:00"))
    told = said(desk, reverse("scheduling:move", args=[held.pk]))

    for name in ("Sam Reed", "Sam Park", "Kim Lee (kim@example.test)", "Kim Lee (lee@example.test)"):
        assert f"<span>{name}</span>" in told
    assert 'data-says="Move to 11:00 with Sam Reed"' in told


def test_a_list_to_choose_from_tells_them_apart(desk, sams):
    event = outings.event(sams[0])
    pages = ("time_off", "plan_chair_day", "import_calendar")
    told = [said(desk, reverse(f"scheduling:{page}")) for page in pages]
    told.append(said(desk, reverse("scheduling:wait", args=[make.patient().number])))
    told.append(said(desk, reverse("scheduling:chair_day", args=[event.pk])))

    for page in told:
        for name in ("Sam Park", "Kim Lee (kim@example.test)", "Kim Lee (lee@example.test)"):
            assert name in page


def test_a_refusal_names_the_colleague_who_is_free(sams):
    off = {"starts_at": at("00:00"), "ends_at": at("00:00", date(2026, 12, 24)), "reason": "Leave"}
    for one in (sams[0], sams[2], sams[3]):
        TimeOff.objects.create(therapist=one, **off)

    with pytest.raises(Exception, match="Free today: 12:00 with Sam Park, 13:00 with Sam Park"):
        ask.book(sams[0], at("13:00"))


def test_a_day_handed_over_tells_them_apart(desk, sams):
    held = ask.book(sams[2], at("13:00"))
    told = said(desk, reverse("scheduling:away", args=[held.therapist_id]))

    assert "<h1>Kim Lee (kim@example.test) is away</h1>" in told
    for name in ("Sam Reed", "Sam Park", "Kim Lee (lee@example.test)"):
        assert f"<span>{name}</span>" in told


def test_what_was_done_is_told_of_whom(desk, sams):
    service, ana = make.service(), make.patient()
    offer = f"{sams[2].pk} {at('13:00').isoformat()}"
    sent = {"patient": ana.number, "service": service.pk, "minutes": 60, "offer": offer, "key": uuid.uuid4()}
    booked = desk.post(reverse("scheduling:book"), sent, follow=True).content.decode()
    held = Appointment.objects.get()
    to = {"version": held.version, "offer": f"{sams[1].pk} {at('15:00').isoformat()}"}
    moved = desk.post(reverse("scheduling:move", args=[held.pk]), to, follow=True).content.decode()
    held.refresh_from_db()
    drop = {"version": held.version, "at": "2026-11-24T16:00", "therapist": sams[0].pk}
    dropped = desk.post(reverse("scheduling:drop", args=[held.pk]), drop).content.decode()

    assert "today 13:00 with Kim Lee (kim@example.test)." in booked
    assert "Moved to today 15:00 with Sam Park:" in moved
    assert "Moved to today 16:00 with Sam Reed, " in dropped


def test_the_board_asks_for_their_names_and_the_booking_does_not(desk, sams):
    service, mia = make.service(), make.therapist("Mia", hours=("09:00", "17:00"))
    asked = {}
    for hour, who in (("12:00", sams[0]), ("12:00", mia), ("14:00", sams[0]), ("14:00", mia)):
        sent = {"patient": make.patient().number, "service": service.pk, "minutes": 60, "key": uuid.uuid4()}
        with CaptureQueriesContext(connection) as statements:
            desk.post(reverse("scheduling:book"), sent | {"offer": f"{who.pk} {at(hour).isoformat()}"})
        asked[who] = len(statements)

    assert asked[mia] == asked[sams[0]]


def test_a_visit_again_and_a_series_say_with_whom(desk, sams):
    held = ask.book(sams[0], at("10:00"))
    ask.book(sams[0], at("10:00", date(2026, 12, 1)))
    again = said(desk, reverse("scheduling:again", args=[held.pk]))
    series = said(desk, reverse("scheduling:repeat", args=[held.pk]), every="weeks", interval=1, count=1)

    for page in (again, series):
        for name in ("Sam Reed", "Kim Lee (kim@example.test)"):
            assert f"with {name}" in page
