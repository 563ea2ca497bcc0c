"""The word after a booking: told on the board by the visit's own row, to whom it is news and once."""

import uuid
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from clinic.toasts import KEPT
from scheduling import booking
from scheduling.boards import just_booked
from tests import make
from tests.make import at
from tests.scheduling import ask

pytestmark = pytest.mark.django_db
SAID = "Booked: Ana Silva, today 10:00 with Leo."


@pytest.fixture
def leo():
    make.room()
    return make.therapist("Leo Brand", hours=("09:00", "17:00"))


@pytest.fixture
def joan(client):
    joan = make.front_desk()
    client.force_login(joan)
    return joan


@pytest.fixture
def held(joan, leo):
    return ask.book(leo, at("10:00"), patient=make.patient("Ana Silva"), by=joan)


def told(client, held, **headers):
    """What the address of a booking that was just made shows, without its marks."""
    address = f"{reverse('scheduling:day', args=[held.day])}?booked={held.pk}"
    return " ".join(strip_tags(client.get(address, headers=headers).content.decode()).split())


def nothing_waits(client):
    return "data-toast" not in client.get(reverse("scheduling:today"), follow=True).content.decode()


def test_whoever_booked_is_told(client, held):
    assert SAID in told(client, held)


def test_a_page_that_stands_open_asks_again_in_silence(client, held):
    assert SAID not in told(client, held, **{"If-None-Match": '"an older one"'})
    assert nothing_waits(client)


def test_nobody_else_is_told(client, held):
    client.force_login(make.front_desk("Rita"))

    assert SAID not in told(client, held)


def test_it_is_no_news_after_a_minute(client, held, tuesday):
    tuesday.shift(timedelta(seconds=61))

    assert SAID not in told(client, held)


def test_what_was_cancelled_meanwhile_is_not_told_as_booked(client, joan, held):
    booking.cancel(appointment=held, reason="Booked by mistake", by=joan)

    assert SAID not in told(client, held)


@pytest.mark.parametrize("key", ["", "0", "x", "1" * 40, "١"])
def test_an_address_that_names_no_visit_of_the_day_tells_nothing(client, held, key):
    answer = client.get(reverse("scheduling:day", args=[held.day]), {"booked": key})

    assert answer.status_code == 200
    assert "data-toast" not in answer.content.decode()


def test_nothing_of_it_waits_for_the_next_page(client, held):
    told(client, held)

    assert nothing_waits(client)


def test_its_name_is_blurred_where_names_are(client, held):
    page = client.get(reverse("scheduling:day", args=[held.day]), {"booked": held.pk}).content.decode()

    assert 'Booked: <span class="is-name">Ana Silva</span>, today 10:00 with Leo.' in page


def test_colleagues_of_one_first_name_are_told_apart(client, held):
    make.therapist("Leo Hart")

    assert "Booked: Ana Silva, today 10:00 with Leo Brand." in told(client, held)


def test_the_address_leads_to_its_card(client, held):
    page, _, card = just_booked.address(held, RequestFactory().get("/")).partition("#")

    assert f'id="{card}"' in client.get(page).content.decode()


def test_booking_ends_the_undo_before_it_and_leaves_the_login_alone_otherwise(client, joan, leo):
    service, ana = make.service(), make.patient("Ana Silva")
    said = {"patient": ana.number, "service": service.pk, "minutes": 60}
    session = client.session
    session[KEPT] = {"url": "/appointments/1/restore/?version=2", "until": 2**31}
    session.save()

    for time in ("11:00", "13:00"):
        place = {"offer": f"{leo.pk} {at(time).isoformat()}", "key": str(uuid.uuid4())}
        assert client.post(reverse("scheduling:book"), {**said, **place}).status_code == 302

    assert KEPT not in client.session
    assert "_messages" not in client.session


@pytest.mark.parametrize(
    ("came_from", "view"),
    [
        ("/schedule/2026-11-24/?view=list", "view=list&"),
        ("/schedule/2026-11-24/?view=week&with=3", ""),
        ("/patients/?view=list", ""),
        ("", ""),
    ],
)
def test_who_books_from_the_list_comes_back_to_it(held, came_from, view):
    """The other views have no words of a booking; the day has."""
    headers = {"HX-Current-URL": f"http://testserver{came_from}"}

    said = just_booked.address(held, RequestFactory().get("/", headers=headers))

    assert said == f"/schedule/2026-11-24/?{view}booked={held.pk}#ap-{held.pk}"


def test_the_list_tells_of_it_too(client, held):
    address = reverse("scheduling:day", args=[held.day])

    page = client.get(address, {"view": "list", "booked": held.pk}).content.decode()

    assert SAID in " ".join(strip_tags(page).split())
    assert f'id="ap-{held.pk}"' in page


@pytest.mark.parametrize("said", ["view=list", "view=week&with=3", "view=rooms"])
def test_what_is_done_from_a_view_leads_back_to_it(client, held, said):
    came_from = {"referer": f"http://testserver/schedule/2026-11-24/?{said}"}

    answer = client.post(reverse("scheduling:confirm", args=[held.pk]), {"version": 1}, headers=came_from)

    assert answer.url == f"/schedule/2026-11-24/?{said}&changed={held.pk}#ap-{held.pk}"
