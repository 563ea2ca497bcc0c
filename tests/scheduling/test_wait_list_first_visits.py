"""A service for first visits, and those who have been here before: not put on the list, not offered."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from scheduling import booking
from scheduling.models import Waiting
from scheduling.refusals import BookingRefused
from scheduling.waiting import listing
from scheduling.waiting.ranking import Gap, candidates
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return make.front_desk()


@pytest.fixture
def client(desk):
    client = Client()
    client.force_login(desk)
    return client


def first_visit():
    return make.service("First visit", first_visit_only=True)


def waits(desk, patient):
    return listing.add(patient=patient, wanted=listing.Wanted(first_visit(), 60), by=desk)


def has_come(leo, patient):
    make.appointment(leo, at("07:00"), patient=patient)


def words(client, url):
    return " ".join(strip_tags(client.get(url).content.decode()).split())


def test_somebody_known_is_not_put_on_the_list_for_a_first_visit(leo, desk, client):
    ana = make.patient("Ana Silva")
    has_come(leo, ana)
    said = {"service": first_visit().pk, "minutes": 60, "priority": 2, "note": "After work."}

    answer = client.post(f"/patients/{ana.number}/wait/", said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is for a first visit, and Ana Silva has been here before." in strip_tags(page)
    assert "After work." in page
    assert not Waiting.objects.exists()


def test_nor_put_back_on_it(leo, desk):
    row = listing.withdraw(waiting=waits(desk, make.patient("Ana Silva")), by=desk)
    has_come(leo, row.patient)

    with pytest.raises(BookingRefused, match="has been here before"):
        listing.put_back(waiting=row, by=desk)


def test_who_came_since_is_ranked_last_and_told_why(leo, desk, client):
    rows = [waits(desk, make.patient(name)) for name in ("Ana Silva", "Bea Cruz")]
    has_come(leo, rows[0].patient)
    found = candidates(Gap(leo, at("14:00"), 60))
    gone = booking.cancel(appointment=ask.book(leo, at("14:00")), reason="The patient asked", by=desk)

    assert [(one.waiting, bool(one.unfit)) for one in found] == [(rows[1], False), (rows[0], True)]
    page = client.get(f"/appointments/{gone.pk}/who-waits/").content.decode()
    assert page.count("is for a first visit, and they have been here before.") == 1
    assert page.count(">Hold it</button>") == 1


def test_a_place_that_only_they_would_suit_is_not_asked_about(leo, desk, client):
    row = waits(desk, make.patient("Ana Silva"))
    has_come(leo, row.patient)

    listed, places = words(client, "/waiting/"), words(client, f"/waiting/{row.pk}/places/")

    assert "is for a first visit, and they have been here before." in listed
    assert "Free places" not in listed
    assert "Put them on the list for another service." in places
    assert "Hold for half an hour" not in places
