"""Papers as PDF: a constant typst template, and what stands on it as plain data."""

import json
from functools import cache
from typing import Any

import typst

# Tagged and readable by a screen reader.
STANDARDS: list[Any] = ["ua-1"]
UNSEEN = "could not be displayed"


def compiled(template: bytes, data: dict[str, Any]) -> bytes:
    """Tagged, unless a letter has no font on this machine: a page with boxes may not claim to be readable.

    The template is told so by unseen, to say it in words.
    """
    try:
        return _written(template, {**data, "unseen": False}, pdf_standards=STANDARDS)
    except typst.TypstError as error:
        if UNSEEN not in str(error):
            raise
        return _written(template, {**data, "unseen": True})


def _written(template: bytes, data: dict[str, Any], **options: Any) -> bytes:
    told = {"data": json.dumps(data)}
    return typst.compile(template, format="pdf", sys_inputs=told, font_paths=_fonts(), **options)


@cache
def _fonts() -> typst.Fonts:
    """This machine's and typst's own, looked for once: it takes longer than the page that is set in them."""
    return typst.Fonts()
