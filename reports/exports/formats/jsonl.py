"""A report as JSON lines: one object a row, under the same names as the columns on the page."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from clinic import clock
from reports.exports.progress import Steps
from reports.exports.tabular import Tabular
from reports.words import value_of


def write(report: Tabular, path: Path, steps: Steps) -> int:
    steps.begin(report.count())
    rows, headings = 0, report.headings
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in report.values():
            values = map(value_of, row)
            file.write(line(dict(zip(headings, values, strict=True))))
            rows += 1
            steps.step()
    return rows


def line(row: dict[str, Any]) -> str:
    """Days, times and instants (by the clinic's clock) as ISO 8601 has them, decimals as numbers.

    What is empty is null.
    """
    return json.dumps(row, ensure_ascii=False, default=_told) + "\n"


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return clock.local(value).isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)
