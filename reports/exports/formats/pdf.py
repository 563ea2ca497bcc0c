"""A report on paper: what is counted, what stands above the rows on its page, then the rows.

Figures and tables are in the page's words; each heading of columns stands on every page.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from clinic import clock, paper
from clinic.models import Clinic
from clinic.refusals import Refused
from reports.answers import Answer, Figure, Table
from reports.exports.progress import Steps
from reports.exports.tabular import Listed, OneTable, Tabular
from reports.pages import NAMES, is_number
from reports.words import in_words

TEMPLATE = Path(__file__).with_name("report.typ").read_bytes()
MOST_ROWS = 5_000
# More columns than these share the page by what stands in them, so that most cells take two lines at most.
MANY, LINES, USUAL = 12, 2, 0.9
LETTERS = 12  # of a word that stays whole in such a column; longer ones break into parts of four
PART, WIDEST = 4, 32
# A table of the paper: its title, its heads, whether numbers stand under each, and its lines.
Sheet = dict[str, Any]


class TooLong(Refused):
    def __init__(self, rows: int) -> None:
        super().__init__(f"{rows:,} rows on paper help nobody. Choose fewer days, or take Excel or CSV.")


def write(report: Tabular, path: Path, steps: Steps) -> int:
    rows = report.count()
    if rows > MOST_ROWS:
        raise TooLong(rows)
    steps.begin(2 * rows)
    at = clock.local(clock.now())
    found = report.answer()
    *above, last = _sheets(report, found, steps)
    told = {
        "clinic": Clinic.current().name,
        "title": report.title,
        "sentence": report.sentence,
        "partial": found.partial,
        "asked": "; ".join(report.asked) or "everything",
        "rows": f"{len(last['lines']):,} rows",
        "written": f"Written on {at:%-d %B %Y at %H:%M}",
        "sheets": [*above, last],
    }
    path.write_bytes(paper.compiled(TEMPLATE, told))
    return len(last["lines"])


def _sheets(report: Tabular, found: Answer, steps: Steps) -> Iterator[Sheet]:
    """In the page's order, the rows last; where a page has no list its one table is the rows."""
    if found.figures:
        yield _figures(found.figures)
    if isinstance(report, OneTable):
        yield _table(report.table)
    elif isinstance(report, Listed):
        yield from map(_table, found.tables)
        yield _rows(report, report.heading(found), steps)


def _figures(figures: Sequence[Figure]) -> Sheet:
    lines = [[figure.label, figure.value, figure.note] for figure in figures]
    return _sheet("Figures", ("Figure", "Value", "Note"), [1], lines)


def _table(table: Table) -> Sheet:
    lines = [[str(line.name), *map(in_words, line.cells[1:])] for line in table.lines]
    return _sheet(table.title, table.heads, range(table.words, len(table.heads)), lines)


def _rows(report: Listed, heading: str, steps: Steps) -> Sheet:
    heads, numbers, lines = report.headings, set(), []
    for row in report.values():
        lines.append([_told(value) for value in row])
        numbers |= {place for place, value in enumerate(row) if is_number(value)}
        steps.step()
    return _sheet(heading, heads, [place for place in numbers if heads[place] not in NAMES], lines)


def _sheet(title: str, heads: Sequence[str], numbers: Iterable[int], lines: list[list[str]]) -> Sheet:
    """numbers: the places of the columns of numbers."""
    under = {*numbers}
    kinds = [place in under for place in range(len(heads))]
    return {
        "title": title,
        "heads": [*heads],
        "numbers": kinds,
        "lines": lines,
        "shares": [_share(column) for column in zip(heads, *lines, strict=True)] if len(heads) > MANY else [],
    }


def _share(column: Sequence[str]) -> int:
    """The letters that a column of many is wide: its longest word, and what most of its cells need."""
    word = max(min(len(word), LETTERS) for cell in column for word in cell.split() or [""])
    usual = sorted(map(len, column))[int(len(column) * USUAL)]
    parts = math.ceil(usual / LINES / PART)
    return min(max(word, parts * PART), WIDEST)


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
