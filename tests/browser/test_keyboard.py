"""The body map without pointing: everything a finger does, keys do."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.browser.the_therapist import saved

# One right after the other, however busy the machine is.
TEN = """() => {
  for (const key of "10") {
    const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(press);
  }
}"""


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    return make.treatment_session(make.therapist("Maya"))


def test_a_point_is_placed_scored_moved_removed_and_brought_back_by_keys(session, signed_in_as):
    window = signed_in_as(session.therapist)
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    tab_to(window, "#find-muscle")

    type_keys(window, *"left levator", "Enter")
    row, mark = window.page.locator("#points .point-row.on"), window.page.locator("#stage .mark")
    expect(row).to_contain_text("Left levator scapulae")
    expect(mark).to_be_focused()
    window.page.evaluate(TEN)
    expect(row).to_contain_text("before: 10")
    before = mark.get_attribute("data-x")
    type_keys(window, "ArrowRight", "ArrowRight")
    assert float(mark.get_attribute("data-x")) - float(before) == pytest.approx(4, abs=0.2)

    type_keys(window, "Delete")
    expect(mark).to_have_count(0)
    type_keys(window, "Control+z")
    expect(mark).to_have_count(1)
    expect(saved(window)).to_contain_text("Saved ")
    assert session.findings.get().tenderness_before == 10


def test_the_focus_stays_at_hand_and_ten_is_one_step(session, signed_in_as):
    make.point(session)
    window = signed_in_as(session.therapist)
    page, mark = window.page, window.page.locator("#stage .mark")
    page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    mark.focus()
    page.evaluate(TEN)
    expect(page.locator("#points")).to_contain_text("before: 10")
    type_keys(window, "Control+z")
    expect(page.locator("#points")).to_contain_text("before: not taken")
    type_keys(window, "Enter")
    page.locator("[data-act=panel-treatment]").focus()
    type_keys(window, "Enter", "Tab", "Tab", "Tab", "Tab", "Enter")
    expect(page.locator("[data-act^=shown-]")).to_be_focused()

    mark.focus()
    type_keys(window, "Delete")
    expect(mark).to_have_count(0)
    expect(page.locator("#undo")).to_be_focused()


@pytest.mark.sweep
def test_tab_goes_through_the_marks_as_through_the_list(session, signed_in_as):
    for muscle in ("levator_scapulae", "rhomboid_major", "infraspinatus"):
        make.point(session, muscle)
    window = signed_in_as(session.therapist)
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    window.press(window.page.locator("#points .point-row button").nth(1))
    marks = window.page.locator("#stage .mark")
    expect(marks.nth(1)).to_have_attribute("aria-pressed", "true")

    marks.first.focus()
    type_keys(window, "Tab")
    expect(marks.nth(1)).to_be_focused()
    type_keys(window, "Tab")
    expect(marks.nth(2)).to_be_focused()


def type_keys(window, *keys):
    for key in keys:
        window.page.keyboard.press(key)


def tab_to(window, selector, at_most=60):
    """By Tab alone, as somebody without a mouse would come there."""
    for _ in range(at_most):
        window.page.keyboard.press("Tab")
        if window.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached in {at_most} steps of Tab.")
