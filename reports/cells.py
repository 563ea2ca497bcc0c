"""Cells of an exported table: no spreadsheet takes one for a formula, and each can be turned back."""

import re

from django.db.models import Case, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.db.models.lookups import Regex

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


def guarded(text: str) -> str:
    """The cell of a text, where no database writes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """The text that a Cell was made from."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
