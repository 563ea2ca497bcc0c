"""The README's two pictures: the demo clinic's Tuesday at ten to eleven. PICTURES=1 writes them anew."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.demo_clinic import helens_session, person

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "img"


@pytest.mark.sweep
def test_the_pictures_of_the_readme(demo, signed_in_as):
    desk = signed_in_as(person("joan"))
    picture(desk, "board.png", show_board)
    picture(signed_in_as(person("maya"), "tablet"), "charting.png", show_chart)


def picture(window, name, show):
    show(window)
    window.page.evaluate("document.fonts.ready")
    if os.environ.get("PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        window.page.screenshot(path=FOLDER / name)


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
