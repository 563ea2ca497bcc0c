"""A place that is pressed on the board is offered first, or the panel says why it cannot be had."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


def test_an_empty_place_of_the_board_is_offered_first_or_excused(desk, leo):
    make.service()
    place = {"therapist": leo.pk, "at": "2026-11-24T11:15"}
    url = reverse("scheduling:book")

    assert "Book 11:15 with Leo" in desk.get(url, place, headers=HTMX).content.decode()
    ask.book(leo, at("11:30"))
    taken = desk.get(url, place, headers=HTMX).content.decode()

    assert "Leo already has an appointment" in taken
    assert "These are free." in taken
    assert 'name="offer"' in taken
    assert not re.search(r'name="offer"[^>]* checked', taken)


def test_a_place_beyond_the_day_s_limit_says_so(desk, leo):
    make.service()
    leo.hands_on_minutes = 60
    leo.save()
    ask.book(leo, at("09:00"))

    page = desk.get(reverse("scheduling:book"), {"therapist": leo.pk, "at": "2026-11-24T14:00"}, headers=HTMX)

    assert "hands-on" in page.content.decode()


def test_that_somebodys_insurance_has_ended_is_said_once(desk, leo):
    kind, ended = make.service(), "Leo's insurance ends on 2 December 2026, so nobody is booked after it."
    held = ask.book(leo, at("10:00"))
    make.credential(leo, "insurance", expires_on=date(2026, 12, 2))
    place = f"{leo.pk} {at('10:00', date(2026, 12, 8)).isoformat()}"
    sent = {"service": kind.pk, "minutes": 60, "therapist": leo.pk, "offer": place, "day": "2026-12-08"}
    book, move = reverse("scheduling:book"), reverse("scheduling:move", args=[held.pk])
    booking = {**sent, "patient": held.patient.number, "key": str(uuid.uuid4())}

    pages = [
        desk.get(book, {"therapist": leo.pk, "at": "2026-12-08T10:00"}, headers=HTMX),
        desk.get(book, {"therapist": leo.pk, "day": "2026-12-08"}, headers=HTMX),
        desk.post(book, booking),
        desk.post(book, booking, headers=HTMX),
        desk.post(move, {**sent, "version": held.version}, headers=HTMX),
    ]

    for page in [unescape(one.content.decode()) for one in pages]:
        assert page.count(ended) == 1
        assert "somebody else" in page


def test_of_a_time_that_comes_twice_it_is_asked_which(desk):
    make.service(minutes=90)  # so long that both overlap
    make.room()
    mia = make.therapist("Mia", hours=("00:00", "05:00"))
    url, place = reverse("scheduling:book"), {"therapist": mia.pk, "at": "2027-10-31T01:30"}

    page = strip_tags(desk.get(url, place).content.decode())

    assert "01:30 comes twice on 31 October 2027" in page
    assert "Book Sun 31 Oct 01:30, the first time with Mia" in page
    offered = re.findall(r"Sunday 31 October 2027(, the \w+ time)", page)
    assert offered[:2] == [", the first time", ", the second time"]
