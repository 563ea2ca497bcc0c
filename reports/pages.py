"""What stands on a report's page, in finished values: figures, tables with their drawings, fifty rows."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from clinic import clock
from clinic.paging import page
from reports.answers import Answer, Figure
from reports.cells import plain
from reports.downloads import Columns
from reports.question import Question
from reports.report import Report
from reports.sharing import for_sharing

# Numbers that name a row: nobody adds them up or compares how long they are.
NAMES = {"Patient number", "Record", "Object number", "Link"}
LONG = 27  # letters


@dataclass(frozen=True)
class Said:
    """One finished cell; url: what it opens."""

    text: str
    number: bool
    url: str = ""

    @property
    def long(self) -> bool:
        """Whether a word of it is too long for a column, as a hash is: it breaks inside."""
        return any(len(word) > LONG for word in self.text.split())


@dataclass(frozen=True)
class Rows:
    """The list: heads, with whether numbers stand under them, and rows; people: the keys of those shown."""

    heads: list[tuple[str, bool]]
    lines: list[list[Said]]
    people: list[int]
    older: int | None = None
    newer: int | None = None


def answer(report: Report, question: Question, compare: str) -> Answer:
    """With what each figure was, where that is asked, and without small groups where it is for sharing."""
    found = _answer(report, question)
    if not compare:
        return found
    earlier = _answer(report, question.earlier(compare))
    pairs = zip_longest(found.figures, earlier.figures)
    return replace(found, figures=[replace(now, was=_was(then)) for now, then in pairs if now])


def _answer(report: Report, question: Question) -> Answer:
    found = report.answer(question)
    return for_sharing(report, question, found) if question.shared else found


def _was(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return "Was hidden" if figure.value == "Hidden" else f"Was {figure.value}"


def rows(report: Report, question: Question, asked: QueryDict) -> Rows:
    """Fifty of them, newest first."""
    cells = report.columns()
    aliases = [f"c{place}" for place in range(len(cells))]
    found = report.found(question)
    named = dict(zip(aliases, map(plain, cells.values()), strict=True))
    shown = page(_slim(found, named, report), report.at, asked)
    lines = [(row.pk, [getattr(row, alias) for alias in aliases]) for row in shown.rows]
    people = sorted({row.of_person for row in shown.rows if row.of_person}) if report.person else []
    return replace(_table(report, cells, lines), people=people, older=shown.older, newer=shown.newer)


def shown(report: Report, question: Question, found: Answer, rows: Rows) -> str:
    """50 of 1,184; of one line of a table the rows are counted, for its own cells need not say them."""
    if question.line:
        return f"{len(rows.lines):,} of {report.found(question).count():,}"
    return found.shown(len(rows.lines), question.part)


def _slim(rows: QuerySet[Any], named: dict[str, Any], report: Report) -> QuerySet[Any]:
    """Nothing of a row but its key and cells: no note leaves the database to be thrown away here."""
    person = {"of_person": F(report.person)} if report.person else {}
    return rows.only("pk").annotate(**named, **person)


def _table(report: Report, cells: Columns, lines: list[tuple[Any, list[Any]]]) -> Rows:
    numbers = [
        head not in NAMES and any(is_number(line[place]) for _, line in lines)
        for place, head in enumerate(cells)
    ]
    heads = list(zip(cells, numbers, strict=True))
    return Rows(heads, [_line(report, cells, numbers, *line) for line in lines], [])


def _line(report: Report, cells: Columns, numbers: list[bool], key: Any, values: list[Any]) -> list[Said]:
    """The first cell opens what is behind the row, a patient's number their record."""
    said = []
    for place, (head, value) in enumerate(zip(cells, values, strict=True)):
        url = reverse("patients:detail", args=[value]) if head == "Patient number" and value else ""
        if report.opens and key and place == 0:
            url = reverse(report.opens, args=[key])
        said.append(Said(_said(value), numbers[place], url))
    return said


def is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _said(value: Any) -> str:
    """As a reader of English takes it in; what is not known is a dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return f"{value:,}"  # with the places it is kept to: two of a price, one of a score
    return f"{value:,.1f}" if isinstance(value, float) else str(value)


def _day(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return date_format(clock.local(value), "D j M Y, H:i")
    return date_format(value, "D j M Y")
