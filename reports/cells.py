"""Cells of an exported table: no spreadsheet takes one for a formula, and each can be turned back."""

import re
from typing import Any

from django.db.models import Case, CharField, Func, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.db.models.lookups import Regex

from reports.expressions import wall

# A cell that begins like this may be run by Excel, LibreOffice or Google Sheets: the four signs and their
# full-width twins, also behind blanks, and the tab and line ends that some of them drop. Apostrophes of the
# text's own count in, so that the one put before can be told from them. Python and Postgres read it alike.
FORMULA = "^'*(?:[\t\r\n]|[ \u00a0]*[=+@＝＋－＠-])"
_FORMULA = re.compile(FORMULA)


class Cell(Case):
    """Text as it may stand in a file: with an apostrophe before it where it begins like a formula."""

    def __init__(self, text: Combinable) -> None:
        inert = Concat(Value("'"), text, output_field=TextField())
        super().__init__(When(Regex(text, FORMULA), then=inert), default=text, output_field=TextField())
        self.text = text


class Moment(Func):
    """An instant as it stands in a file of text, by the clinic's clock: 2026-11-24T10:00."""

    function = "to_char"
    output_field = CharField()

    def __init__(self, instant: Combinable) -> None:
        super().__init__(wall(instant), Value('YYYY-MM-DD"T"HH24:MI'))
        self.instant = instant


def plain(cell: Any) -> Any:
    """The same for a page, or for a file that has types: text as it was typed, an instant as one."""
    if isinstance(cell, Moment):
        return cell.instant
    return cell.text if isinstance(cell, Cell) else cell


def guarded(text: str) -> str:
    """The cell of a text, where no database writes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """The text that a Cell was made from."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
