"""Whether a page can be read and reached by everyone, and fits its screen."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
CONTRAST = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
TURN_TO = "theme => document.documentElement.dataset.bsTheme = theme"
# What sticks out to the right of the page, or of its main part: neither may scroll sideways.
TOO_WIDE = """() => [document.documentElement, document.querySelector("main")]
  .filter((part) => part && part.scrollWidth > part.clientWidth)
  .map((part) => `${part.tagName} is ${part.scrollWidth} wide in ${part.clientWidth}`)"""


def faults(page: Page) -> Iterator[str]:
    """What axe finds against WCAG and good practice, in the light and, for its colours, in the dark."""
    yield from found(page, {"resultTypes": ["violations"]})
    page.evaluate(TURN_TO, "dark")
    yield from (f"in the dark: {fault}" for fault in found(page, CONTRAST))
    page.evaluate(TURN_TO, "light")


def found(page: Page, options: dict) -> Iterator[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for violation in page.evaluate("options => axe.run(options)", options)["violations"]:
        where = ", ".join(node["target"][0] for node in violation["nodes"][:3])
        yield f"{violation['id']}: {violation['help']} ({len(violation['nodes'])}: {where})"


def too_wide(page: Page, *widths: int) -> Iterator[str]:
    height = page.viewport_size["height"]
    for width in widths:
        page.set_viewport_size({"width": width, "height": height})
        yield from (f"at {width}: {fault}" for fault in page.evaluate(TOO_WIDE))
