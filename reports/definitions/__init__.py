"""Every report there is, by its slug, in the order of the index page."""

from reports.definitions import outcomes, visits
from reports.report import Report

__all__ = ["GROUPS", "REPORTS", "Report"]

GROUPS = {
    "visits": "Visits and hours",
    "people": "People",
    "outcomes": "How people fare",
    "muscles": "Points and muscles",
    "safety": "Safety and duties",
}
REPORTS: dict[str, Report] = {report.slug: report for report in (*visits.REPORTS, *outcomes.REPORTS)}
