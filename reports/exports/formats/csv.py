"""A report as CSV (RFC 4180); a list is written by the database itself."""

from pathlib import Path

from django.db import connection

from reports.downloads import ROWS_A_BLOCK
from reports.exports.progress import Steps
from reports.exports.tabular import Tabular


def write(report: Tabular, path: Path, steps: Steps) -> int:
    rows = report.count()
    steps.begin(rows)
    with path.open("wb") as file:
        for block in report.csv(connection.connection):
            file.write(block)
            steps.step(min(ROWS_A_BLOCK, rows))
    return rows
