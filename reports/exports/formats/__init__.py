"""The forms a report can be had in: for another program, for a spreadsheet, for paper."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reports.exports.formats import csv, jsonl, pdf, xlsx
from reports.exports.progress import Steps
from reports.exports.tabular import Tabular

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """at_once: up to so many rows are written while somebody waits; the worker writes what is longer."""

    label: str
    content_type: str
    at_once: int
    write: Callable[[Tabular, Path, Steps], int]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", 50_000, csv.write),
    "xlsx": Format("Excel", xlsx.CONTENT_TYPE, 2_000, xlsx.write),
    "pdf": Format("PDF", "application/pdf", 200, pdf.write),
    "jsonl": Format("JSON lines", "application/x-ndjson; charset=utf-8", 10_000, jsonl.write),
}
