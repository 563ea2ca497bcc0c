"""One line of the file, asked by field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from reports.imports.reading import values
from reports.imports.reading.refusals import Crooked

T = TypeVar("T")
AND = "; "  # between what is said of one line


class Line:
    """cells: as they stand there. columns: the place of each field. headings: to name a cell in a refusal.

    without: what of it is left out while the rest is taken, and why. unread: the words of such cells.
    """

    def __init__(self, cells: list[str], columns: dict[str, int], headings: list[str]) -> None:
        self.cells, self.columns, self.headings = cells, columns, headings
        self.known: dict[str, str] = {}
        self.without: list[str] = []
        self.unread: list[str] = []

    def said(self, field: str) -> str:
        """The text of the field's cell, empty where the file has none."""
        if field not in self.known:
            place = self.columns.get(field, len(self.cells))
            self.known[field] = values.said(self.cells[place]) if place < len(self.cells) else ""
        return self.known[field]

    def read(self, field: str, read: Callable[[str], T]) -> T:
        """The text as something; raises Crooked with the heading and what is wrong."""
        try:
            return read(values.whole(self.said(field)))
        except ValidationError as error:
            raise Crooked(f"{self.heading(field)}: {error.messages[0]}") from error
        except ValueError as error:
            raise Crooked(f"{self.heading(field)}: {error}.") from error

    def read_if_said(self, field: str, read: Callable[[str], T], otherwise: Any = "") -> Any:
        return self.read(field, read) if self.said(field) else otherwise

    def read_or_leave_out(self, field: str, read: Callable[[str], str], why: str) -> str:
        """The text as something; what cannot be read is left out, and its words are kept."""
        try:
            return str(self.read_if_said(field, read))
        except Crooked:
            self.leave_out(field, why)
            self.unread.append(f"{self.heading(field)} “{values.shortened(self.said(field))}”")
            return ""

    def leave_out(self, field: str, why: str) -> None:
        """Of a line that is taken, a cell that is not."""
        self.tell(f"{self.heading(field)} left out: {why}")

    def tell(self, what: str) -> None:
        """Something that is otherwise than in the file, for whoever looks at it."""
        self.without.append(what.replace(AND.strip(), ","))

    def heading(self, field: str) -> str:
        place = self.columns.get(field)
        named = self.headings[place].strip() if place is not None and place < len(self.headings) else ""
        return named[:60] or field.replace("_", " ").capitalize()
