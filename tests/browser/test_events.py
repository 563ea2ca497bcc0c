"""The desk fills an event's list by typing names and pressing Enter."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from scheduling.models import Appointment
from tests import make

pytestmark = pytest.mark.sweep


@pytest.fixture
@transaction.atomic
def event(transactional_db):
    """Nine slots with Leo tomorrow; two people are called Ana Silva."""
    make.room()
    for name in ("Ana Silva", "Ana Silva", "Bea Cruz", "Cora Dunn"):
        make.patient(name)
    return make.event(make.therapist("Leo", hours=("07:00", "20:00")))


def test_a_list_is_filled_name_by_name(event, signed_in_as):
    desk = signed_in_as(event.planned_by)
    desk.page.goto("/schedule/")
    desk.press(desk.link("Events"))
    desk.press(desk.link("Harbour Bank"))
    keys = desk.page.keyboard

    for at, name in (("09:00", "Bea Cruz"), ("09:20", "cora dunn")):
        expect(desk.page.locator("#next-slot")).to_have_text(f"{at} with Leo")
        keys.type(name)
        keys.press("Enter")
        expect(desk.toasts).to_contain_text(f"{at} with Leo")

    keys.type("Ana Silva")
    keys.press("Enter")
    expect(desk.page.get_by_text("Which of them?")).to_be_visible()
    keys.press("Enter")
    expect(desk.page.locator("#next-slot")).to_have_text("10:00 with Leo")

    desk.press(desk.link("Somebody new, such as a walk-in"))
    desk.panel.get_by_label("First name").fill("Nina")
    desk.panel.get_by_label("Last name").fill("Berg")
    desk.press(desk.panel.get_by_role("button", name="Add the patient"))
    desk.press(desk.button("Book 10:00 with Leo for Nina Berg"))
    expect(desk.page.locator(".slots")).to_contain_text("Nina Berg")

    assert Appointment.objects.filter(chair_day=event).count() == 4

    desk.press(desk.link("Board"))
    desk.press(desk.page.locator(".board-event"))
    expect(desk.heading("Harbour Bank")).to_be_visible()
