"""A report's files at their longest: what they cost beside the database's own COPY, and in memory."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psycopg
from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from clinic import clock
from clinic.bench import memory
from clinic.bench.ledger import Ledger
from clinic.bench.server import Streamed, Visitor
from reports.cells import Cell
from reports.downloads import SETTINGS
from reports.exports import tabular
from reports.exports.formats import xlsx as workbook
from reports.exports.progress import Steps
from reports.exports.snapshot import of_one_instant
from reports.exports.tabular import Listed

SLUG, FIRST_DAY = "appointments", date(2000, 1, 1)
XLSX_ROWS, XLSX_MEGABYTES, CSV_MEGABYTES = 200_000, 200, 16


def csv(enter: Callable[[], Visitor], times: int, ledger: Ledger) -> float:
    """Every appointment, with names, local times and the guard, in turn with COPY of the same; rows a second.

    enter: signs somebody in anew, for a file asks for that.
    """
    path = f"{reverse('reports:csv', args=[SLUG])}?{_everything().urlencode()}"
    report = _appointments(_everything())
    enter().stream(path)  # once, so that the server has read what it needs of itself
    ours, raw, grown = [], [], []
    for _ in range(times):
        raw.append(_copied(report))
        visitor, server = enter(), memory.below()
        held = memory.forget(server)
        ours.append(visitor.stream(path))
        grown.append((memory.peak(server) - held) / memory.MEGABYTE)
    return _told(ours, raw, max(grown), ledger)


def _told(ours: list[Streamed], raw: list[tuple[int, float]], grown: float, ledger: Ledger) -> float:
    rows = ours[0].lines - 1
    rate, most = median(rows / one.last for one in ours), median(rows / took for rows, took in raw)
    first, last = median(one.first for one in ours), median(one.last for one in ours)
    ledger.table(f"CSV of {rows:,} appointments", "rows a second", "first byte", "whole", "memory")
    ledger.row("COPY of the same rows to nothing", f"{most:,.0f}", "", f"{rows / most:.2f} s", "")
    ledger.row(
        "the file, as a browser gets it", f"{rate:,.0f}", f"{first:.2f} s", f"{last:.2f} s",
        f"+{grown:.1f} MB",
    )  # fmt: skip
    ledger.goal(f"{rows:,} rows: rows a second, of COPY's", rate / most, 0.6, least=True)
    ledger.goal(f"{rows:,} rows: memory of the server, MB more", grown, CSV_MEGABYTES)
    ledger.goal(f"{rows:,} rows: the first byte, of the whole time", first / last, 0.6)
    return rate


def _copied(report: Listed) -> tuple[int, float]:
    """The same rows, columns and order, names unguarded; how many, and in how many seconds."""
    cells = {
        f"c{place}": cell.text if isinstance(cell, Cell) else cell
        for place, cell in enumerate(report.columns.values())
    }
    statement, values = report.rows.annotate(**cells).values_list(*cells).query.sql_with_params()
    with psycopg.connect(**connection.get_connection_params()) as line:
        for setting, value in SETTINGS.items():
            line.execute(f"SET {setting} = '{value}'")
        began = time.perf_counter()
        with line.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT", values) as copy:
            rows = sum(bytes(block).count(b"\n") for block in copy)
        return rows, time.perf_counter() - began


class _Counted(Steps):
    """How far it said it was."""

    total = done = 0

    def begin(self, total: int) -> None:
        self.total = total

    def step(self, steps: int = 1) -> None:
        self.done += steps


def xlsx(ledger: Ledger) -> None:
    """As many rows as are asked for, written the way the worker writes them; memory is this whole process."""
    report, steps, process = _shortened(), _Counted(), memory.own()
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.xlsx")
        held, began = memory.forget(process), time.perf_counter()
        with of_one_instant():
            rows = workbook.write(report, path, steps)
        took, size = time.perf_counter() - began, path.stat().st_size
    most = memory.peak(process) / memory.MEGABYTE
    ledger.table(f"Excel, {rows:,} rows", "rows a second", "whole", "MB written", "memory at most")
    more = most - held / memory.MEGABYTE
    ledger.row(
        "as the worker writes it", f"{rows / took:,.0f}", f"{took:.1f} s", f"{size / memory.MEGABYTE:.1f}",
        f"{most:.0f} MB, {more:.0f} more than before",
    )  # fmt: skip
    ledger.goal("Excel: memory at most, MB", most, XLSX_MEGABYTES)
    ledger.goal("Excel: steps told, of all rows", steps.done / max(steps.total, 1), 1, least=True)


def _shortened() -> Listed:
    """From the day on that leaves no more than so many."""
    newest = _appointments(_everything()).rows
    starts = newest.values_list("starts_at", flat=True)[XLSX_ROWS : XLSX_ROWS + 1]
    for at in starts:
        return _appointments(_everything(clock.local(at).date()))
    return _appointments(_everything())


def _appointments(address: QueryDict) -> Listed:
    found = tabular.asked(SLUG, address)
    assert isinstance(found, Listed)
    return found


def _everything(first: date = FIRST_DAY) -> QueryDict:
    return QueryDict(f"from={first}&to={clock.today()}")
