"""Lines of a file that somebody should look at, as they stood in it, with why: to be mended by hand."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from patients.models import Patient
from reports.cells import guarded
from reports.imports import checking
from reports.imports.models import PATIENTS, Import, ImportRow

WHY, WHAT, NUMBER = "Why it was left out", "What is not as in the file", "Number in Softhold"
AT_ONCE = 2000


def left_out(batch: Import) -> Iterator[list[str]]:
    """The headings and each line that was left out, with the reason at its end."""
    yield [*batch.shape["headings"], WHY]
    for row in _ordered(batch.rows.filter(verdict=ImportRow.Verdict.SKIP)):
        yield [*_cells(row, batch), row.reason]


def in_part(batch: Import) -> Iterator[list[str]]:
    """Each line that came in, but not as it stands: behind it what is otherwise, and who it became here."""
    yield [*batch.shape["headings"], WHAT, NUMBER]
    waiting = _ordered(checking.in_part(batch.rows.all()))
    while rows := [*islice(waiting, AT_ONCE)]:
        numbers = _numbers(batch, [row.source for row in rows])
        for row in rows:
            yield [*_cells(row, batch), row.reason, str(numbers.get(row.source, ""))]


def _ordered(rows: Any) -> Iterator[ImportRow]:
    told = rows.only("line", "cells", "reason", "source").order_by("line")
    lines: Iterator[ImportRow] = told.iterator(AT_ONCE)
    return lines


def _cells(row: ImportRow, batch: Import) -> list[str]:
    width = len(batch.shape["headings"])
    return [guarded(cell) for cell in [*row.cells, *[""] * (width - len(row.cells))][:width]]


def _numbers(batch: Import, sources: list[str]) -> dict[str, int]:
    """By their id in the file, of those that are brought in."""
    brought = batch.brought.filter(place=PATIENTS, source__in=sources)
    keys = dict(brought.values_list("source", "object_id"))
    numbers = dict(Patient.objects.filter(pk__in=keys.values()).values_list("pk", "number"))
    return {source: numbers[key] for source, key in keys.items() if key in numbers}
