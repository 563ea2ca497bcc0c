"""Every place of the clinic is a press or two away, whatever the screen; so is what the marks mean."""

import pytest
from playwright.sync_api import expect

from clinic import clock
from tests import make


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", ["desktop", "tablet", "phone"])
def test_a_page_leads_to_those_beside_it(signed_in_as, screen):
    window = signed_in_as(make.admin("Rosa"), screen)
    main = window.page.get_by_role("navigation", name="Main")
    window.page.goto("/schedule/")

    for name in ("Wait list", "On the road", "Board"):
        window.press(window.page.get_by_role("link", name=name, exact=True))
        shown = window.page.get_by_role("link", name=name, exact=True)
        expect(shown).to_have_attribute("aria-current", "page")
        expect(shown).to_be_in_viewport(ratio=1)
        for first in ("Overview", "Schedule", "Patients"):
            expect(main.get_by_role("link", name=first, exact=True)).to_be_visible()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("screen", "beside"), [("desktop", True), ("tablet", False), ("phone", False)])
def test_what_the_marks_mean_is_said_on_every_screen(signed_in_as, screen, beside):
    for name in ("Maya Lindqvist", "Tomas Reyes", "Ines Ferreira", "Owen Clarke"):  # enough to wrap the bar
        make.therapist(name)
    window = signed_in_as(make.front_desk(), screen)
    window.page.goto(f"/schedule/{clock.today()}/?view=week")
    unsigned = window.page.get_by_text("Consent to be signed", exact=True).filter(visible=True)
    opener = window.page.locator("summary").and_(window.page.get_by_label("What the marks mean"))

    expect(unsigned).to_have_count(1 if beside else 0)
    if not beside:
        window.press(opener)
        expect(unsigned).to_be_in_viewport(ratio=1)
        window.page.keyboard.press("Escape")
    expect(unsigned).to_have_count(1 if beside else 0)
    expect(opener).to_be_visible(visible=not beside)
