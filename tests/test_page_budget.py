"""What a page makes a slow phone fetch: styles and scripts, gzipped as they are sent."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django_htmx
import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
HTMX = next(Path(django_htmx.__file__).parent.rglob("htmx-2.min.js"))
EXTENDS = re.compile(r"{% extends ([^%]+) %}")
LOADS = re.compile(r"{% static '([^']+\.(?:css|js))' %}")
MOST = {".css": 25_000, ".js": 60_000}


def pages() -> list[str]:
    every = sorted(TEMPLATES.rglob("*.html"))
    return [
        str(one.relative_to(TEMPLATES)) for one in every if EXTENDS.search(one.read_text(encoding="utf-8"))
    ]


@pytest.mark.skipif(not (STATIC / "dist" / "app.css").exists(), reason="python3 run.py builds the front end.")
def test_no_page_loads_more_than_its_budget():
    heavy = []
    for page in pages():
        loaded = set(loads(page))
        for kind, most in MOST.items():
            weight = sum(gzipped(one) for one in loaded if one.suffix == kind)
            heavy += [f"{page}: {weight} bytes of {kind}"] if weight > most else []
    assert not heavy


def test_every_page_of_figures_is_dressed_as_one():
    source = {page: (TEMPLATES / page).read_text(encoding="utf-8") for page in pages()}
    figures = [page for page in source if "{% block page_class %}report" in source[page]]
    assert figures
    assert not [page for page in figures if "dist/report.css" not in source[page]]


def loads(page: str) -> Iterator[Path]:
    """Its own files and those of the pages that it is built on."""
    source = (TEMPLATES / page).read_text(encoding="utf-8")
    yield from (STATIC / name for name in LOADS.findall(source))
    yield from [HTMX] if "{% htmx_script %}" in source else []
    if built_on := EXTENDS.search(source):
        # A page that asks for itself again says its frame by a variable; it is opened in the whole one.
        name = built_on[1].strip('"')
        yield from loads(name if name.endswith(".html") else "base.html")


@cache
def gzipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))
