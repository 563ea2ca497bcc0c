"""The drawing under real fingers: every named site, a held mark, a pinch, earlier visits, where it hurts."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import audit
from patients.models import PainPlace, Patient
from sessions import body_map
from tests import make
from tests.browser.the_therapist import saved
from tests.browser.window import ON_SCREEN
from tests.sessions.past.course import TRAPEZIUS, course

# For each site on each side that a view shows: the place its muscle takes among those a tap there may mean.
RANKS = """async (files) => {
  const [{ musclesAt }, { Chart, VIEWS }, { Catalogue }] = await Promise.all(
    ["hit", "geometry", "catalogue"].map((name) => import(`/static/js/map/${name}.js`)));
  const [places, known] = await Promise.all(files.map(async (file) => (await fetch(file)).json()));
  const chart = new Chart(places), catalogue = new Catalogue(known), found = [];
  const stage = document.getElementById("stage");
  for (const view of VIEWS) {
    const button = document.querySelector(`[data-show="${view}"]`)
      ?? [...document.querySelectorAll(".map-box")].find((chip) => chip.textContent === "Tops");
    button.click();
    [...document.querySelectorAll(".map-box")].find((chip) => chip.textContent === "Whole body")?.click();
    const { width, height } = chart.size(view);
    for (const muscle of known.muscles) {
      const sides = muscle.sides === "midline" ? ["midline"] : chart.sides(view);
      for (const side of sides) for (const site of chart.sites(muscle.slug, view, side)) {
        const spot = new DOMPoint(site.x, site.y).matrixTransform(stage.getScreenCTM());
        const { here } = musclesAt(spot.x, spot.y, site, { chart, catalogue, view });
        const rank = here.findIndex((hit) => hit.muscle.slug === muscle.slug && hit.side === side);
        const twice = new Set(here.map((hit) => `${hit.muscle.slug}|${hit.side}`)).size < here.length;
        found.push([view, muscle.slug, side, site.code, twice ? -2 : rank]);
      }
    }
  }
  return found;
}"""


# In one go, however busy the machine is; the browser knows of no finger whose pointer it could capture.
TWO_TAPS = """([x, y]) => {
  const stage = document.getElementById("stage");
  stage.setPointerCapture = () => {};
  const finger = { clientX: x, clientY: y, pointerId: 1, pointerType: "touch", bubbles: true };
  for (const kind of ["pointerdown", "pointerup", "pointerdown", "pointerup"])
    stage.dispatchEvent(new PointerEvent(kind, finger));
}"""


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    """A second visit, and pain that the patient told at home."""
    maya = make.therapist("Maya")
    person = course(maya, (7, {TRAPEZIUS: 8}))
    begun = make.treatment_session(maya, patient=person)
    PainPlace.objects.create(history=make.history(person, maya), zone="temple", side="left")
    return begun


def opened(session, signed_in_as, screen="tablet"):
    window = signed_in_as(session.therapist, screen, reduced_motion="reduce")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    return window


@pytest.mark.sweep
@pytest.mark.parametrize("figure", ["a", "b"])
def test_a_tap_on_any_named_site_offers_its_muscle_first_or_second(session, signed_in_as, figure):
    with transaction.atomic():
        Patient.objects.update(figure=figure)
        audit.record("changed", session.patient, by=None)
    window = opened(session, signed_in_as)
    found = window.page.evaluate(RANKS, [f"/static/chart/tp-{figure}-1.json", "/catalogue.json"])

    assert len(found) == 602  # every place that any view shows, feet included
    assert [row for row in found if row[-1] not in (0, 1)] == []
    assert {row[0] for row in found} == set(body_map.VIEWS)


def test_history_and_pain_are_a_tap_away_on_the_open_map(session, signed_in_as):
    window = opened(session, signed_in_as)
    page, panel = window.page, window.page.locator("#map-extra")

    window.press(window.button("Earlier visits"))
    expect(panel.get_by_role("slider")).to_have_attribute("aria-valuetext", "Session 1 of 2, 17 November")
    expect(page.locator(".ghost")).to_have_count(1)
    window.press(page.locator("#points .point-row button"))
    expect(panel).to_contain_text("TrP2: 8 over 2 visits")

    window.press(window.button("From where it hurts"))
    told = panel.get_by_role("button", name="Left temple", exact=True)
    expect(told).to_have_attribute("aria-pressed", "true")
    assert beside(panel, page.locator("#map"))  # on the map it would lie over the lower body
    expect(page.locator(".ghost")).to_have_count(0)
    expect(panel.get_by_role("button", name="Open Left trapezius")).to_be_visible()  # found points come first
    window.press(panel.get_by_role("button", name="Place Left sternocleidomastoid, sternal head"))
    expect(page.locator("#points .point-row.on")).to_contain_text("Left sternocleidomastoid, sternal head")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(saved(window)).to_contain_text("Saved ")
    assert session.findings.filter(point__muscle="scm_sternal", point__side="left").exists()


def beside(one, other):
    left, right = (each.bounding_box() for each in (other, one))
    return left["x"] + left["width"] <= right["x"]


@pytest.mark.sweep
def test_a_tap_lays_out_the_new_mark_and_leaves_the_others_as_they_are(session, signed_in_as):
    page = (window := opened(session, signed_in_as)).page
    rows, marks = page.locator("#points .point-row"), page.locator("#stage .mark")

    def place(name, then):
        page.get_by_role("combobox", name="Find a muscle").fill(name)
        page.keyboard.press("Enter")
        expect(rows).to_have_count(then)
        expect(marks).to_have_count(then)

    place("right infraspinatus", 2)
    page.evaluate("document.querySelectorAll('.point-row, .mark').forEach(one => (one.known = true))")
    place("left levator scapulae", 3)
    expect(saved(window)).to_contain_text("Saved ")

    # The second was the selected one before, and looks different now.
    for drawn in (rows, marks):
        assert drawn.evaluate_all("all => all.map(one => Boolean(one.known))") == [True, False, False]


def test_a_held_mark_opens_and_two_fingers_come_closer(session, signed_in_as):
    window = opened(session, signed_in_as)
    page, mark = window.page, window.page.locator("#stage .mark")
    box = mark.bounding_box()
    touch = page.context.new_cdp_session(page)

    def fingers(kind, *spots):
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(spots)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers("touchStart", (x, y))
    expect(page.locator("#editor [data-score]").first).to_be_focused()
    fingers("touchEnd")

    wide = page.evaluate("document.getElementById('stage').viewBox.baseVal.width")
    fingers("touchStart", (250, 420))
    fingers("touchStart", (250, 420), (300, 420))
    fingers("touchMove", (220, 420), (360, 420))
    fingers("touchEnd")
    now = page.evaluate("document.getElementById('stage').viewBox.baseVal.width")
    assert now < wide * 0.6


@pytest.mark.sweep
def test_two_quick_taps_come_closer_and_go_back_and_place_nothing(session, signed_in_as):
    window = opened(session, signed_in_as)
    page, rows = window.page, window.page.locator("#points .point-row")
    width = "document.getElementById('stage').viewBox.baseVal.width"

    def two_taps(*place):
        page.evaluate(TWO_TAPS, page.evaluate(ON_SCREEN, place))

    window.press(window.button("Whole body", exact=True))
    whole = page.evaluate(width)
    for place in (body_map.canonical("tp-a", "infraspinatus", "IS2", "right"), ("posterior", 0.62, 0.78)):
        two_taps(*place)
        assert window.soon(lambda: page.evaluate(width) < whole * 0.6)
        two_taps(*place)
        assert window.soon(lambda: page.evaluate(width) > whole * 0.99)
        expect(rows).to_have_count(1)
        expect(page.locator("#pick")).to_be_hidden()
    assert session.findings.count() == 1


def test_the_past_is_scrubbed_compared_and_heated(session, signed_in_as):
    make.point(session, "levator_scapulae", "right", code="LS1", tenderness_before=5)
    window = signed_in_as(session.therapist)
    page = window.page
    page.goto(f"/patients/{session.patient.number}/points/")
    track = page.get_by_role("slider", name="Session")
    expect(track).to_have_attribute("aria-valuetext", "Session 2 of 2, 24 November")
    expect(page.locator(".past-seen tbody tr")).to_have_count(2)
    track.focus()
    page.keyboard.press("ArrowLeft")
    expect(track).to_have_attribute("aria-valuetext", "Session 1 of 2, 17 November")
    expect(page.locator(".past-seen tbody tr")).to_have_count(1)
    expect(track).to_be_focused()

    window.press(window.link("Two visits"))
    expect(page.locator(".past-pair svg")).to_have_count(2)
    window.press(window.link("Heat map"))
    expect(page.get_by_text("Counted: 2 scores before treatment, of 2 points in 2 sessions.")).to_be_visible()
    expect(page.locator(".heat.h9").first).to_be_visible()
