"""What an admin looks up afterwards."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.window import Window


def reads_report(window: Window, report: str, *words: str) -> None:
    window.page.goto(f"/reports/{report}/?from=2026-11-24&to=2026-11-24")
    for said in words:
        expect(window.page.locator("tbody").last).to_contain_text(said)


def downloads(window: Window) -> list[dict[str, str]]:
    """The rows of the report on screen, as its file has them."""
    with window.page.expect_download() as coming:
        window.press(window.link("Export CSV"))
    lines = Path(coming.value.path()).read_text("utf-8-sig").splitlines()
    return list(csv.DictReader(lines))


def row_of(window: Window, name: str) -> dict[str, str]:
    return next(row for row in downloads(window) if row["Patient"] == name)


def finds_in_audit_log(window: Window, *acts: str) -> None:
    window.press(window.link("Audit log"))
    for act in acts:
        expect(lines(window).filter(has_text=act).first).to_be_visible()


def sees_who_looked(window: Window, name: str, people: set[str]) -> None:
    """Everyone who opened the record, by name."""
    reads_report(window, "appointments", name)
    number = lines(window).filter(has_text=name).first.get_by_role("link", name=re.compile(r"^\d+$"))
    window.press(number)
    window.press(window.link("Who looked"))
    for person in people:
        opened = lines(window).filter(has_text=person).filter(has_text="Opened")
        expect(opened.first).to_be_visible()


def lines(window: Window) -> Locator:
    return window.page.locator("tbody tr")
