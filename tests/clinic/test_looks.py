"""Text and edges keep their contrast (WCAG 2.2 AA), and no page needs what the security policy forbids."""

import re

import pytest
from django.conf import settings

STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
PAGES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
TEXT, EDGE = 4.5, 3.0
STATUSES = ["proposed", "booked", "confirmed", "arrived", "insession", "fulfilled", "noshow", "cancelled"]


def colours(theme):
    """The theme's block and what it takes over from the light one."""
    light, dark = TOKENS.split('[data-bs-theme="dark"] {', 1)
    found = dict(re.findall(r"(--[\w-]+): (#\w{6});", light))
    return found | (dict(re.findall(r"(--[\w-]+): (#\w{6});", dark)) if theme == "dark" else {})


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs():
    for ink in ("ink", "ink-2", "ink-3", "primary"):
        yield from ((f"--c-{ink}", f"--c-{ground}", TEXT) for ground in ("page", "surface"))
    for meaning in ("primary", "info", "danger", "warn", "ok"):
        yield f"--c-{meaning}", f"--c-{meaning}-tint", TEXT
    yield "--c-on-primary", "--c-primary", TEXT
    yield "--c-on-danger", "--c-danger", TEXT
    yield from (("--c-edge", f"--c-{ground}", EDGE) for ground in ("page", "surface"))
    yield from (("--c-focus", f"--c-{ground}", EDGE) for ground in ("page", "surface"))
    yield from ((f"--pain-ink-{score}", f"--pain-{score}", TEXT) for score in range(11))
    yield from ((f"--st-{status}-ink", f"--st-{status}-bg", TEXT) for status in STATUSES)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_edges_can_be_read(theme):
    found = colours(theme)

    def contrast(front, back):
        darker, lighter = sorted((luminance(found[front]), luminance(found[back])))
        return (lighter + 0.05) / (darker + 0.05)

    weak = [(front, back) for front, back, least in pairs() if contrast(front, back) < least]

    assert weak == []


def test_nothing_dark_reaches_paper():
    lines = [line.strip() for sheet in STYLES for line in sheet.read_text().splitlines()]

    assert [line for line in lines if line.startswith('[data-bs-theme="dark"]')] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_carries_what_its_security_policy_forbids(page):
    forbidden = r"\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)|javascript:|\shx-on"

    assert not re.search(forbidden, page.read_text())
