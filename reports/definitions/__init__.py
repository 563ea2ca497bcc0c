"""Every report there is, by its slug, in the order of the index page."""

from reports.definitions import (
    body,
    courses,
    duties,
    hours,
    keeping,
    muscles,
    newcomers,
    outcomes,
    people,
    revenue,
    visits,
)
from reports.report import Report

__all__ = ["GROUPS", "REPORTS", "Report"]

GROUPS = {
    "visits": "Visits and hours",
    "people": "People",
    "outcomes": "How people fare",
    "muscles": "Points and muscles",
    "safety": "Safety and duties",
}
_THEMES = (
    visits, hours, revenue, people, newcomers, outcomes, courses, muscles, body, duties, keeping,
)  # fmt: skip
REPORTS: dict[str, Report] = {report.slug: report for theme in _THEMES for report in theme.REPORTS}
