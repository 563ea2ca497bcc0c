"""How a report's page makes its addresses."""

from typing import Any

from django import template

from reports.answers import Line

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context: Any, line: Line) -> str:
    """The same page, or another report, asked about this line alone."""
    asked = context["request"].GET.copy()
    for name in ("before", "after"):
        asked.pop(name, None)
    target = dict(line.opens)
    address = target.pop("report", "")
    for name, value in target.items():
        asked[name] = value
    return f"{address}?{asked.urlencode()}#rows"
