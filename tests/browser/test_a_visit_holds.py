"""A visit holds through a lost connection, an ended sign-in, a closed page, and after signing out."""

import json
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from sessions.models import TreatmentSession
from tests import make
from tests.browser import the_therapist
from tests.sessions.test_start import days_ago
from tests.sessions.visit.test_door import consent

KEPT = """async () => [JSON.stringify([{...localStorage}, {...sessionStorage}]),
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
PATH = "htmx-current-path-for-history"
# Within the moment in which a score can be put right, however slow the machine is.
PUT_RIGHT = """() => {
  for (const score of [5, 7]) document.querySelector(`#editor [data-act="before-${score}"]`).click();
}"""
TENDERNESS = ("tenderness_before", "tenderness_after")


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    return make.treatment_session(make.therapist("Maya"))


@pytest.fixture
def note_of(signed_in_as):
    """The note's tab of a session, in a new window or in a second tab of the same one."""

    def opened(session, beside=None):
        window = beside.another_tab() if beside else signed_in_as(session.therapist, "tablet")
        window.page.goto(f"/sessions/{session.pk}/chart/#tab-note")
        expect(window.page.locator("#map[data-ready]")).to_be_attached()
        return window

    return opened


def plan(window):
    return window.field("Plan", exact=True)


def stored(session):
    return TreatmentSession.objects.get(pk=session.pk)


@pytest.mark.sweep
def test_offline_the_page_says_so_keeps_everything_and_sends_it_later(session, note_of, complaints):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    window = note_of(session)
    banner = window.page.locator("#offline")
    expect(banner).to_be_hidden()

    window.page.context.set_offline(True)
    expect(banner).to_be_visible()
    for words in ("Look at", "Look at the levator", "Look at the levator again."):
        plan(window).fill(words)
        window.page.wait_for_timeout(1200)
    expect(banner).to_contain_text("this tablet keeps everything")
    stores_hold_nothing(window)
    window.page.context.set_offline(False)

    expect(banner).to_be_hidden()
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert stored(session).plan == "Look at the levator again."


@pytest.mark.sweep
def test_a_minute_without_a_signal_loses_no_word_and_no_point(session, note_of, complaints):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    window = note_of(session)
    window.page.context.set_offline(True)
    for seconds in range(0, 60, 3):
        plan(window).fill(f"Typed in the second {seconds}.")
        window.page.wait_for_timeout(3000)
    window.press(window.link("Map", exact=True))
    for side in ("left", "right"):
        the_therapist.places(window, "trapezius_upper", "TrP1", side)
        the_therapist.scores(window, before=6, after=3)
    expect(window.page.locator("#offline")).to_be_visible()
    assert (stored(session).plan, stored(session).findings.count()) == ("", 0)

    window.page.context.set_offline(False)
    expect(window.page.locator("#offline")).to_be_hidden(timeout=20_000)
    expect(the_therapist.saved(window)).to_contain_text("Saved ", timeout=20_000)
    assert stored(session).plan == "Typed in the second 57."
    found = stored(session).findings.values_list("point__side", "tenderness_before", "tenderness_after")
    assert sorted(found) == [("left", 6, 3), ("right", 6, 3)]


def test_an_ended_sign_in_is_renewed_in_place_and_everything_is_sent(session, note_of, complaints):
    complaints.expect("status of 401")
    complaints.expect("status of 400")
    window = note_of(session)
    Session.objects.all().delete()

    plan(window).fill("Typed after the sign-in had ended.")
    window.page.keyboard.press("Tab")
    asked = window.page.get_by_role("dialog", name="Sign in again")
    asked.get_by_label("Password of Maya").fill("not the password")
    window.press(asked.get_by_role("button", name="Sign in"))
    expect(asked.get_by_role("alert")).to_have_text("That password does not fit. Try again.")
    asked.get_by_label("Password of Maya").fill(make.PASSWORD)
    window.press(asked.get_by_role("button", name="Sign in"))

    expect(asked).to_be_hidden()
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    window.press(window.link("Map", exact=True))
    the_therapist.places(window, "trapezius_upper", "TrP1", "left")
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert stored(session).plan == "Typed after the sign-in had ended."
    assert stored(session).findings.count() == 1


@pytest.mark.sweep
def test_a_page_closed_in_mid_sentence_loses_no_word(session, note_of, complaints):
    complaints.expect("status of 409")
    first = note_of(session)
    second = note_of(session, beside=first)

    plan(first).fill("Said in the first tab.")
    first.page.close(run_before_unload=False)
    assert second.soon(lambda: stored(session).plan == "Said in the first tab.")
    plan(second).fill("Typed in the second.")
    second.page.goto("about:blank")
    assert second.soon(lambda: stored(session).left_behind.filter(settled_at=None).exists())
    third = second
    third.page.goto(f"/sessions/{session.pk}/chart/#tab-note")

    asked = third.page.get_by_role("alert").filter(has_text="a page that was closed")
    expect(asked).to_contain_text("Typed in the second.")
    expect(plan(third)).to_have_value("Said in the first tab.")
    third.press(asked.get_by_role("button", name="Add it"))
    expect(the_therapist.saved(third)).to_contain_text("Saved ")
    assert third.soon(lambda: not stored(session).left_behind.filter(settled_at=None).exists())
    assert third.soon(lambda: stored(session).plan == "Said in the first tab.\n\nTyped in the second.")


@pytest.mark.sweep
def test_minutes_and_a_half_typed_test_go_out_with_a_page_that_is_closed(session, note_of):
    window = note_of(session)
    second = window.another_tab()
    window.press(window.page.locator("#tool-conduct > summary"))
    minutes = window.page.locator("#tool-conduct [name=trigger_point]")
    window.press(window.page.locator("#tool-tests > summary"))
    window.field("Test that was done").fill("Spurling")
    minutes.fill("35")
    window.page.close(run_before_unload=False)

    def kept():
        names = list(session.physical_tests.values_list("name", flat=True))
        return names and stored(session).conduct.trigger_point

    assert eventually(second, kept) == 35


def eventually(window, ask, tries=80):
    """What a closed page sent arrives without it."""
    for _ in range(tries):
        with suppress(ObjectDoesNotExist):
            if found := ask():
                return found
        window.page.wait_for_timeout(100)
    return ask()


@pytest.fixture
@transaction.atomic
def returning(transactional_db):
    """Somebody who was here a week ago, with five open points and nothing new."""
    maya, helen = make.therapist("Maya"), make.patient("Helen Vasquez")
    consent(helen, "treatment")
    earlier = make.treatment_session(maya, days_ago(7), patient=helen)
    for muscle in ("levator_scapulae", "trapezius_upper", "infraspinatus", "supraspinatus", "rhomboid_minor"):
        make.point(earlier, muscle, "left", tenderness_before=6, after=4)
    make.signed(earlier, plan="Left side first.", pain_before=6, pain_after=3)
    make.appointment(maya, make.at("08:00"), patient=helen)
    return maya


def test_a_follow_up_from_my_day_to_the_signature(returning, signed_in_as, record_property):
    window = signed_in_as(returning, "tablet")
    window.page.goto(reverse("sessions:my_day"))
    window.press(window.button("Start the session"))
    expect(window.page.locator("#map[data-ready]")).to_be_visible()

    goes_round(window, "before", 5)
    goes_round(window, "after", 2)
    window.press(window.link("Write the note"))
    for name, key in (("Pain on arrival", "5"), ("Pain on leaving", "2")):
        keys = window.page.get_by_role("group", name=name)
        window.press(keys.locator("label", has_text=key).first)
    for section in ("Subjective", "Assessment"):
        window.field(section, exact=True).fill("Turns her head more easily.")
    plan(window).fill("Again next week.")
    window.press(window.button("Nothing is missing: sign"))

    expect(window.page.get_by_label("Signature")).to_contain_text("Signed by Maya")
    assert window.presses == 3 + 12  # start, note, sign; a tap for each score
    assert sorted(returning.treatment_sessions.latest("pk").findings.values_list(*TENDERNESS)) == [(5, 2)] * 5
    record_property("taps", window.presses)
    leaves_nothing_behind(window)


def goes_round(window, when, score):
    """One tap a point: each score brings the next point, the last one the first that is not pressed again."""
    row = window.page.locator("#points .point-row.on")
    for number in range(1, 6):
        expect(row).to_contain_text(f"Point {number}:")
        window.press(the_therapist.scale(window, when).get_by_role("button", name=str(score), exact=True))


@pytest.mark.sweep
def test_a_point_that_was_chosen_is_stayed_with_and_a_score_can_be_put_right(returning, signed_in_as):
    window = signed_in_as(returning, "tablet")
    window.page.goto(reverse("sessions:my_day"))
    window.press(window.button("Start the session"))
    row = window.page.locator("#points .point-row.on")
    expect(row).to_contain_text("Point 1:")
    before = the_therapist.scale(window, "before")

    window.page.evaluate(PUT_RIGHT)
    expect(row).to_contain_text("Point 2:")
    window.press(window.page.locator("#points .point-row").nth(3).get_by_role("button").first)
    window.press(before.get_by_role("button", name="3", exact=True))
    window.page.wait_for_timeout(1000)

    expect(row).to_contain_text("Point 4:")
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    scored = returning.treatment_sessions.latest("pk").findings.order_by("number")
    assert list(scored.values_list("tenderness_before", flat=True)) == [7, None, None, 3, None]


def leaves_nothing_behind(window):
    """After signing out the way back shows no note, and no store of the browser holds anything."""
    window.page.goto("/sign-out/")
    window.press(window.button("Sign out"))
    window.page.wait_for_url("**/sign-in/**")
    window.page.go_back()
    window.page.wait_for_timeout(300)
    expect(window.page.get_by_text("Again next week.")).to_have_count(0)
    window.page.goto("/sign-in/")
    stores_hold_nothing(window)


def stores_hold_nothing(window):
    """htmx remembers the page's address, a number; no word of it, no database, no cache."""
    texts, databases, caches = window.page.evaluate(KEPT)
    kept = {name for store in json.loads(texts) for name in store}
    assert kept <= {PATH}
    assert (databases, caches) == (0, 0)
