"""What hands do to the map and what it answers: dragging, where it refers and hurts, which side is seen."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from patients.models import PainPlace
from tests import make
from tests.browser.the_therapist import saved, scores
from tests.sessions.past.course import TRAPEZIUS, course

# The middle of a zone's own shape on the screen, whichever half of the drawing it is on.
ON_ZONE = """(place) => {
  const { x, y, width, height } = document.querySelector(`[data-place="${place}"]`).getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""

RESTS = (
    100  # milliseconds before it is lifted, or the browser takes it for a fling and the next tap for its end
)
ABOVE_THE_FINGER = 28  # pixels, LIFT in static/js/map/gestures.js
MIDDLE = """(mark) => {
  const { x, y, width, height } = mark.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    """A second visit with one point of the first, and pain that the patient told at home."""
    maya = make.therapist("Maya")
    begun = make.treatment_session(maya, patient=course(maya, (7, {TRAPEZIUS: 8})))
    PainPlace.objects.create(history=make.history(begun.patient, maya), zone="temple", side="left")
    return begun


@pytest.fixture
def window(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet", reduced_motion="reduce")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    return window


def drags(window, mark, right, down):
    """With one finger, by so many pixels."""
    expect(mark).to_be_visible()
    touch = window.page.context.new_cdp_session(window.page)
    x, y = mark.evaluate(MIDDLE)
    for kind, part in (("Start", 0), ("Move", 0.3), ("Move", 1), ("Move", 1), ("End", None)):
        if kind == "End":
            window.page.wait_for_timeout(RESTS)
        spots = [] if part is None else [{"x": x + right * part, "y": y + down * part}]
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": spots})


def onto(window, mark, other):
    """Drags one mark to where another lies, as both are seen with the whole body."""
    window.press(window.button("Whole body", exact=True))
    (x, y), (to_x, to_y) = mark.evaluate(MIDDLE), other.evaluate(MIDDLE)
    drags(window, mark, to_x - x, to_y - y + ABOVE_THE_FINGER)


def mark_of(window, muscle, side):
    return window.page.locator("#stage").get_by_role(
        "button", name=re.compile(f"{side} {muscle}", re.IGNORECASE)
    )


def of_today(session):
    """Muscle and side of each point that was placed in this visit, in the order they were placed."""
    placed = session.findings.filter(previous=None).order_by("pk")
    return list(placed.values_list("point__muscle__slug", "point__side"))


def finds(window, name):
    rows = window.page.locator("#points .point-row")
    there = rows.count()
    window.field("Find a muscle").fill(name)
    window.page.keyboard.press("Enter")
    expect(rows).to_have_count(there + 1)


def test_a_dragged_point_of_an_earlier_visit_keeps_its_name_and_is_saved(session, window):
    was, mark = session.findings.get(), window.page.locator("#stage .mark")
    before = mark.get_attribute("data-y")
    drags(window, mark, 60, 150)

    assert window.soon(lambda: session.findings.get().y > was.y)
    expect(saved(window)).to_have_attribute("data-state", "saved")
    assert session.findings.get().point == was.point
    expect(window.toasts).to_contain_text("keeps the name that an earlier visit gave it")
    window.toasts.get_by_role("button", name="Put it back").press("Enter")
    expect(mark).to_have_attribute("data-y", before)
    expect(saved(window)).to_have_attribute("data-state", "saved")
    window.page.reload()
    expect(mark).to_have_attribute("data-y", before)

    window.press(window.page.locator('[data-act="panel-more"]'))
    expect(window.page.locator("#editor")).to_contain_text("Side and site are those of the earlier visit")
    expect(window.page.locator('#editor [data-act="site"]')).to_have_count(0)


def test_an_unscored_point_takes_the_muscle_it_is_dragged_to(session, window):
    finds(window, "left gastrocnemius")
    finds(window, "left infraspinatus")
    calf, blade = mark_of(window, "gastrocnemius", "left"), mark_of(window, "infraspinatus", "left")
    onto(window, blade, calf)
    assert window.soon(lambda: of_today(session) == [("gastrocnemius", "left")] * 2)
    window.press(window.button("Undo", exact=True))
    assert window.soon(lambda: ("infraspinatus", "left") in of_today(session))


def test_a_scored_point_across_the_midline_asks_whose_it_is(session, window):
    finds(window, "right gastrocnemius")
    finds(window, "left gastrocnemius")
    scores(window, before=6)
    left, right = (mark_of(window, "gastrocnemius", side) for side in ("left", "right"))
    onto(window, left, right)
    expect(window.toasts).to_contain_text("Right gastrocnemius is where point 3 lies now.")
    expect(saved(window)).to_have_attribute("data-state", "saved")
    assert of_today(session) == [("gastrocnemius", "right"), ("gastrocnemius", "left")]
    window.toasts.get_by_role("button", name="Change its muscle").press("Enter")
    assert window.soon(lambda: of_today(session) == [("gastrocnemius", "right")] * 2)


def test_a_muscle_of_the_midline_refers_to_both_sides(window):
    finds(window, "diaphragm")
    window.press(window.page.locator("[data-show=anterior]"))
    expect(window.page.locator('#stage [data-zone="costal_margin"]')).to_have_count(2)
    window.press(window.page.locator('[data-act="panel-referral"]'))
    for side in ("left", "right"):
        expect(window.page.locator(f'[data-act="zone-costal_margin|{side}"]')).to_be_visible()


def test_only_sites_that_the_side_has_are_offered(window):
    window.field("Find a muscle").fill("left pectoralis major PMa1")
    window.page.keyboard.press("Enter")
    window.press(window.button("Go on, ask later"))
    window.press(window.page.locator('[data-act="panel-more"]'))
    site = window.page.get_by_label("Site", exact=True)
    expect(site.locator("option[value=PMa1]")).to_have_count(1)
    expect(site.locator("option[value=PMa5]")).to_have_count(0)
    window.press(window.page.locator('[data-act="side-right"]'))
    expect(site.locator("option[value=PMa5]")).to_have_count(1)


def test_where_it_hurts_is_tapped_beside_marks_and_named_without_pointing(window):
    page, panel = window.page, window.page.locator("#map-extra")
    window.press(window.button("Whole body", exact=True))
    window.press(window.button("From where it hurts"))
    told = panel.get_by_role("button", name="Left temple", exact=True)
    expect(told).to_be_visible()

    spot = page.evaluate(ON_ZONE, "neck_angle|left")  # within a finger of the point that waits there
    page.touchscreen.tap(*spot)
    expect(panel.get_by_role("button", name="Left angle where neck meets shoulder")).to_be_visible()
    expect(page.locator("#points .point-row.on")).to_have_count(1)

    by_name = panel.get_by_role("combobox", name="Add a place by name")
    by_name.focus()
    by_name.select_option(label="Left upper teeth and gum")  # drawn nowhere
    expect(by_name).to_be_focused()
    expect(panel.get_by_role("listitem").filter(has_text="Upper teeth and gum").first).to_be_visible()
    told.focus()
    page.keyboard.press("Enter")
    expect(told).to_have_count(0)
    expect(panel.get_by_role("listitem").filter(has_text="Temple")).to_have_count(0)


def test_each_edge_says_the_side_that_is_seen_there(window):
    ends = window.page.locator(".map-end")
    window.press(window.page.locator("[data-show=anterior]"))
    expect(ends).to_have_text(["Right", "Left"])
    for hand in ("Left", "Right"):
        window.press(window.button(f"{hand} hand", exact=True))
        expect(ends).to_have_text([hand, hand])
    window.press(window.page.locator("[data-show=left]"))
    expect(ends).to_have_text(["Front", "Back"])


@pytest.mark.sweep
def test_deep_muscles_that_did_not_come_are_asked_for_again(window, complaints):
    complaints.expect("Failed to load resource")
    window.page.route(re.compile(r"-deep\.svg"), lambda route: route.abort())
    surface = window.page.locator("#art .muscles.surface")
    expect(surface).to_be_visible()
    choose(window, "Deep")
    expect(surface).to_be_visible()
    window.page.unroute(re.compile(r"-deep\.svg"))
    choose(window, "Skin")
    choose(window, "Deep")
    expect(window.page.locator("#art .muscles.deep")).to_have_attribute("display", "inline")
    expect(window.page.locator("#art .muscles.surface")).to_have_count(1)


def choose(window, layer):
    window.press(window.page.locator(".map-layers summary"))
    window.page.get_by_role("radio", name=layer).check(force=True)
    window.press(window.page.locator(".map-layers summary"))


def test_the_first_letter_of_a_name_is_no_side_yet(window):
    window.type(window.field("Find a muscle"), "l")
    expect(window.page.get_by_role("option").first).to_contain_text(re.compile("(Left|Right) l"))
