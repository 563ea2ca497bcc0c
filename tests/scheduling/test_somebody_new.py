"""Somebody new is added amid a booking: what was chosen and typed for it goes through their form."""

import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests import make
from tests.patients.page_forms import forms_on

pytestmark = pytest.mark.django_db
NEW, BOOK, FIND = reverse("patients:new"), reverse("scheduling:book"), reverse("patients:find")
ZEBEDEE = {"first_name": "Zebedee", "last_name": "Quux", "figure": "a"}
NOTE = "Comes by bicycle"


@pytest.fixture
def desk(client):
    client.force_login(make.front_desk())
    return client


@pytest.fixture
def chosen():
    """Room 2 with Mia in nine days, for half an hour of a service that is not the first."""
    make.room()
    room = make.room("Room 2", features=["heat lamp"])
    make.therapist("Leo", hours=("09:00", "17:00"))
    mia = make.therapist("Mia", hours=("09:00", "17:00"))
    make.service("Aquatic")
    short = make.service("Brief", durations=[30, 60])
    keys = {"service": short.pk, "minutes": 30, "therapist": mia.pk, "room": room.pk, "features": "heat lamp"}
    return {**keys, "at": "2026-12-03T14:00"}


def hidden(page):
    return next(fields for action, fields in forms_on(page.content.decode()) if action == NEW)


def same(query, chosen):
    said = {name: values for name, values in parse_qs(query).items() if name != "patient"}
    return said == {name: [str(value)] for name, value in chosen.items()}


def test_the_link_to_somebody_new_carries_the_choices(desk, chosen):
    page = desk.get(BOOK, chosen).content.decode()

    [link] = re.findall(rf'href="({NEW}\?book=[^"]*)"', page)
    [carried] = parse_qs(urlsplit(link).query)["book"]
    assert same(carried, chosen)


def test_the_choices_outlive_the_form_of_somebody_new(desk, chosen):
    form = desk.get(NEW, {"book": urlencode(chosen)})
    answer = desk.post(NEW, {**hidden(form), **ZEBEDEE})
    page = desk.get(answer["Location"]).content.decode()

    assert answer.status_code == 302
    assert same(urlsplit(answer["Location"]).query, chosen)
    assert "Book Thu 3 Dec 14:00 with Mia" in page
    assert "Room 2" in page
    assert "Zebedee Quux" in page


def test_the_note_goes_by_post_and_is_in_no_address(desk, chosen):
    form = desk.post(f"{NEW}?{urlencode({'book': urlencode(chosen)})}", {"look": "1", "book_note": NOTE})
    answer = desk.post(NEW, {**hidden(form), **ZEBEDEE}, follow=True)

    [(address, status)] = answer.redirect_chain
    assert status == 307
    assert same(urlsplit(address).query, chosen)
    for words in ("Zebedee Quux", "Book Thu 3 Dec 14:00 with Mia", f'value="{NOTE}"'):
        assert words in answer.content.decode()


def test_a_refused_form_keeps_them_too(desk, chosen):
    said = {"book": urlencode(chosen), "book_note": NOTE, "first_name": "Zebedee", "last_name": ""}

    again = hidden(desk.post(NEW, said))

    assert same(again["book"], chosen)
    assert again["book_note"] == NOTE


@pytest.mark.parametrize(
    ("words", "first", "last", "phone"),
    [
        ("Zebedee Quux", "Zebedee", "Quux", ""),
        ("Ana  Maria da Silva ", "Ana Maria da", "Silva", ""),
        ("Quux", "", "Quux", ""),
        ("07700 900123", "", "", "07700 900123"),
        ("no. 1001", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_what_was_searched_for_stands_in_the_form_of_somebody_new(desk, words, first, last, phone):
    form = desk.post(f"{NEW}?book=", {"look": "1", "words": words})

    assert form.status_code == 200
    assert {**hidden(form), "first_name": first, "last_name": last, "phone": phone} == hidden(form)


def test_cancel_leads_back_to_the_booking_and_so_does_a_twin_who_is_picked(desk, chosen):
    twin = make.patient("Zebedee Quux")
    query = escape(urlencode(chosen))

    page = desk.post(NEW, {"book": urlencode(chosen), **ZEBEDEE}).content.decode()
    typed = desk.post(reverse("patients:twins"), {"book": urlencode(chosen), **ZEBEDEE}).content.decode()

    assert f'href="{BOOK}?{query}"' in page
    assert reverse("patients:list") not in page[page.index("form-foot") :]
    for shown in (page, typed):
        assert f'href="{BOOK}?patient={twin.number}&amp;{query}"' in shown
        assert reverse("patients:detail", args=[twin.number]) not in shown


def test_the_booking_takes_what_was_typed_back(desk, chosen):
    back = desk.post(f"{BOOK}?{urlencode(chosen)}", {"back": "1", "book_note": NOTE}).content.decode()

    assert "Book Thu 3 Dec 14:00 with Mia" in back
    assert f'value="{NOTE}"' in back


def test_no_address_says_whom_a_new_person_is_booked_as(desk, chosen):
    other = make.patient("Somebody Else")
    answer = desk.post(NEW, {**ZEBEDEE, "book": f"patient={other.number}"})

    assert parse_qs(urlsplit(answer["Location"]).query)["patient"] != [str(other.number)]


def test_without_a_script_a_search_takes_the_choices_along(desk, chosen):
    twin = make.patient("Zebedee Quuz")
    [search] = [said for action, said in forms_on(desk.get(BOOK, chosen).content.decode()) if action == FIND]

    found = desk.post(FIND, {**search, "words": "Zebedee Quuz"}).content.decode()
    [again] = [said for _, said in forms_on(found) if "pick" in said]
    nobody = desk.post(reverse("patients:list"), {**again, "words": "Ottokar"}).content.decode()

    assert same(search["book"], chosen)
    assert f'href="{BOOK}?patient={twin.number}&amp;{escape(search["book"])}"' in found
    assert f'href="{NEW}?book={quote(search["book"], safe="")}"' in nobody
