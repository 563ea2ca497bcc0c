"""What the front desk does in a morning, through its own pages."""

from playwright.sync_api import Locator, expect

from tests.browser.window import Window


def adds(window: Window, first_name: str, last_name: str, *, twin: str) -> None:
    """The person who looks like somebody known is shown beside the form, and added all the same."""
    window.press(window.link("Patients"))
    window.press(window.link("Add a patient"))
    window.field("First name").fill(first_name)
    window.field("Last name").fill(last_name)
    window.field("Born").fill("1991-02-03")
    expect(window.page.locator("#twins")).to_contain_text(twin)
    window.press(window.button("Someone else: add as a new patient"))
    expect(window.heading(f"{first_name} {last_name}")).to_be_visible()


def books(window: Window, name: str, time: str) -> int:
    """In the free place of Maya's column; returns how many presses it takes once the name is chosen."""
    window.press(window.link("Schedule", exact=True))
    window.press(column(window, "Maya").get_by_role("link", name=time, exact=True))
    window.panel.get_by_role("searchbox").fill(name)
    window.press(window.panel.get_by_role("button", name=name))
    window.presses = 0
    window.press(window.button(f"Book {time} with Maya"))
    expect(window.toasts).to_contain_text(f"Booked: {name}, today {time} with Maya")
    expect(card(window, name)).to_contain_text(f"{time} to ")
    return window.presses


def moves(window: Window, name: str, time: str) -> None:
    window.press(card(window, name))
    window.press(window.panel.get_by_role("link", name="Move"))
    window.press(window.panel.locator("label", has_text=time).first)
    window.press(window.button(f"Move to {time} with Maya"))
    expect(card(window, name)).to_contain_text(f"{time} to ")


def cancels_and_takes_it_back(window: Window, name: str) -> None:
    window.press(card(window, name))
    window.press(window.panel.get_by_text("Cancel the appointment"))
    window.press(window.panel.get_by_role("button", name=f"of {name}"))
    expect(card(window, name)).to_contain_text("Cancelled")
    window.press(window.toasts.get_by_role("button", name="Undo"))
    expect(card(window, name)).not_to_contain_text("Cancelled")


def receives(window: Window, name: str) -> None:
    window.press(card(window, name))
    window.press(window.button("Arrived"))
    expect(card(window, name)).to_contain_text("Arrived")


def card(window: Window, name: str) -> Locator:
    return window.page.locator(".board").get_by_role("link", name=name)


def column(window: Window, therapist: str) -> Locator:
    return window.page.locator(".board").get_by_role("region", name=therapist)
