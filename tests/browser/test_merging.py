"""The desk merges two records of one person and takes it back, and adds a number while it is typing."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from clinic import clock
from patients import register
from patients.models import Patient
from tests import make
from tests.browser import looks
from tests.make import at
from tests.sweeping import each


@pytest.fixture
@transaction.atomic
def joan(transactional_db):
    """Helen is here twice; on the second record she has an appointment today and another number."""
    desk, maya, born = make.front_desk("Joan"), make.therapist("Maya"), clock.today().replace(year=1974)
    register.register(first_name="Helen", last_name="Vasquez", birth_on=born, phone="0151 555 0188", by=desk)
    twin = register.register(
        first_name="Hellen", last_name="Vasques", birth_on=born, email="helen@example.test", by=desk
    )
    make.appointment(maya, at("14:00"), patient=twin)
    return desk


@pytest.mark.parametrize("screen", each(["desktop", "phone"], one_in=2))
def test_two_records_become_one_and_two_again(screen, joan, signed_in_as):
    window = signed_in_as(joan, screen, reduced_motion="reduce")
    window.page.goto("/patients/")
    window.press(window.link("Duplicates"))
    expect(window.page.get_by_text("Much the same name, born on the same day")).to_be_visible()
    window.press(window.link("Side by side"))
    expect(window.heading("Merge two records")).to_be_visible()
    assert not [*looks.faults(window.page)]
    window.press(window.page.get_by_role("radio", name="Helen Vasquez"))
    window.press(window.button("Merge the two records"))

    expect(window.heading("Helen Vasquez")).to_be_visible()
    expect(window.page.get_by_text("helen@example.test")).to_be_visible()
    kept, absorbed = Patient.objects.get(merged_into=None), Patient.objects.exclude(merged_into=None).get()
    window.page.goto(f"/patients/{absorbed.number}/")
    assert window.page.url.endswith(f"/patients/{kept.number}/")
    window.press(window.button(f"Undo the merge of record {absorbed.number}"))

    expect(window.toasts).to_contain_text(f"Records {kept.number} and {absorbed.number} are two again.")
    window.page.goto("/patients/")
    expect(window.link("Vasques, Hellen")).to_be_visible()
    expect(window.link("Vasquez, Helen")).to_be_visible()


@pytest.mark.sweep
def test_a_number_is_added_while_the_form_is_being_filled(joan, signed_in_as, complaints):
    complaints.expect("status of 422")
    complaints.expect("status of 409")
    helen = Patient.objects.get(first_name="Helen")
    window = signed_in_as(joan)
    window.page.goto(f"/patients/{helen.number}/edit/")
    window.field("Occupation").fill("Potter")
    card = window.page.locator("#contacts")
    window.press(card.get_by_text("Add another"))
    card.get_by_label("Phone or e-mail").fill("++44 1")
    window.press(card.get_by_role("button", name="Add it"))
    expect(card).to_contain_text("A number begins with one + at most")
    card.get_by_label("Phone or e-mail").fill("07700 900188 x 3")
    window.press(card.get_by_role("button", name="Add it"))
    expect(card).to_contain_text("07700 900188 ext 3")
    window.press(card.get_by_role("button", name="Use 07700 900188 ext 3 first"))
    expect(card.get_by_role("listitem").first).to_contain_text("07700 900188 ext 3")

    expect(window.field("Occupation")).to_have_value("Potter")
    window.press(window.button("Save", exact=True))
    expect(window.page.get_by_text("You changed different fields")).to_be_visible()
    window.press(window.button("Save", exact=True))
    expect(window.toasts).to_contain_text("is saved")
    helen.refresh_from_db()
    assert (helen.occupation, helen.phone) == ("Potter", "07700 900188 ext 3")
