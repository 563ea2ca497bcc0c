"""A report on paper: what is counted, then the rows, with the heading on every page."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from clinic import clock, paper
from clinic.models import Clinic
from clinic.refusals import Refused
from reports.exports.progress import Steps
from reports.exports.tabular import Tabular

TEMPLATE = Path(__file__).with_name("report.typ").read_bytes()
MOST_ROWS = 5_000


class TooLong(Refused):
    def __init__(self, rows: int) -> None:
        super().__init__(f"{rows:,} rows on paper help nobody. Choose fewer days, or take Excel or CSV.")


def write(report: Tabular, path: Path, steps: Steps) -> int:
    rows = report.count()
    if rows > MOST_ROWS:
        raise TooLong(rows)
    steps.begin(2 * rows)
    at = clock.local(clock.now())
    lines = []
    for row in report.values():
        lines.append([_told(value) for value in row])
        steps.step()
    told = {
        "clinic": Clinic.current().name,
        "title": report.title,
        "sentence": report.sentence,
        "asked": "; ".join(report.asked) or "everything",
        "rows": f"{len(lines):,} rows",
        "written": f"Written on {at:%-d %B %Y at %H:%M}",
        "headings": report.headings,
        "lines": lines,
    }
    path.write_bytes(paper.compiled(TEMPLATE, told))
    return len(lines)


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
