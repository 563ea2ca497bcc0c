"""Every page that needs no record to open has a way to it: from the side bar, a page or a script of ours."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

from clinic.context import PLACES

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"""["']([a-z_]+:[a-z_]+)["']""")


# Asked by a script of a page, a step that a form leads to, or the undo in a message.
INNER = {
    "clinic:here",
    "scheduling:take_back",
    "sessions:catalogue",
    "sessions:habits",
    "patients:intake_birthday",
    "patients:intake_done",
}


def pages(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[str]:
    """The names of all addresses in a namespace that take no argument."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns, one.namespace or room)
        elif room and one.name and not one.pattern.converters:
            yield f"{room}:{one.name}"


def test_no_page_is_without_a_way_to_it():
    ours = ROOT.glob("templates/**/*.html")
    linked = {name for path in ours for name in NAMED.findall(path.read_text())}
    places = {place.to for outer in PLACES for place in (outer, *outer.inner)}

    assert {*pages(get_resolver().url_patterns)} - linked - places - INNER == set()
