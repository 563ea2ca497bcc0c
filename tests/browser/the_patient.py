"""What a patient does on their own phone, screen by screen, with one thumb."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.window import Window


def begins(window: Window, address: str) -> None:
    window.page.goto(address)
    window.press(window.button("Begin"))
    expect(window.page.locator("[data-intake]")).to_be_visible()


def here(window: Window) -> str:
    return window.page.url.rstrip("/").rpartition("/")[2]


def answers(window: Window, slug: str) -> None:
    """What Helen says on that screen: no to nearly everything."""
    page = window.page
    for no in page.locator(".in-three:not(.in-consent) label[for$='-no']").all():
        window.press(no)
    for agree in page.locator(".in-consent label[for$='-yes']").all():
        window.press(agree)
    SAYS.get(slug, lambda _window: None)(window)


def worst_is_seven(window: Window) -> None:
    window.press(window.page.get_by_role("group", name="Worst this week").get_by_text("7"))


SAYS: dict[str, Callable[[Window], None]] = {
    "reason": lambda window: window.field("What shall we help you with?").fill("My neck is stiff."),
    "pain": lambda window: window.press(
        window.page.locator("[data-drawing=posterior] [data-place='back_neck:left']")
    ),
    "pain-levels": worst_is_seven,
    "heart-clots": lambda window: window.press(window.page.get_by_text("Yes, in the last 3 months")),
    "medicines": lambda window: window.field("Medicine").first.fill("Apixaban"),
    "sign": lambda window: window.field("Type your full name to sign").fill("Helen Vasquez"),
}


def goes_on(window: Window, slug: str) -> None:
    window.press(window.page.locator(".in-low [value=next]"))
    window.page.wait_for_url(lambda url: not url.endswith(f"/{slug}/"))


def walks(window: Window, until: str = "done") -> list[str]:
    """From the screen it stands on to another one, answering what is between."""
    seen = []
    while (slug := here(window)) != until:
        seen.append(slug)
        answers(window, slug)
        goes_on(window, slug)
    return seen


def saved(window: Window) -> None:
    expect(window.page.locator("[data-words]").first).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
