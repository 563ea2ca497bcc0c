"""The body map without pointing: everything a finger does, keys do."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.browser.the_therapist import saved


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
    type_keys(window, "1", "0")
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


@pytest.mark.sweep
def test_a_visit_is_charted_written_and_signed_without_a_mouse(session, signed_in_as):
    window = signed_in_as(session.therapist)
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    tab_to(window, "#find-muscle")
    type_keys(window, *"right infraspinatus IS2", "Enter")
    expect(window.page.locator("#stage .mark")).to_be_focused()
    type_keys(window, "6")
    expect(window.page.locator("#points .point-row.on")).to_contain_text("before: 6")

    tab_to(window, 'a[href="#tab-note"]', at_most=150)
    type_keys(window, "Enter")
    tab_to(window, 'textarea[name="subjective"]', at_most=150)
    window.page.keyboard.type("Sore since Monday.")
    tab_to(window, 'a[href="#tab-sign"]', at_most=150)
    type_keys(window, "Enter")
    tab_to(window, "#tab-sign button:not([type=button])", at_most=150)
    expect(saved(window)).to_contain_text("Saved ")
    type_keys(window, "Enter")

    expect(window.page.get_by_label("Signature")).to_contain_text("Signed by Maya")
    session.refresh_from_db()
    assert session.subjective == "Sore since Monday."
    assert session.findings.get().tenderness_before == 6


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
