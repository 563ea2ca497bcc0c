"""What was chosen for a booking is still there once it is said for whom: somebody new, or known after all."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from clinic import clock
from patients.models import Patient
from scheduling.models import Appointment, Service
from tests import make
from tests.browser.the_desk import column

PLACE, NOTE = "14:00", "Comes by bicycle"


@pytest.fixture
@transaction.atomic
def joan(transactional_db):
    make.room("Room 1")
    make.room("Room 2")
    for name in ("Leo", "Mia"):
        make.therapist(name, hours=("09:00", "17:00"))
    Service.objects.create(name="Aquatic", durations=[60], buffer_after=0)
    Service.objects.create(name="Brief", durations=[30, 60], buffer_after=0)
    make.patient("Zebedee Quuz", phone="07700900456")
    return make.front_desk()


@pytest.fixture
def desk(joan, signed_in_as):
    """Two o'clock with Mia is pressed, half an hour chosen, a note written, and the name is not found."""
    window = signed_in_as(joan)
    window.page.goto(f"/schedule/{clock.today()}/")
    window.press(column(window, "Mia").get_by_role("link", name=PLACE, exact=True))
    half_an_hour_of_brief(window)
    window.panel.get_by_label("Note for the desk").fill(NOTE)
    window.panel.get_by_role("searchbox").fill("Zebedee Quux")
    expect(window.panel.locator("#found-who [data-words]")).to_be_visible()
    return window


def half_an_hour_of_brief(window):
    window.page.locator("label", has_text="Brief").click()
    window.page.locator("label:has(#minutes-30)").click()
    expect(window.button(f"Book {PLACE} with Mia")).to_be_visible()
    expect(window.page.locator("#minutes-30")).to_be_checked()


def is_as_it_was(window):
    expect(window.button(f"Book {PLACE} with Mia")).to_be_visible()
    expect(window.page.get_by_label("Note for the desk")).to_have_value(NOTE)
    expect(window.page.locator("#minutes-30")).to_be_checked()


def asks_for_the_new_one(window):
    window.press(window.link("Add a new person"))
    expect(window.field("First name")).to_have_value("Zebedee")
    expect(window.field("Last name")).to_have_value("Quux")


def test_a_note_that_was_drawn_larger_breaks_no_rule_of_the_page(desk):
    """By its corner, or by an extension: htmx would copy such a style, which the policy refuses."""
    desk.panel.get_by_label("Note for the desk").evaluate("note => (note.style.height = '9rem')")

    desk.panel.get_by_role("searchbox").fill("Zebedee Quuz")
    desk.press(desk.panel.get_by_role("button", name="Zebedee Quuz"))

    expect(desk.panel.get_by_role("searchbox")).to_have_count(0)
    is_as_it_was(desk)


def test_the_place_the_note_and_the_name_are_kept(desk, complaints):
    complaints.expect("status of 422")  # somebody much like them is known, which is asked about first
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url))

    asks_for_the_new_one(desk)
    desk.press(desk.panel.get_by_role("button", name="Add the patient"))
    desk.press(desk.panel.get_by_role("button", name="Someone else"))
    expect(desk.toasts).to_contain_text("Zebedee Quux is added")
    is_as_it_was(desk)
    desk.press(desk.button(f"Book {PLACE} with Mia"))

    expect(desk.toasts).to_contain_text(f"Booked: Zebedee Quux, today {PLACE} with Mia.")
    assert (Appointment.objects.get().minutes, Appointment.objects.get().note) == (30, NOTE)
    assert not [url for url in asked if re.search("zebedee|quux|bicycle", url, re.IGNORECASE)]


def test_who_cancels_or_knows_them_after_all_goes_on_with_the_booking(desk):
    asks_for_the_new_one(desk)
    desk.press(desk.panel.get_by_role("link", name="Cancel"))
    is_as_it_was(desk)

    desk.press(desk.link("Add a new person"))
    desk.field("First name").fill("Zebedee")
    desk.field("Last name").fill("Quuz")
    desk.press(desk.panel.get_by_role("link", name="Zebedee Quuz"))

    expect(desk.page.locator(".picked b")).to_have_text("Zebedee Quuz")
    is_as_it_was(desk)


def picks_the_known_one(desk):
    desk.page.locator("[data-find-who] input[name=words]").fill("Zebedee Quuz")
    desk.press(desk.page.get_by_role("button", name="Zebedee Quuz"))
    expect(desk.page.locator(".picked b")).to_have_text("Zebedee Quuz")


def test_who_is_known_is_picked_with_all_that_was_chosen_and_typed(desk):
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url))

    picks_the_known_one(desk)

    is_as_it_was(desk)
    assert not [url for url in asked if re.search("zebedee|quuz|bicycle", url, re.IGNORECASE)]


def test_for_somebody_else_the_choices_and_the_note_stay(desk):
    picks_the_known_one(desk)

    desk.press(desk.panel.get_by_role("link", name="Choose somebody else"))

    expect(desk.page.locator("[data-find-who]")).to_be_visible()
    is_as_it_was(desk)


def test_the_wait_list_knows_what_was_chosen_and_typed(desk):
    picks_the_known_one(desk)

    desk.press(desk.panel.get_by_role("link", name="put on the wait list"))

    expect(desk.field("What for")).to_have_value(str(Service.objects.get(name="Brief").pk))
    expect(desk.field("Minutes")).to_have_value("30")
    expect(desk.field("With").locator("option:checked")).to_have_text("Mia")
    expect(desk.field("Note for the desk")).to_have_value(NOTE)
    assert "bicycle" not in desk.page.url


def test_what_nobody_chose_gives_way_to_what_they_had_last(joan, signed_in_as):
    brief = Service.objects.get(name="Brief")
    make.appointment(make.therapist("Ada"), make.at("08:00"), patient=Patient.objects.get(), service=brief)
    desk = signed_in_as(joan)
    desk.page.goto(f"/schedule/{clock.today()}/")
    desk.press(desk.link("Book", exact=True))
    expect(desk.page.get_by_label("Aquatic")).to_be_checked()
    desk.page.locator("label", has_text="Mia").click()

    picks_the_known_one(desk)

    expect(desk.page.get_by_label("Brief")).to_be_checked()
    expect(desk.page.get_by_role("radio", name="Mia", exact=True)).to_be_checked()


def test_on_the_page_of_its_own_it_is_the_same(desk, joan):
    mia = joan.__class__.objects.get(display_name__startswith="Mia")
    asked = f"{reverse('scheduling:book')}?therapist={mia.pk}&at={clock.today()}T{PLACE}"
    desk.page.goto(asked)
    assert desk.page.url.endswith(asked)
    half_an_hour_of_brief(desk)
    desk.field("Note for the desk").fill(NOTE)
    desk.page.locator("[data-find-who] input[name=words]").fill("Zebedee Quux")

    asks_for_the_new_one(desk)
    desk.press(desk.link("Cancel", exact=True))
    is_as_it_was(desk)

    picks_the_known_one(desk)
    is_as_it_was(desk)
