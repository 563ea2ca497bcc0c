"""Numbers for SVG: fractions of a photo in its own pixels, with a point whatever the language."""

from django import template

register = template.Library()


@register.simple_tag
def of(fraction: float, size: int) -> str:
    return f"{fraction * size:.1f}"
