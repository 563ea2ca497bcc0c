"""A reading that stops the visit, a letter that lifts a caution, a hatched muscle that asks for a reason."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from patients.models import Settlement
from sessions.models import PointFinding
from tests import make
from tests.browser import the_therapist

WHY = "Scar is old and healed"


@pytest.fixture
@transaction.atomic
def maya(transactional_db):
    maya = make.therapist("Maya")
    held = make.appointment(maya, make.at("08:15"), patient=make.patient("Helen Vasquez"))
    make.history(held.patient, maya, hernia="yes", aneurysm="yes")
    return maya


@pytest.mark.sweep
def test_a_visit_under_cautions(maya, signed_in_as):
    window = signed_in_as(maya, "tablet")
    window.page.goto("/my-day/")
    expect(window.page.get_by_text("Only with a letter.")).to_be_visible()
    measures(window, "184", "112")
    expect(window.page.get_by_text("Do not treat today.", exact=True)).to_be_visible()
    expect(window.button("Start the session")).to_have_count(0)
    corrects(window, "148", "92")
    files_a_letter(window)
    stays_above_in_little_room(window)

    window.page.goto("/my-day/")
    window.press(window.button("Start the session"))
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    places_against_a_caution(window)
    expect(the_therapist.saved(window)).to_contain_text("Saved ")

    assert PointFinding.objects.get().despite == WHY
    assert Settlement.objects.get().from_whom == "Dr Farah"


def measures(window, upper, lower):
    window.press(window.link(re.compile("Anything changed")))
    fills_in(window, upper, lower)
    window.press(window.button("Write it down"))
    expect(window.heading("Helen Vasquez")).to_be_visible()


def corrects(window, upper, lower):
    window.press(window.link("Measure again"))
    window.press(window.link(re.compile("Correct the reading")))
    fills_in(window, upper, lower)
    window.field("Why it is corrected").fill("Cuff was too small")
    window.press(window.button("Correct it"))
    expect(window.page.get_by_text("148/92 mmHg")).to_be_visible()


def fills_in(window, upper, lower):
    window.field("Upper pressure").fill(upper)
    window.field("Lower pressure").fill(lower)


def files_a_letter(window):
    window.press(window.link("Cautions", exact=True))
    window.press(window.page.locator("summary", has_text="File a letter"))
    window.field("From").fill("Dr Farah")
    window.field("Dated").fill("2026-11-20")
    window.field("Holds until").fill("2027-11-20")
    window.press(window.button("File a letter"))
    expect(window.page.get_by_text("Letter until 20 Nov 2027", exact=True)).to_be_visible()


def stays_above_in_little_room(window):
    """Name and cautions take two rows on a tablet, and on a phone only the buttons are scrolled away."""
    window.press(window.link("Summary", exact=True))
    bar, name = window.page.locator(".topbar"), window.page.get_by_role("heading", level=1)
    assert bar.bounding_box()["height"] < 120
    window.page.set_viewport_size({"width": 390, "height": 844})
    window.page.evaluate("scrollTo(0, 600)")
    expect(name).to_be_in_viewport()
    expect(window.page.locator(".cautions .chip").last).to_be_in_viewport()
    expect(window.link("Book", exact=True)).not_to_be_in_viewport()
    window.page.set_viewport_size({"width": 1180, "height": 820})


def places_against_a_caution(window):
    """The search finds the muscle; the dialog asks, and is left once before it is answered."""
    window.press(window.page.locator("[data-show=anterior]"))
    assert window.page.locator(".keep-off path").count() > 4
    assert "Hernia: keep off" in window.page.locator(".layers-box .legend").inner_html()
    for answer in ("Choose another place", "Place it"):
        window.field("Find a muscle").fill("rectus abdominis l")
        window.page.keyboard.press("Enter")
        dialog = window.page.get_by_role("dialog", name=re.compile("Left rectus abdominis is off limits"))
        expect(dialog).to_contain_text("Hernia: keep off")
        dialog.get_by_label("Why").fill(WHY)
        window.press(dialog.get_by_role("button", name=answer))
        expect(dialog).to_be_hidden()
    window.press(window.button("Agrees, said aloud"))
    expect(window.page.locator("#points .point-row")).to_have_count(1)
    expect(window.page.locator("#points")).to_contain_text(f"Charted all the same: {WHY}")
