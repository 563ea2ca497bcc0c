"""The icons of lucide, as short as a page can carry them: base.css (.i) says their size and their lines."""

import re
from functools import lru_cache
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags import lucide as full

# What every icon repeats: its size, how its lines are drawn, and the breaks between them.
REPEATED = re.compile(r' (?:width|height|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"')
BREAKS = re.compile(r"\s*\n\s*")

register = Library()


@register.simple_tag
def lucide(name: str, **attributes: Any) -> SafeString:
    """{% lucide "map" class="i" aria_hidden="true" %}; a page has some eighty, each drawn once and kept."""
    attributes.pop("size", None)
    return _drawn(name, tuple(attributes.items()))


@lru_cache(maxsize=1024)
def _drawn(name: str, attributes: tuple[tuple[str, Any], ...]) -> SafeString:
    head, strokes = BREAKS.sub("", full.lucide(name, **dict(attributes))).split(">", 1)
    return mark_safe(REPEATED.sub("", head) + ">" + strokes.replace(" />", "/>"))  # noqa: S308
