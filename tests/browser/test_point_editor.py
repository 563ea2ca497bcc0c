"""One point on a touch tablet: scored, felt, followed to where it refers, treated, pressed again."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from sessions.models import PointFinding
from tests import make
from tests.browser import the_therapist

WHY = "Agreed with her doctor today."


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    session = make.treatment_session(make.therapist("Maya"))
    make.history(session.patient, session.therapist, antiplatelet="yes")
    return session


@pytest.fixture
def window(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    expect(window.page.locator("#map[data-ready]")).to_be_visible()
    return window


def pull(window, panel):
    key = act(window, f"panel-{panel}")
    window.press(key)
    expect(key).to_have_attribute("aria-expanded", "true")


def act(window, name):
    return window.page.locator(f'#editor [data-act="{name}"]')


def says(window, name):
    """Press a key of the editor and see that it took it."""
    window.press(act(window, name))
    expect(act(window, name)).to_have_attribute("aria-pressed", "true")


def test_a_point_is_felt_followed_treated_and_pressed_again_by_touch(session, window):
    the_therapist.places(window, "trapezius_upper", "TrP1", "left")
    the_therapist.scores(window, before=7)

    pull(window, "signs")
    expect(window.page.locator("#editor")).to_contain_text(
        "Criteria not met yet: active needs 2 of taut band"
    )
    for sign in ("taut_band-yes", "spot_tender-yes", "local_twitch-no", "recognition-yes"):
        says(window, sign)
    expect(window.page.locator("#editor")).not_to_contain_text("Criteria not met yet")

    pull(window, "referral")
    follows_it(window)

    pull(window, "treatment")
    treats_it(window)

    the_therapist.scores(window, after=3)
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    is_kept(session)
    window.page.reload()
    expect(window.page.locator("#points .point-row")).to_contain_text("Partly")


def follows_it(window):
    """Nothing is filled in unasked; zones answer to taps while the mode is on, then points do again."""
    expect(window.page.locator('#editor .chip-key.is-offer[aria-pressed="true"]')).to_have_count(0)
    window.press(act(window, "tap-zones"))
    window.press_spot("posterior", *middle_of(window, "buttock|left"))
    expect(act(window, "zone-buttock|left")).to_have_attribute("aria-pressed", "true")
    window.press(window.page.get_by_role("button", name="Done"))
    expect(window.page.locator("#points .point-row")).to_have_count(1)
    act(window, "zone-by-name").select_option("temple|left")
    expect(act(window, "zone-temple|left")).to_have_attribute("aria-pressed", "true")
    says(window, "quality-ache")


def middle_of(window, pair):
    """A spot well inside the zone, as fractions of the view, that no other zone has."""
    return window.page.evaluate(
        """(pair) => {
          const paths = [...document.querySelectorAll(".zone-pick")];
          const path = paths.find((one) => one.dataset.pair === pair);
          const box = path.getBBox(), spot = path.ownerSVGElement.createSVGPoint();
          const inside = (one, x, y) => one.isPointInFill(Object.assign(spot, { x, y }));
          const flip = path.getAttribute("transform") ? (x) => 500 - x : (x) => x;
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const [x, y] = [box.x + (box.width * i) / 20, box.y + (box.height * j) / 20];
            const around = [[x, y], [x - 9, y], [x + 9, y], [x, y - 9], [x, y + 9]];
            if (!around.every(([u, v]) => inside(path, u, v))) continue;
            const local = (one, u) => (one.getAttribute("transform") ? 500 - flip(u) : flip(u));
            const alone = paths.every((one) => one === path ||
              around.every(([u, v]) => !inside(one, local(one, u), v)));
            if (alone) return [flip(x) / 500, y / 1000];
          }
        }""",
        pair,
    )


def treats_it(window):
    window.press(act(window, "add-pressure_release"))
    says(window, "pressure-2")
    window.press(act(window, "pressure-4"))
    asked = window.page.get_by_role("dialog", name="Past what a caution asks for")
    expect(asked).to_contain_text("Pressure 4 is over the limit of 3")
    window.press(asked.get_by_role("button", name="Keep to the limit"))
    expect(act(window, "pressure-2")).to_have_attribute("aria-pressed", "true")
    window.press(act(window, "pressure-4"))
    asked.get_by_label("Why").fill(WHY)
    window.press(asked.get_by_role("button", name="Go on"))
    expect(window.page.locator("#editor")).to_contain_text(f"Past the limit because: {WHY}")
    holds_it(window)
    says(window, "response-worse")
    says(window, "response-partly")
    window.press(window.page.locator("#undo"))
    expect(act(window, "response-worse")).to_have_attribute("aria-pressed", "true")
    window.press(window.page.locator("#redo"))
    expect(act(window, "response-partly")).to_have_attribute("aria-pressed", "true")


def holds_it(window):
    """One tap starts it, it counts where it is seen, another ends it and writes it down."""
    window.press(act(window, "hold"))
    expect(window.page.locator("[data-clock]")).to_have_text(re.compile("0:0[1-9]"))
    window.press(act(window, "hold"))
    expect(window.page.locator("#editor")).to_contain_text("is short; 5 to 120 s is usual")


def is_kept(session):
    finding = PointFinding.objects.get(treatment_session=session)
    treatment = finding.treatments.get()
    assert (finding.tenderness_before, finding.tenderness_after, finding.lacks(2)) == (7, 3, [])
    assert (finding.local_twitch, finding.nodule, finding.quality) == ("no", "not_tested", "ache")
    assert {(one.zone_id, one.side) for one in finding.found_referrals.all()} == {
        ("buttock", "left"),
        ("temple", "left"),
    }
    assert (treatment.technique, treatment.pressure, treatment.over_cap_why) == ("pressure_release", 4, WHY)
    assert treatment.hold_seconds in range(1, 6)
    assert (treatment.response, treatment.adverse) == ("partly", "none")


@pytest.mark.sweep
def test_a_point_taken_off_comes_back_with_all_that_was_said_and_done(session, window):
    the_therapist.places(window, "trapezius_upper", "TrP1", "left")
    window.field("Find a muscle").fill("right infraspinatus IS2")
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#points .point-row")).to_have_count(2)
    pull(window, "more")
    act(window, "relation").select_option(label="Satellite of 1, Left trapezius, descending (upper) part")
    window.press(window.page.locator("#points [data-point] button").first)
    pull(window, "treatment")
    window.press(act(window, "add-stripping"))
    pull(window, "signs")
    says(window, "taut_band-yes")

    window.press(act(window, "remove"))
    expect(window.page.locator("#points .point-row")).to_have_count(1)
    window.press(window.page.locator("#undo"))
    expect(window.page.locator("#points .point-row")).to_have_count(2)
    expect(the_therapist.saved(window)).to_contain_text("Saved ")

    first, second = PointFinding.objects.filter(treatment_session=session).order_by("number")
    assert (first.taut_band, first.treatments.get().technique) == ("yes", "stripping")
    assert (second.relation, second.parent) == ("satellite", first)


def test_the_number_of_a_latent_point_can_be_read_at_every_score(session, signed_in_as):
    """Its ring is hollow, so the number stands on the page's own ground not on the score's colour."""
    with transaction.atomic():
        for site, score in (("TrP1", 9), ("TrP2", 2)):
            make.point(session, "trapezius_upper", code=site, status="latent", tenderness_before=score)
    window = signed_in_as(session.therapist, "tablet")
    window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
    numbers = window.page.locator("#points .glyph-latent .number")
    expect(numbers).to_have_count(2)

    fills = numbers.evaluate_all("found => found.map((one) => getComputedStyle(one).fill)")
    assert fills[0] == fills[1]
