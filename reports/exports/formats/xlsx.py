"""A report as an Excel workbook: typed cells under a heading that stays, and a sheet that says what it is.

It is written row by row in constant memory. Text is text: no cell is a formula or a link, whatever it says.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clinic import clock
from clinic.refusals import Refused
from reports.answers import Answer
from reports.exports.progress import Steps
from reports.exports.tabular import Listed, Tabular, cells_of
from reports.words import Worded, value_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # of a sheet, below the heading
LONGEST = 32_767  # letters of a cell
NARROWEST = 17  # letters: in less an instant shows as ####
DIGITS = 10**15  # from there on Excel rounds
TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LOOKS = {date: "yyyy-mm-dd", time: "hh:mm", datetime: "yyyy-mm-dd hh:mm"}


class TooLong(Refused):
    def __init__(self) -> None:
        super().__init__(
            f"An Excel sheet holds {MOST_ROWS:,} rows and this has more. Take CSV, or fewer days."
        )


def write(report: Tabular, path: Path, steps: Steps) -> int:
    """The list, then each table that stands above it on the page, then what all of it is."""
    total = report.count()
    if total > MOST_ROWS:
        raise TooLong
    steps.begin(total)
    options = {"constant_memory": True, "tmpdir": str(path.parent), **TEXT_IS_TEXT}
    book = _Book(xlsxwriter.Workbook(str(path), options))
    try:
        rows = book.sheet("Rows", report.headings, _stepping(report, steps))
        found = report.answer()
        for table in found.tables if isinstance(report, Listed) else ():
            book.sheet(table.title, table.heads, map(cells_of, table.lines))
        _definition(book, report, found, rows)
    finally:
        _close(book.book)
    return rows


def _stepping(report: Tabular, steps: Steps) -> Iterator[tuple[Any, ...]]:
    for row in report.values():
        yield row
        steps.step()


def _close(book: xlsxwriter.Workbook) -> None:
    """A disk that is full is told as one."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Book:
    """A workbook whose cells have the look of what they hold."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.heading = book.add_format({"bold": True, "bottom": 1})
        self.looks: dict[str, Format] = {}

    def sheet(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """In constant memory a row is gone once the next is begun, so widths and heading come first."""
        sheet = self.book.add_worksheet(name)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, max(NARROWEST, len(heading) + 3))
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headings, self.heading)
        number = 0
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._cell(sheet, number, column, value)
        if number:
            sheet.autofilter(0, 0, number, len(headings) - 1)
        return number

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any) -> None:
        look = value.look if isinstance(value, Worded) else _look_of(value)
        value = value_of(value)
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, clock.local(value).replace(tzinfo=None), self._look(look))
        elif isinstance(value, date | time | timedelta):
            sheet.write_datetime(row, column, value, self._look(look))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and -DIGITS < value < DIGITS:
            sheet.write_number(row, column, value, self._look(look))
        elif value is not None:
            sheet.write_string(row, column, str(value)[:LONGEST])

    def _look(self, look: str | None) -> Format | None:
        if look is None:
            return None
        if look not in self.looks:
            self.looks[look] = self.book.add_format({"num_format": look})
        return self.looks[look]


def _look_of(value: Any) -> str | None:
    """A price keeps its second digit: 45.50."""
    if isinstance(value, Decimal) and -2 <= int(value.as_tuple().exponent) < 0:
        return "0." + "0" * -int(value.as_tuple().exponent)
    return LOOKS.get(type(value))


def _definition(book: _Book, report: Tabular, found: Answer, rows: int) -> None:
    """What is counted and what is not, what was asked, when, and the figures."""
    sheet = book.book.add_worksheet("What this is")
    bold = book.book.add_format({"bold": True, "valign": "top"})
    wrapped = book.book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    at = clock.local(clock.now())
    told = [
        ("Report", report.title),
        ("Counted", report.sentence),
        *([("Not whole yet", found.partial)] if found.partial else []),
        ("Asked", "; ".join(report.asked) or "everything"),
        ("Rows", f"{rows:,}"),
        ("Written", f"{at:%Y-%m-%d %H:%M} by the clinic's clock"),
        ("Columns", ", ".join(report.headings)),
        *((figure.label, f"{figure.value} ({figure.note})") for figure in found.figures),
    ]
    for row, (name, words) in enumerate(told):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words, wrapped)
