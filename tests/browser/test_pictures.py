"""The README's pictures: the demo clinic's Tuesday at ten to eleven. PICTURES=1 writes them anew."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from patients.models import Patient
from tests.browser import the_patient
from tests.browser.demo_clinic import helens_session, person

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"


@pytest.mark.sweep
def test_the_pictures_of_the_readme(demo, signed_in_as, open_window):
    desk = signed_in_as(person("joan"))
    picture(desk, "board.png", show_board)
    maya = signed_in_as(person("maya"), "tablet")
    picture(maya, "charting.png", show_chart)
    picture(maya, "record.png", show_record)
    picture(open_window("phone", reduced_motion="reduce"), "intake.png", lambda phone: show_pain(phone, desk))


def picture(window, name, show):
    show(window)
    window.page.evaluate("document.fonts.ready")
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Few colours are enough for a page, and make a third of the file.
        taken = Image.open(BytesIO(window.page.screenshot())).convert("RGB")
        taken.quantize(256, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


def show_board(window):
    """Marta is on the phone; her usual therapist is free at half past one."""
    window.page.goto("/schedule/2026-11-24/")
    window.press(window.link("Book", exact=True))
    window.panel.get_by_role("searchbox").fill("marta k")
    window.press(window.panel.get_by_role("button", name="Marta Kowalski"))
    expect(window.button("Book 13:30 with Ines")).to_be_enabled()
    expect(window.page.locator(".board-ghost")).to_be_visible()


def show_chart(window):
    """Helen's fifth visit: some points scored, the levator under the thumb."""
    window.page.goto(f"/sessions/{helens_session().pk}/chart/#tab-map")
    window.press(window.page.locator("#points .point-row", has_text="levator").get_by_role("button"))
    expect(window.page.locator("#editor")).to_contain_text("Refers to")
    expect(window.page.locator("#art [data-art=here]")).to_be_attached()
    expect(window.page.locator("#art")).not_to_have_css("will-change", "transform")


def show_record(window):
    """All of Helen in one screen, on the desk and on a tablet that lies on its side."""
    window.page.goto(f"/patients/{helens_session().patient.number}/")
    expect(window.heading("Last visit")).to_be_visible()
    for width, height in ((1440, 900), (1180, 820)):
        window.page.set_viewport_size({"width": width, "height": height})
        for answer in (".trend", ".is-courses", ".is-points", ".is-coming", ".is-name"):
            box = window.page.locator(answer).bounding_box()
            assert box["y"] + box["height"] <= height, answer


def show_pain(phone, desk):
    """Priya Nair, who comes for the first time today, shows where it hurts."""
    priya = Patient.objects.get(last_name="Nair")
    desk.page.goto(f"/patients/{priya.number}/intake/")
    desk.press(desk.button("Make a link"))
    the_patient.begins(phone, desk.page.locator("#address").input_value())
    the_patient.walks(phone, "pain")
    for place in ("lateral_elbow:right", "dorsal_forearm:right"):
        phone.press(phone.page.locator(f"[data-drawing=posterior] [data-place='{place}']"))
    the_patient.saved(phone)
