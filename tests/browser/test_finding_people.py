"""The search boxes without pointing: arrows, Enter and Esc, and whom one had open before a word is typed."""

import re
import time

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from clinic import audit
from clinic.models import AuditEvent
from tests import make


@pytest.fixture
@transaction.atomic
def joan(transactional_db):
    desk = make.front_desk()
    helen = make.patient("Helen Vasquez", number=1001)
    make.patient("Henk Vasquez", number=1002)
    make.patient("Marta Kowalski", number=1003)
    make.therapist("Leo")
    make.service()
    audit.record("opened", helen, by=desk)
    return desk


def test_the_shell_finds_by_keys_alone(joan, signed_in_as, complaints):
    complaints.expect("htmx:")  # Escape calls off what is still on its way
    window = signed_in_as(joan)
    page = window.page
    page.goto(reverse("patients:list"))
    box, rows = page.get_by_role("searchbox", name="Find a patient by name"), page.locator("#found a")

    page.keyboard.press("/")
    expect(page.locator("#found")).to_contain_text("Lately open")
    expect(rows).to_have_count(1)
    assert AuditEvent.objects.filter(action="listed", actor=joan, ids__len=1).exists()
    page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(box).to_be_focused()

    page.keyboard.type("vazquez")
    expect(rows).to_have_count(2)
    press(page, "ArrowDown", "ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    press(page, "ArrowUp", "ArrowUp")
    expect(box).to_be_focused()
    press(page, "ArrowDown", "Escape")
    expect(rows).to_have_count(0)
    expect(box).to_be_focused()

    box.fill("kowalsky")
    expect(rows).to_have_count(1)
    press(page, "ArrowDown", "Enter")
    expect(page).to_have_url(re.compile(r"/patients/1003/$"))


def test_booking_picks_by_keys_and_enter_never_takes_an_earlier_answer(joan, signed_in_as):
    window = signed_in_as(joan)
    page = window.page
    page.goto(reverse("scheduling:book"))
    box, rows = page.locator("[data-find-who] input[name=words]"), page.locator("#found-who [data-number]")

    box.fill("vasquez")
    expect(rows).to_have_count(2)
    press(page, "ArrowDown", "ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    press(page, "ArrowUp", "ArrowUp")
    expect(box).to_be_focused()

    # The answer to the new words is slow to come; Enter waits for it.
    page.route("**/patients/find/", lambda route: (time.sleep(0.5), route.continue_()))
    box.fill("kowalski")
    page.keyboard.press("Enter")
    expect(page.locator(".picked b")).to_have_text("Marta Kowalski")


@pytest.mark.sweep
def test_booking_goes_on_with_whom_the_arrows_chose(joan, signed_in_as):
    page = signed_in_as(joan).page
    page.goto(reverse("scheduling:book"))
    box, rows = page.locator("[data-find-who] input[name=words]"), page.locator("#found-who [data-number]")

    box.fill("vasquez")
    expect(rows).to_have_count(2)
    name = rows.nth(1).get_attribute("data-name")
    press(page, "ArrowDown", "ArrowDown", "Enter")

    expect(page.locator(".picked b")).to_have_text(name)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def slow_to_load(joan, signed_in_as):
    """A page whose script comes late: what is typed on it is there before anything listens."""

    def typed(address, words):
        window = signed_in_as(joan)
        page, held = window.page, []
        page.route("**/dist/app.js", lambda route: held.append(route))  # noqa: PLW0108  a builtin takes no route
        page.goto(address, wait_until="commit")
        for name, word in words.items():
            page.get_by_label(name).fill(word)
        assert window.soon(lambda: bool(held))
        held[0].continue_()
        return page

    return typed


def test_words_typed_before_the_script_was_there_are_looked_for(slow_to_load):
    page = slow_to_load(reverse("patients:list"), {"Find a patient by name": "kowalsky"})

    expect(page.locator("#found a")).to_contain_text("Marta Kowalski")


def test_somebody_typed_before_the_script_was_there_is_known(slow_to_load):
    page = slow_to_load(reverse("patients:new"), {"First name": "Helen", "Last name": "Vasquez"})

    expect(page.locator("#twins")).to_contain_text("Helen Vasquez")


def test_whom_to_book_typed_before_the_script_was_there_is_found(slow_to_load):
    page = slow_to_load(reverse("scheduling:book"), {"Who": "kowalsky"})

    expect(page.locator("#found-who")).to_contain_text("Marta Kowalski")
