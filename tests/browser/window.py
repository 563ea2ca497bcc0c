"""One person's browser window, worked with a mouse or with a finger."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from clinic.models import Staff
from tests import make

# Where a spot of the drawing, in fractions of its width and height, is on the screen.
ON_SCREEN = """([view, x, y]) => {
  const stage = document.getElementById("stage");
  const size = {plantar: 480, dorsal: 480}[view] ?? 1000;
  const spot = new DOMPoint(x * 500, y * size).matrixTransform(stage.getScreenCTM());
  return [spot.x, spot.y];
}"""


class Window:
    """presses counts clicks and taps alike, typed the characters."""

    def __init__(self, page: Page, *, touch: bool) -> None:
        self.page, self.touch, self.presses, self.typed = page, touch, 0, 0
        self.button = lambda name, **how: page.get_by_role("button", name=name, **how)
        self.link = lambda name, **how: page.get_by_role("link", name=name, **how)
        self.heading = lambda name, **how: page.get_by_role("heading", name=name, **how)
        self.field = page.get_by_label
        self.panel, self.toasts = page.locator("#panel"), page.locator("#toasts")

    def press(self, what: Locator) -> None:
        """Where it leads to another page, that page is there when this returns."""
        self.presses += 1
        what.tap() if self.touch else what.click()
        self.page.wait_for_load_state()

    def type(self, into: Locator, words: str) -> None:
        """Character by character, as fingers do."""
        self.typed += len(words)
        into.press_sequentially(words)

    def press_spot(self, view: str, x: float, y: float) -> None:
        """On the body map, at these fractions of the drawing."""
        self.presses += 1
        at = self.page.evaluate(ON_SCREEN, [view, x, y])
        self.page.touchscreen.tap(*at) if self.touch else self.page.mouse.click(*at)

    def soon(self, happens: Callable[[], bool]) -> bool:
        """Whether it comes to be, within a while, of what a page did that does not show it."""
        for _ in range(300):
            if happens():
                return True
            self.page.wait_for_timeout(100)
        return False

    def another_tab(self) -> "Window":
        return Window(self.page.context.new_page(), touch=self.touch)

    def sign_in(self, person: Staff) -> None:
        self.page.goto("/sign-in/")
        self.field("E-mail").fill(person.email)
        self.field("Password").fill(make.PASSWORD)
        self.press(self.button("Sign in", exact=True))
        begins = {"therapist": "**/my-day/", "admin": "**/overview/", "front_desk": "**/schedule/*/"}
        self.page.wait_for_url(next(page for role, page in begins.items() if role in person.roles))
