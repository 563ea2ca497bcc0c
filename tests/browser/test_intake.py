"""From the front desk's link to a signature on a phone, with a dead spot and a closed tab on the way."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from patients.models import Draft
from tests import make
from tests.browser import looks, the_patient

LOOKED_AT = {"pain", "heart-clots", "consents", "sign"}


@pytest.fixture
@transaction.atomic
def visit(transactional_db):
    helen = make.patient("Helen Vasquez")
    return make.appointment(make.therapist("Maya"), clock.now(), patient=helen)


def test_from_the_desks_link_to_cautions_on_the_therapists_page(
    visit, signed_in_as, open_window, complaints, subtests
):
    complaints.expect("net::ERR_INTERNET_DISCONNECTED")
    address = asked_at_the_desk(visit, signed_in_as(make.front_desk()))
    phone = open_window("phone", reduced_motion="reduce")
    the_patient.begins(phone, address)
    assert address.rpartition("/p/")[2] not in phone.page.url
    the_patient.walks(phone, "reason")

    answers_in_a_dead_spot(phone)
    phone = comes_back_after_closing_the_tab(phone, address)
    looks_and_signs(phone, subtests)

    assert phone.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert "Helen" not in phone.page.title()
    the_therapist_knows(visit, signed_in_as(visit.therapist, "tablet"))


def asked_at_the_desk(visit, desk):
    desk.page.goto(f"/patients/{visit.patient.number}/intake/")
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


def the_therapist_knows(visit, maya):
    maya.page.goto(f"/patients/{visit.patient.number}/")
    expect(maya.page.get_by_role("alert")).to_contain_text("No massage until written medical clearance.")
    expect(maya.page.locator("body")).to_contain_text("Clot now: no massage")
    maya.page.goto(f"/patients/{visit.patient.number}/history/")
    expect(maya.page.locator("main")).to_contain_text("Apixaban")
