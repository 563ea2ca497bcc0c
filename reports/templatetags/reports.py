"""How a report's page makes its addresses."""

from typing import Any

from django import template

from clinic import clock
from reports import periods
from reports.answers import Line
from reports.columns.treatment import FIGURES
from reports.periods import Period
from reports.words import in_words

register = template.Library()
register.filter(in_words)


# What says which of a page's rows are listed: a figure or a line that is opened says it anew.
LISTED = ("before", "after", "status", "line")


@register.simple_tag(takes_context=True)
def opens(context: Any, to: dict[str, Any]) -> str:
    """The same page, or another report, asked about one line or cell of a table alone."""
    asked = context["request"].GET.copy()
    for name in LISTED:
        asked.pop(name, None)
    target = dict(to)
    address = target.pop("report", "")
    for name, value in target.items():
        asked[name] = value
    return f"{address}?{asked.urlencode()}#rows"


@register.simple_tag
def presets() -> dict[str, Period]:
    return periods.presets(clock.today())


@register.simple_tag
def last_month() -> Period:
    return presets()["Last month"]


@register.filter
def figure_name(chart: str) -> str:
    """As the table below the pictures calls it."""
    return FIGURES[chart]


@register.inclusion_tag("reports/_span.html")
def span(line: Line) -> dict[str, Any]:
    """Ten units a point, from 6 on: a dot for before, a ring for after."""
    if line.span is None or line.hidden:
        return {}
    before, after = (f"{6 + 10 * value:.1f}" for value in line.span)
    return {"before": before, "after": after}
