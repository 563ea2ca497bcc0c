"""What the charting page says of the time is said by the clinic's clock, wherever the tablet thinks it is."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.browser import the_therapist


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    session = make.treatment_session(make.therapist("Maya"))
    return make.note(session, plan="Rest.")


@pytest.fixture
def abroad(session, signed_in_as):
    window = signed_in_as(session.therapist, "tablet", timezone_id="Asia/Tokyo")
    window.page.goto(f"/sessions/{session.pk}/chart/")
    expect(window.page.locator("#map[data-ready]")).to_be_attached()
    return window


def test_the_end_that_nobody_typed_is_when_sign_is_opened(session, abroad, clock_says):
    ended = abroad.field("The session ended at")
    expect(ended).to_have_value("08:00")

    clock_says(make.at("08:04"), abroad)
    abroad.press(abroad.link("Sign", exact=True))
    expect(ended).to_have_value("08:04")
    clock_says(make.at("08:12"), abroad)
    abroad.press(abroad.button("Sign the session"))

    expect(abroad.page.get_by_role("main")).to_contain_text("08:00 to 08:12")


def test_an_end_that_was_typed_stays(session, abroad, clock_says):
    abroad.press(abroad.link("Sign", exact=True))
    abroad.field("The session ended at").fill("08:03")
    abroad.press(abroad.link("Map", exact=True))
    clock_says(make.at("08:12"), abroad)
    with abroad.page.expect_response("**/missing/"):
        abroad.press(abroad.link("Sign", exact=True))
    abroad.press(abroad.button("Sign the session"))

    expect(abroad.page.get_by_role("main")).to_contain_text("08:00 to 08:03")


def test_saved_is_said_by_the_clinics_clock_whatever_was_saved(abroad, clock_says):
    clock_says(make.at("08:05:30"), abroad)
    the_therapist.places(abroad, "trapezius_upper", "TrP1", "left")
    expect(the_therapist.saved(abroad)).to_contain_text("Saved 08:05")

    abroad.press(abroad.link("Note", exact=True))
    abroad.field("Plan", exact=True).fill("Rest and warmth.")
    abroad.page.keyboard.press("Tab")

    expect(the_therapist.saved(abroad)).to_contain_text("Saved 08:05")
