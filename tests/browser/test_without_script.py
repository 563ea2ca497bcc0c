"""Without a script: whoever is looked for in a booking takes along what was chosen and typed meanwhile."""

import re
from urllib.parse import unquote

import pytest
from django.db import transaction
from playwright.sync_api import expect

from patients.models import Patient
from scheduling.models import Appointment
from tests import make
from tests.make import at

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "Fetched by her sister"


@pytest.fixture
@transaction.atomic
def desk(transactional_db, signed_in_as):
    make.room("Room 2", features=["step-free"])
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    make.service(minutes=60)
    make.service("Deep", minutes=60)
    make.service("Warm", durations=[60, 90])
    make.appointment(leo, at("09:00"), patient=make.patient("Ana Silva"), service=make.service())
    return signed_in_as(make.front_desk(), java_script_enabled=False)


def chooses(page):
    """Another service and a longer visit, a room, a therapist and a note, all since the page was opened."""
    page.goto("/appointments/book/")
    page.get_by_label("Warm 60").check()
    page.get_by_role("button", name="Show what is free").click()
    for name in ("90", "Leo", "Step-free access"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Note for the desk").fill(NOTE)


def who(page):
    return page.get_by_role("searchbox", name="Who")


def assert_all_is_there(page):
    for name in ("Warm 60", "90 min", "Leo", "Step-free access"):
        expect(page.get_by_label(name, exact=True).first).to_be_checked()
    expect(page.get_by_label("Note for the desk")).to_have_value(NOTE)


def watched(page):
    """Every address that the browser asks for from now on."""
    asked = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    return asked


def test_a_search_forgets_nothing(desk):
    page = desk.page
    chooses(page)
    asked = watched(page)

    who(page).fill("silva")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("Ana Silva")).click()

    assert_all_is_there(page)
    page.get_by_role("button", name="Book the time chosen").click()
    held = Appointment.objects.get(note=NOTE)
    assert (held.patient.first_name, str(held.service), held.minutes) == ("Ana", "Warm 60", 90)
    assert not [one for one in asked if "sister" in one or "silva" in one.lower()]


def test_a_second_search_and_a_new_person_forget_nothing(desk):
    page = desk.page
    chooses(page)
    asked = watched(page)

    who(page).fill("Nobody Known")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody by that name")).to_be_visible()
    page.get_by_label("Name, phone, number or birth date").fill("Zoe Lund")
    page.get_by_role("button", name="Search").last.click()
    page.get_by_role("button", name="add a patient").click()
    expect(page.get_by_label("First name")).to_have_value("Zoe")
    page.get_by_label("Phone").first.fill("01632 960 111")
    page.get_by_role("button", name="Add the patient").click()

    expect(page.get_by_text("Zoe Lund").first).to_be_visible()
    assert_all_is_there(page)
    assert Patient.objects.filter(last_name="Lund").exists()
    assert not [one for one in asked if "sister" in one or "lund" in one.lower()]


def test_a_new_person_at_once_forgets_nothing_either(desk):
    page = desk.page
    chooses(page)

    who(page).fill("Zoe Lund")
    page.get_by_role("button", name="Add a new person").click()
    expect(page.get_by_label("First name")).to_have_value("Zoe")
    page.get_by_label("Phone").first.fill("01632 960 111")
    page.get_by_role("button", name="Add the patient").click()

    assert_all_is_there(page)


def test_what_nobody_chose_gives_way_to_what_they_had_last(desk):
    """Ana had the 60 minutes; the panel's own guess is the first of the list."""
    page = desk.page
    page.goto("/appointments/book/")
    expect(page.get_by_label("Deep 60", exact=True)).to_be_checked()

    who(page).fill("silva")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("Ana Silva")).click()

    expect(page.get_by_label("Trigger point 60", exact=True)).to_be_checked()
