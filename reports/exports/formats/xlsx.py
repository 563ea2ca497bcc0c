"""A report as an Excel workbook: typed cells under a heading that stays, and a sheet that says what it is.

It is written row by row in constant memory. Text is text: no cell is a formula or a link, whatever it says.
"""

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from clinic import clock
from clinic.refusals import Refused
from reports.exports.progress import Steps
from reports.exports.tabular import Tabular

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # of a sheet, below the heading
LONGEST = 32_767  # letters of a cell
DIGITS = 10**15  # from there on Excel rounds
TEXT_IS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LOOKS = {date: "yyyy-mm-dd", time: "hh:mm", datetime: "yyyy-mm-dd hh:mm"}


class TooLong(Refused):
    def __init__(self) -> None:
        super().__init__(
            f"An Excel sheet holds {MOST_ROWS:,} rows and this has more. Take CSV, or fewer days."
        )


def write(report: Tabular, path: Path, steps: Steps) -> int:
    total = report.count()
    if total > MOST_ROWS:
        raise TooLong
    steps.begin(total)
    options = {"constant_memory": True, "tmpdir": str(path.parent), **TEXT_IS_TEXT}
    book = xlsxwriter.Workbook(str(path), options)
    try:
        sheet = book.add_worksheet("Rows")
        rows = _Rows(book, sheet, list(report.columns)).write(report, steps)
        _definition(book, report, rows)
    finally:
        _close(book)
    return rows


def _close(book: xlsxwriter.Workbook) -> None:
    """A disk that is full is told as one."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from error


class _Rows:
    """The sheet of rows; each cell has the look of what it holds."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, headings: list[str]) -> None:
        self.sheet, self.headings = sheet, headings
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.looks = {kind: book.add_format({"num_format": look}) for kind, look in LOOKS.items()}

    def write(self, report: Tabular, steps: Steps) -> int:
        """In constant memory a row is gone once the next is begun, so widths and heading come first."""
        for column, heading in enumerate(self.headings):
            self.sheet.set_column(column, column, max(12, len(heading) + 3))
        self.sheet.freeze_panes(1, 0)
        self.sheet.write_row(0, 0, self.headings, self.bold)
        number = 0
        for number, row in enumerate(report.values(), 1):
            for column, value in enumerate(row):
                self._cell(number, column, value)
            steps.step()
        if number:
            self.sheet.autofilter(0, 0, number, len(self.headings) - 1)
        return number

    def _cell(self, row: int, column: int, value: Any) -> None:
        if isinstance(value, datetime):
            self.sheet.write_datetime(
                row, column, clock.local(value).replace(tzinfo=None), self.looks[datetime]
            )
        elif isinstance(value, date | time):
            self.sheet.write_datetime(row, column, value, self.looks[type(value)])
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float | Decimal) and -DIGITS < value < DIGITS:
            self.sheet.write_number(row, column, value)
        elif value is not None:
            self.sheet.write_string(row, column, str(value)[:LONGEST])


def _definition(book: xlsxwriter.Workbook, report: Tabular, rows: int) -> None:
    """What is counted and what is not, what was asked, and when."""
    sheet = book.add_worksheet("What this is")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 100)
    at = clock.local(clock.now())
    told = {
        "Report": report.title,
        "Counted": report.sentence,
        "Asked": "; ".join(report.asked) or "everything",
        "Rows": f"{rows:,}",
        "Written": f"{at:%Y-%m-%d %H:%M} by the clinic's clock",
        "Columns": ", ".join(report.columns),
    }
    for row, (name, words) in enumerate(told.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, words, wrapped)
