"""From what the questionnaire told to discharge, with what a therapist taps on a tablet."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from patients.models import PainPlace
from sessions.courses.models import Complaint, Outcome
from tests import make
from tests.browser import looks


@pytest.fixture
def helen(transactional_db):
    maya = make.therapist("Maya")
    helen = make.patient("Helen Vasquez", number=10)
    with transaction.atomic():
        make.in_care_of(maya, helen)
        history = make.history(helen, maya, "Stiff neck since March")
        PainPlace.objects.create(history=history, zone="suboccipital", side="left")
    return helen, maya


def take(window, number):
    """An outcome of pain, by the finger."""
    window.press(window.page.get_by_role("link", name="Pain, 0 to 10").first)
    expect(window.page.get_by_text("How strong was your pain")).to_be_visible()
    window.page.get_by_role("radio", name=str(number), exact=True).check()
    window.press(window.button("Keep the answers"))


def plan(window):
    """One goal with a number, agreed to."""
    page = window.page
    window.press(window.link("Make a plan"))
    page.get_by_label("Goal", exact=True).first.fill("Turn the head")
    page.get_by_label("Unit (optional)").first.fill("degrees")
    page.get_by_label("Now (optional)").first.fill("30")
    page.get_by_label("Target (optional)").first.fill("60")
    page.get_by_label("Agreed by: the patient's name (optional)").fill("Helen Vasquez")
    window.press(window.button("Keep the plan"))
    expect(page.get_by_text("From 30 to 60 degrees")).to_be_visible()
    assert not [*looks.faults(page)]


def give(window, patient):
    """An item of the library, and the sheet to take home."""
    page = window.page
    page.goto(f"/patients/{patient.number}/home-care/")
    window.press(window.link("Choose Side bend of the neck"))
    window.press(window.button("Give it"))
    window.press(window.link("The sheet to take home"))
    expect(page.get_by_text("Sit tall and hold on to the chair")).to_be_visible()
    expect(page.locator(".handout-where svg")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".tabs")).to_have_count(0)
    page.emulate_media(media="screen")
    assert not [*looks.faults(page)]


@pytest.mark.sweep
def test_a_course_of_treatment_from_the_questionnaire_to_discharge(helen, signed_in_as, tuesday):
    patient, maya = helen
    window = signed_in_as(maya, "tablet", reduced_motion="reduce")
    page = window.page
    page.goto(f"/patients/{patient.number}/complaints/")
    assert not [*looks.faults(page)]
    window.press(window.button("Take it over"))
    expect(window.heading("Stiff neck since March")).to_be_visible()
    plan(window)
    give(window, patient)

    complaint = Complaint.objects.get()
    page.goto(f"/patients/{patient.number}/complaints/{complaint.pk}/")
    take(window, 8)
    expect(page.get_by_text("baseline")).to_be_visible()
    take(window, 5)
    expect(page.get_by_text("3 better, a change that matters").first).to_be_visible()
    expect(page.locator("svg.oc")).to_have_count(1)
    assert Outcome.objects.count() == 2
    assert not [*looks.faults(page)]

    page.get_by_text("Discharge", exact=True).click()
    page.get_by_label("How it ended").fill("The goals were met")
    window.press(window.button("The complaint is over"))
    expect(page.get_by_text(f"Over since {clock.today():%-d %b %Y}.")).to_be_visible()
