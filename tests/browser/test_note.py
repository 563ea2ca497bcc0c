"""The note writes itself from the map, until somebody types; then it waits to be asked."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from sessions.writing import kept
from tests import make
from tests.browser import the_therapist


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    maya = make.therapist("Maya")
    kept.keep(kind="phrase", section="", name="pressure", text="Pressure agreed.", shared=True, by=maya)
    kept.keep(kind="line", section="plan", name="Walk", text="Walk today.", shared=False, by=maya)
    return make.treatment_session(maya)


def test_the_note_follows_the_map_and_never_overwrites_what_was_typed(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet")
    window.page.goto(f"/sessions/{session.pk}/chart/")
    expect(window.page.locator("#map[data-ready]")).to_be_attached()
    two_points(window)

    window.press(window.link("Note", exact=True))
    objective = window.field("Objective", exact=True)
    reads(objective, "Left upper trapezius TrP1: active, tenderness 7 to 3 of 10.")
    reads(
        objective, "Right levator scapulae LS1: active, tenderness 5 of 10 before treatment, after not taken."
    )
    edits_and_changes_the_map(window, objective)
    takes_the_new_text(window, objective)
    phrases_and_lines(window)

    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    session.refresh_from_db()
    assert (session.edited, session.objective) == (["subjective"], "")
    assert session.subjective == "Stiff. Pressure agreed."
    assert session.conduct.lines == {"plan": ["Walk today."]}


def two_points(window):
    the_therapist.places(window, "trapezius_upper", "TrP1", "left")
    the_therapist.scores(window, before=7, after=3)
    window.page.locator("#find-muscle").fill("right levator")
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#points .point-row.on")).to_contain_text("Right levator")
    the_therapist.scores(window, before=5)


def edits_and_changes_the_map(window, objective):
    objective.press("Control+End")
    objective.press_sequentially(" Soft by the end.")
    window.page.keyboard.press("Tab")
    expect(section(window, "objective").get_by_text("Edited by you")).to_be_visible()
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    window.press(window.link("Map", exact=True))
    window.press(window.page.locator("#points .point-row", has_text="Right levator").get_by_role("button"))
    the_therapist.scores(window, after=1)
    window.press(window.link("Note", exact=True))


def takes_the_new_text(window, objective):
    here = section(window, "objective")
    expect(here.get_by_text("The map has changed")).to_be_visible()
    reads(objective, "Soft by the end.")
    window.press(here.get_by_text("See the new text"))
    expect(here.locator("mark")).to_have_text(
        ["Right levator scapulae LS1: active, tenderness 5 to 1 of 10."]
    )
    window.press(here.get_by_role("button", name="Take the new text"))
    reads(objective, "tenderness 5 to 1 of 10.")
    expect(here.get_by_text("From the map")).to_be_visible()


def phrases_and_lines(window):
    subjective = window.field("Subjective", exact=True)
    subjective.press_sequentially("Stiff. /pre")
    window.page.keyboard.press("Enter")
    expect(subjective).to_have_value("Stiff. Pressure agreed.")
    plan = section(window, "plan")
    window.press(plan.locator(".note-pull summary"))
    window.press(plan.get_by_role("button", name="Walk"))
    reads(window.field("Plan", exact=True), "Walk today.")
    expect(plan.get_by_text("From the map")).to_be_visible()


def section(window, name):
    return window.page.locator(f"[data-section={name}]")


def reads(field, words):
    """Fetched from the server after a tap, so it may take a moment."""
    expect(field).to_have_value(re.compile(re.escape(words)))
