"""The charting page where there is little room: a low tablet with a stop over it, and a phone."""

import pytest
from playwright.sync_api import expect

from sessions.visit import stopping
from tests import make
from tests.browser import looks

UNREACHED = """() => {
  const column = document.querySelector(".charting-side").getBoundingClientRect();
  const editor = document.getElementById("editor").getBoundingClientRect();
  const below = Math.max(0, Math.round(editor.bottom - column.bottom));
  return [document.getElementById("tab-map").scrollTop, below];
}"""
SMALL = """() => [...document.querySelectorAll(".session-bar :is(a, button, summary)")]
  .filter((key) => key.offsetParent && Math.min(key.offsetWidth, key.offsetHeight) < 44)
  .map((key) => key.textContent.trim())"""


@pytest.fixture
def session(transactional_db):
    session = make.treatment_session(make.therapist("Maya"), patient=make.patient("Helen Vasquez"))
    make.point(session)
    stopping.stop(
        treatment_session=session, rule=None, reason="Calf swollen and warm. " * 8, by=session.therapist
    )
    return session


def test_a_low_screen_cuts_nothing_off_that_cannot_be_scrolled_to(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet", viewport={"width": 1180, "height": 620})
    window.page.goto(f"/sessions/{session.pk}/chart/")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    window.press(window.page.locator("#points .point-open").first)
    expect(window.page.locator("#editor .scale").first).to_be_visible()

    assert window.page.evaluate(UNREACHED) == [0, 0]


def test_on_a_phone_every_key_is_named_and_as_large_as_a_finger(session, signed_in_as):
    window = signed_in_as(session.therapist, "phone")
    for tab in ("map", "prepare", "note", "sign"):
        window.page.goto(f"/sessions/{session.pk}/chart/#tab-{tab}")
        expect(window.page.locator(f"#tab-{tab}")).to_be_visible()
        assert not window.page.evaluate(SMALL)
        assert not [*looks.found(window.page, {"runOnly": ["button-name"], "resultTypes": ["violations"]})]
        words = window.page.locator(".session-next .btn:visible > span")
        assert words.evaluate("words => words.scrollWidth <= words.clientWidth")


@pytest.mark.parametrize("wide", [390, 820])
def test_in_one_column_the_map_is_scrolled_to_its_keys(session, signed_in_as, wide):
    window = signed_in_as(session.therapist, "phone", viewport={"width": wide, "height": 844})
    page = window.page
    page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(page.locator("#map[data-ready]")).to_be_visible()

    assert page.evaluate("getComputedStyle(document.getElementById('tab-map')).overflowY") == "auto"
    window.press(page.locator("#points .point-open").first)
    window.press(page.locator('#editor [data-act="panel-referral"]'))
    window.press(page.locator('#editor [data-act="tap-zones"]'))
    expect(page.locator(".zone-banner")).to_be_in_viewport()
