"""Words typed into a plain form stay on the page until a server has them."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from playwright.sync_api import expect

from tests import make

WORDS = "Typed for a long while."


@pytest.fixture
@transaction.atomic
def session(transactional_db):
    return make.treatment_session(make.therapist("Maya"))


@pytest.fixture
def incident(session, signed_in_as):
    """A window with an incident written down that nobody has sent yet."""
    return writes(signed_in_as(session.therapist, "tablet"), session)


def writes(window, session):
    window.page.goto(f"/sessions/{session.pk}/incident/")
    for field in ("What happened", "What was done"):
        window.field(field).fill(WORDS)
    return window


def asked(window):
    return window.page.get_by_role("dialog", name="Sign in again")


def signs_in_again(window):
    asked(window).get_by_label("Password of Maya").fill(make.PASSWORD)
    window.press(asked(window).get_by_role("button", name="Sign in"))


def is_kept(window, session):
    expect(window.page.get_by_text("The incident is written down.")).to_be_visible()
    return [row.happened for row in session.incidents.all()] == [WORDS]


def test_they_outlive_the_sign_in_and_go_out_once_the_password_is_given(session, incident, complaints):
    complaints.expect("status of 401")
    Session.objects.all().delete()

    incident.press(incident.button("Keep it"))
    expect(asked(incident)).to_be_visible()
    expect(incident.field("What happened")).to_have_value(WORDS)
    assert not session.incidents.exists()
    signs_in_again(incident)

    assert is_kept(incident, session)


def test_a_letter_that_was_put_off_is_still_there_and_goes_out_later(session, signed_in_as, complaints):
    complaints.expect("status of 401")
    window = signed_in_as(session.therapist)
    window.page.goto(f"/sessions/{session.pk}/letter/")
    window.page.get_by_role("textbox", name="Letter").fill(WORDS)
    Session.objects.all().delete()

    window.press(window.button("Keep the letter"))
    window.press(asked(window).get_by_role("button", name="Later"))
    expect(window.page.get_by_role("textbox", name="Letter")).to_have_value(WORDS)
    window.press(window.button("Keep the letter"))
    signs_in_again(window)

    expect(window.page.get_by_text("The letter is kept")).to_be_visible()
    assert session.letters.count() == 1


def test_without_a_connection_nothing_leaves_the_page(session, incident, complaints):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    incident.page.context.set_offline(True)
    incident.press(incident.button("Keep it"))
    expect(incident.page.get_by_text("what you typed is still here")).to_be_visible()
    expect(incident.field("What happened")).to_have_value(WORDS)

    incident.page.context.set_offline(False)
    incident.press(incident.button("Keep it"))

    assert is_kept(incident, session)


@pytest.mark.sweep
def test_a_sign_in_in_another_tab_takes_nothing_from_this_one(session, incident, complaints):
    """The other tab shows the page of signing in, and its token is not this page's."""
    complaints.expect("status of 401")
    Session.objects.all().delete()
    other = incident.another_tab()
    other.sign_in(session.therapist)
    expect(incident.field("What happened")).to_have_value(WORDS)
    if asked(incident).is_visible():
        signs_in_again(incident)

    incident.press(incident.button("Keep it"))

    assert is_kept(incident, session)


def test_who_signs_out_in_another_tab_leaves_nothing_to_read_without_the_password(incident):
    other = incident.another_tab()
    other.page.goto("/sign-out/")
    other.press(other.button("Sign out"))

    expect(asked(incident)).to_be_visible()
    incident.press(asked(incident).get_by_role("button", name="Leave without sending"))

    incident.page.wait_for_url("**/sign-in/")
    is_left_alone(other)


def is_left_alone(window):
    """Two pages of signing in once sent each other there without end."""
    window.page.evaluate("window.here = true")
    window.page.wait_for_timeout(500)
    assert window.page.evaluate("window.here")


def test_an_addendum_outlives_the_sign_in_too(session, signed_in_as, complaints):
    complaints.expect("status of 401")
    make.signed(session)
    window = signed_in_as(session.therapist)
    window.page.goto(f"/sessions/{session.pk}/")
    window.press(window.page.get_by_text("Add an addendum", exact=True))
    window.field("Why it is added").fill("Remembered later")
    window.page.get_by_role("textbox", name="Addendum", exact=True).fill(WORDS)
    Session.objects.all().delete()

    window.press(window.button("Add to the record"))
    signs_in_again(window)

    expect(window.page.locator("#addenda li")).to_contain_text(WORDS)
    assert session.addenda.count() == 1


def test_who_presses_a_link_while_the_server_is_asked_leaves_after_the_words(session, incident):
    def late(route):
        incident.page.wait_for_timeout(400)
        route.continue_()

    incident.page.route("**/me/here/", late)
    incident.press(incident.button("Keep it"))
    incident.press(incident.link("My day"))

    expect(incident.page).to_have_url(re.compile("/my-day/"))
    assert [row.happened for row in session.incidents.all()] == [WORDS]
