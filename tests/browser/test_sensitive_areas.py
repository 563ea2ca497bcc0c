"""A sensitive area is asked about aloud before hands are laid on there, and the answer is kept."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.browser import the_therapist
from tests.sessions.visit.test_door import consent

WHY = "They asked for it after all"


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    return make.treatment_session(make.therapist("Maya"))


@pytest.fixture
def on_the_map(signed_in_as):
    def opened(session):
        window = signed_in_as(session.therapist, "tablet", reduced_motion="reduce")
        window.page.goto(f"/sessions/{session.pk}/chart/#tab-map")
        expect(window.page.locator("#map[data-ready]")).to_be_visible()
        return window

    return opened


def finds(window, muscle):
    window.field("Find a muscle", exact=True).fill(muscle)
    window.page.keyboard.press("Enter")


def asked(window, area):
    return window.page.get_by_role("dialog", name=f"{area}: do they agree to work there today?")


def said(session):
    return [(row.area, row.said) for row in session.area_consents.order_by("pk")]


def rows(window):
    return window.page.locator("#points .point-row")


def test_no_point_is_placed_before_the_patient_was_asked(session, on_the_map):
    window = on_the_map(session)

    finds(window, "left rectus abdominis")
    window.press(asked(window, "Abdomen").get_by_role("button", name="Not today"))
    expect(rows(window)).to_have_count(0)
    finds(window, "left rectus abdominis")
    expect(asked(window, "Abdomen")).to_contain_text("Earlier today they said: not today.")
    window.press(window.button("Agrees, said aloud"))
    expect(rows(window)).to_have_count(1)
    finds(window, "left external oblique")

    expect(rows(window)).to_have_count(2)
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert said(session) == [("abdomen", "not_today"), ("abdomen", "agreed")]


def test_without_the_signed_consent_nobody_can_agree(session, on_the_map):
    window = on_the_map(session)

    finds(window, "left gluteus medius")
    expect(asked(window, "Buttock")).to_contain_text("it has to be signed first")
    expect(window.button("Agrees, said aloud")).to_have_count(0)
    window.press(window.button("Go on, ask later"))

    expect(rows(window)).to_have_count(1)
    expect(window.page.locator("#editor")).to_contain_text("Buttock: not agreed to today.")
    assert said(session) == []


@pytest.mark.sweep
def test_what_is_asked_later_is_answered_in_the_editor(session, on_the_map):
    window = on_the_map(session)
    editor = window.page.locator("#editor")

    finds(window, "left rectus abdominis")
    window.press(window.button("Go on, ask later"))
    expect(editor).to_contain_text("Abdomen: not agreed to today.")
    window.press(editor.get_by_role("button", name="Agrees, said aloud"))

    expect(editor).not_to_contain_text("not agreed")
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert said(session) == [("abdomen", "agreed")]


@pytest.mark.sweep
def test_a_point_of_an_earlier_visit_is_asked_about_when_it_is_pressed_again(session, on_the_map):
    with transaction.atomic():
        again = carried(session)
    window = on_the_map(again)

    window.press(rows(window).first)
    expect(window.page.locator("#despite")).to_be_hidden()
    window.press(window.page.locator('#editor [data-act="before-5"]'))
    window.press(asked(window, "Abdomen").get_by_role("button", name="Agrees, said aloud"))
    window.press(window.page.locator('#editor [data-act="after-2"]'))

    expect(window.page.locator("#despite")).to_be_hidden()
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert said(again) == [("abdomen", "not_today"), ("abdomen", "agreed")]
    assert list(again.findings.values_list("tenderness_before", "tenderness_after")) == [(5, 2)]


def carried(session):
    """The same person's next session, begun though the area was left out for the day."""
    consent(session.patient, "treatment")
    make.point(session, "rectus_abdominis", "left", tenderness_before=6, after=4)
    make.signed(session)
    return make.treatment_session(session.therapist, make.at("09:00"), patient=session.patient)


def test_an_answer_the_server_refuses_opens_the_question_again(session, on_the_map, complaints):
    complaints.expect("422")
    window = on_the_map(session)
    window.page.route("**/consents/", lambda route: route.fulfill(status=422, json={"error": "Ask again."}))

    finds(window, "left rectus abdominis")
    window.press(window.button("Agrees, said aloud"))

    expect(window.page.get_by_text("Ask again.")).to_be_visible()
    expect(window.page.locator("#editor")).to_contain_text("Abdomen: not agreed to today.")
    assert said(session) == []


def test_where_they_said_no_the_round_leaves_a_point_out_and_a_score_needs_a_reason(session, on_the_map):
    with transaction.atomic():
        again = carried(session)
    window = on_the_map(again)
    expect(rows(window).first).not_to_have_class("point-row on")

    window.press(rows(window).first)
    window.press(window.page.locator('#editor [data-act="before-5"]'))
    window.press(asked(window, "Abdomen").get_by_role("button", name="Not today"))
    expect(window.page.locator("#points")).to_contain_text("Tap to re-score")
    window.press(window.page.locator('#editor [data-act="before-5"]'))
    window.press(window.button("Write why"))
    window.field("Why", exact=True).fill(WHY)
    window.press(window.button("Go on", exact=True))

    expect(window.page.locator("#points")).to_contain_text(f"Charted all the same: {WHY}")
    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert list(again.findings.values_list("tenderness_before", "despite")) == [(5, WHY)]
    assert said(again) == [("abdomen", "not_today")]


def test_a_technique_there_asks_for_the_reason_too(session, on_the_map):
    with transaction.atomic():
        again = carried(session)
    window = on_the_map(again)

    window.press(rows(window).first)
    window.press(window.page.locator('#editor [data-act="panel-treatment"]'))
    window.press(window.page.locator('#editor [data-act="add-pressure_release"]'))
    window.press(window.button("Write why"))
    window.field("Why", exact=True).fill(WHY)
    window.press(window.button("Go on", exact=True))

    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    assert window.soon(again.treatments.exists)
    assert again.treatments.get().finding.despite == WHY
