"""Moving a visit on the page of its own, as a bookmark or a link from a mail opens it."""

from playwright.sync_api import expect

from tests import make
from tests.make import at


def test_its_form_stands_there_once_whoever_is_chosen(transactional_db, signed_in_as):
    leo = make.therapist("Leo", hours=("09:00", "17:00"))
    make.therapist("Mia", hours=("09:00", "17:00"))
    held = make.appointment(leo, at("10:00"))
    window = signed_in_as(make.front_desk())
    window.page.goto(f"/appointments/{held.pk}/move/")

    window.press(window.page.locator("label", has_text="Mia"))

    expect(window.button("Move", exact=True)).to_have_count(1)
    first = window.page.locator("input[name=offer]").first
    expect(first).to_have_attribute("data-says", "Move to 09:00 with Mia")
    expect(window.page.locator("#panel")).to_be_empty()
    window.press(window.page.locator("main label", has_text="14:00").first)
    window.press(window.button("Move to 14:00 with Mia"))
    expect(window.toasts).to_contain_text("Moved to today 14:00 with Mia")
