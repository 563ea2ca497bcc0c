"""A visit at home from the desk's phone call to the therapist's way back, with the alert in between."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from clinic import clock
from scheduling.models import Appointment
from tests import make
from tests.browser.the_desk import card
from tests.make import at
from tests.scheduling import on_the_road

pytestmark = pytest.mark.sweep


@pytest.fixture
def leo(transactional_db):
    make.room()
    on_the_road.zone()
    on_the_road.known("Cora Dunn")
    on_the_road.service()
    make.service("Aquatic")
    return make.therapist("Leo Marsh", hours=("09:00", "17:00"))


def books_cora(desk, board):
    desk.page.goto(board)
    desk.press(desk.page.locator(".day-book"))
    expect(desk.panel.get_by_label("Aquatic")).to_be_checked()
    expect(desk.panel.get_by_role("textbox", name="Address of the visit")).to_be_hidden()
    desk.type(desk.panel.get_by_role("searchbox"), "cora")
    desk.press(desk.panel.get_by_role("button", name="Cora Dunn"))
    expect(desk.panel.locator(".picked b")).to_have_text("Cora Dunn")
    desk.press(desk.panel.locator("label", has_text="At home"))
    address = desk.panel.get_by_role("textbox", name="Address of the visit")
    expect(address).to_have_value(on_the_road.ADDRESS)
    address.fill("9 Quay Street")
    desk.press(desk.button("Book 09:00 with Leo"))
    expect(card(desk, "Cora Dunn")).to_contain_text("at the patient's")
    expect(desk.page.locator(".board-drive")).to_have_count(1)


def test_a_mobile_visit_is_booked_driven_to_missed_and_left(leo, signed_in_as, clock_says):
    desk = signed_in_as(make.front_desk())
    board = f"/schedule/{clock.today()}/"
    books_cora(desk, board)

    clock_says(at("08:55"), desk)
    phone = signed_in_as(leo, "phone")
    phone.page.goto(reverse("sessions:my_day"))
    door = phone.page.locator(".at-door")
    expect(door).to_contain_text("9 Quay Street")
    phone.press(door.get_by_role("button", name="I am here"))
    expect(door).to_contain_text("There since 08:55")

    clock_says(at("10:16"), desk, phone)
    desk.page.goto(board)
    alert = desk.page.get_by_role("alert", name="Overdue mobile visits")
    expect(alert).to_contain_text("Leo Marsh should have left a mobile visit at 10:00")
    expect(alert).not_to_contain_text("Cora")

    phone.press(door.get_by_role("button", name="I have left"))
    expect(phone.toasts).to_contain_text("You have left")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    desk.page.goto(board)
    expect(alert).to_have_count(0)
    visit = Appointment.objects.get().mobile_visit
    said = [f"{clock.local(moment):%H:%M}" for moment in (visit.here_at, visit.left_at)]
    assert said == ["08:55", "10:16"]
