"""From a phone call to a signature on a phone, with a dead spot and a closed tab on the way."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from patients.models import Draft
from tests import make
from tests.browser import looks, the_desk, the_patient

LOOKED_AT = {"pain", "heart-clots", "consents", "sign"}


@pytest.fixture
@transaction.atomic
def maya(transactional_db):
    """She is free; somebody much like the caller is on the register, and comes to Ines."""
    maya = make.therapist("Maya")
    make.appointment(make.therapist("Ines"), make.at("14:00"), patient=make.patient("Hellen Vasquez"))
    return maya


@pytest.mark.sweep
def test_from_a_phone_call_to_cautions_on_the_therapists_page(
    maya, signed_in_as, open_window, complaints, subtests
):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    address = calls_and_is_asked(signed_in_as(make.front_desk()))
    phone = open_window("phone", reduced_motion="reduce")
    the_patient.begins(phone, address)
    assert address.rpartition("/p/")[2] not in phone.page.url
    the_patient.walks(phone, "reason")

    answers_in_a_dead_spot(phone)
    phone = comes_back_after_closing_the_tab(phone, address)
    looks_and_signs(phone, subtests)

    assert phone.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert "Helen" not in phone.page.title()
    the_therapist_knows(signed_in_as(maya, "tablet"))


def calls_and_is_asked(desk):
    """Added while she is on the phone, booked for today, and sent the questionnaire."""
    desk.page.goto("/patients/")
    the_desk.adds(desk, "Helen", "Vasquez", twin="Hellen Vasquez")
    record = desk.page.url
    the_desk.books(desk, "Helen Vasquez", "10:00")
    desk.page.goto(record)
    desk.press(desk.link("Questionnaire", exact=True))
    desk.press(desk.button("Make a link"))
    return desk.page.locator("#address").input_value()


def answers_in_a_dead_spot(phone):
    phone.page.context.set_offline(True)
    the_patient.answers(phone, "reason")
    expect(phone.page.locator("[data-words]").first).to_have_text("No connection. Kept on this page")
    phone.page.context.set_offline(False)
    the_patient.saved(phone)
    told = Draft.objects.get().steps.get(section="reason").told
    assert told["reason-for-visit"]["values"] == ["My neck is stiff."]


def comes_back_after_closing_the_tab(phone, address):
    phone.page.close()
    phone = phone.another_tab()
    the_patient.begins(phone, address)
    assert the_patient.here(phone) == "reason"
    expect(phone.field("What shall we help you with?")).to_have_value("My neck is stiff.")
    return phone


def looks_and_signs(phone, subtests):
    while (slug := the_patient.here(phone)) != "done":
        the_patient.answers(phone, slug)
        if slug in LOOKED_AT:
            with subtests.test(slug=slug):
                assert not [*looks.faults(phone.page), *looks.too_wide(phone.page, 320, 390)]
        the_patient.goes_on(phone, slug)


def the_therapist_knows(maya):
    """On the day's list, on the record with what she said, and among the cautions with what can be done."""
    maya.page.goto("/my-day/")
    expect(maya.page.get_by_text("Do not treat: Clot now: no massage")).to_be_visible()
    maya.press(maya.link("Helen Vasquez", exact=True))
    expect(maya.page.get_by_role("alert")).to_contain_text("No massage until written medical clearance.")
    expect(maya.page.locator(".is-history")).to_contain_text("DVT or lung clot, diagnosed under 3 months ago")
    maya.press(maya.link("History", exact=True))
    expect(maya.page.locator("main")).to_contain_text("Apixaban")
    maya.press(maya.link("Cautions", exact=True))
    clot = maya.page.locator(".rows > li", has_text="DVT or lung clot")
    expect(clot.get_by_text("Stop", exact=True)).to_be_visible()
