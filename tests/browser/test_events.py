"""The desk fills an event's list by typing names and pressing Enter."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.scheduling import outings

pytestmark = pytest.mark.sweep


@pytest.fixture
@transaction.atomic
def event(transactional_db):
    """Nine slots with Leo tomorrow; two people are called Ana Silva."""
    make.room()
    for name in ("Ana Silva", "Ana Silva", "Bea Cruz", "Cora Dunn"):
        make.patient(name)
    return outings.event(make.therapist("Leo", hours=("07:00", "20:00")))


@pytest.fixture
def desk(event, signed_in_as):
    window = signed_in_as(event.planned_by)
    window.page.goto("/schedule/")
    window.press(window.link("Events"))
    window.press(window.link("Harbour Bank"))
    return window


def enters(desk, name):
    expect(desk.page.locator("#slot-words")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.page.keyboard.press("Enter")


def is_next(desk, wall_time):
    expect(desk.page.locator("#next-slot")).to_have_text(f"{wall_time} with Leo")


def test_a_list_is_filled_name_by_name(event, desk):
    is_next(desk, "09:00")
    enters(desk, "Bea Cruz")
    is_next(desk, "09:20")
    enters(desk, "cora dunn")
    is_next(desk, "09:40")
    enters(desk, "Ana Silva")
    expect(desk.page.locator(".slot-found button").first).to_be_focused()
    desk.page.keyboard.press("Enter")
    is_next(desk, "10:00")

    assert event.slots.count() == 3
    desk.press(desk.page.get_by_role("banner").get_by_role("link", name="Board"))
    desk.press(desk.page.locator(".board-event"))
    expect(desk.page.get_by_role("heading", name="Harbour Bank")).to_be_visible()


def test_a_walk_in_is_added_and_booked(event, desk):
    desk.press(desk.link("Somebody new, such as a walk-in"))
    desk.panel.get_by_label("First name").fill("Nina")
    desk.panel.get_by_label("Last name").fill("Berg")
    desk.press(desk.panel.get_by_role("button", name="Add the patient"))
    desk.press(desk.button("Book 09:00 with Leo for Nina Berg"))

    is_next(desk, "09:20")
    assert str(event.slots.get().patient) == "Nina Berg"
