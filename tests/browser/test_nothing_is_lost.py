"""What is typed survives a bad connection and a second tab."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import make
from tests.browser import the_therapist


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


def test_a_note_typed_without_a_connection_is_kept_and_sent_later(session, note_of, complaints):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    window = note_of(session)

    window.page.context.set_offline(True)
    window.field("Plan", exact=True).fill("Look at the levator again.")
    window.press(window.link("Map", exact=True))
    expect(the_therapist.saved(window)).to_have_text("Kept on this tablet, will be sent")
    the_therapist.places(window, "trapezius_upper", "TrP1", "left")
    window.page.context.set_offline(False)

    expect(the_therapist.saved(window)).to_contain_text("Saved ")
    session.refresh_from_db()
    assert session.plan == "Look at the levator again."
    assert session.findings.get().point.code == "TrP1"


@pytest.mark.sweep
def test_two_tabs_writing_one_section_are_shown_both_texts(session, note_of, complaints):
    complaints.expect("status of 409")
    first = note_of(session)
    second = note_of(session, beside=first)
    the_therapist.writes(first, {"Plan": "Left side first."})

    second.field("Plan", exact=True).fill("Right side first.")
    second.page.keyboard.press("Tab")
    asked = second.page.get_by_role("alert").filter(has_text="changed elsewhere")
    expect(asked).to_contain_text("Left side first.")
    expect(second.field("Plan", exact=True)).to_have_value("Right side first.")
    second.press(asked.get_by_role("button", name="Keep both"))

    expect(the_therapist.saved(second)).to_contain_text("Saved ")
    session.refresh_from_db()
    assert session.plan == "Left side first.\n\nRight side first."
