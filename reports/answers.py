"""An answer in finished words: figures with their n, and tables of what they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from reports.charts import Chart
from sessions.past.picture import Picture

# Figures of fewer people are not shown: a small group could be recognised.
SMALL_GROUP = 5


@dataclass(frozen=True)
class Figure:
    """opens: the part of the rows behind it, or "all". people: how many it speaks of, None for nobody."""

    label: str
    value: str
    note: str = ""
    opens: str = ""
    people: int | None = None
    was: str = ""

    @property
    def small(self) -> bool:
        return self.people is not None and 0 < self.people < SMALL_GROUP


@dataclass(frozen=True)
class Line:
    """One row of a table; cells in the order of the table's heads, the first one names it.

    opens: the filter that shows what is behind it, as pairs for the address; "report" is another report's.
    each: the same for each cell after the first, where they open rows of their own.
    crowds: how many people each of those cells is about.
    span: two values of 0 to 10, drawn from the one to the other.
    """

    cells: Sequence[Any]
    people: int | None = None
    opens: dict[str, Any] = field(default_factory=dict)
    each: Sequence[dict[str, Any]] = ()
    crowds: Sequence[int] = ()
    so_far: bool = False
    hidden: bool = False
    span: tuple[float, float] | None = None

    @property
    def small(self) -> bool:
        return self.people is not None and 0 < self.people < SMALL_GROUP

    @property
    def name(self) -> Any:
        """Its first cell, as a file and paper have it: 23 Nov so far."""
        return f"{self.cells[0]} so far" if self.so_far else self.cells[0]

    @property
    def numbers(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each cell after the first, with the filter that it opens its rows by, if it does."""
        return list(zip_longest(self.cells[1:], self.each[: len(self.cells) - 1], fillvalue={}))


@dataclass(frozen=True)
class Table:
    """What the figures are made of, by day, therapist, muscle; charts: the same drawn, wide and narrow.

    words: how many of its heads, from the left, stand over words; numbers stand under the others.
    heat: the ground of each number says how high it is among them. spans: the head over the lines' spans.
    """

    title: str
    heads: Sequence[str]
    lines: Sequence[Line]
    charts: Sequence[Chart] = ()
    says: str = ""
    keys: Sequence[tuple[str, str]] = ()
    words: int = 1
    slug: str = "by-step"
    heat: bool = False
    spans: str = ""

    @property
    def most(self) -> int:
        """The highest number of a heat table."""
        shown = (cell for line in self.lines for cell in line.cells[1:])
        return max((cell for cell in shown if isinstance(cell, int)), default=0)

    def named(self, line: str) -> str:
        """What the line, or the cell of one, is called that opens its rows by this key."""
        for one in self.lines:
            if one.opens.get("line") == line:
                return str(one.cells[0])
            for head, cell in zip(self.heads[1:], one.each, strict=False):
                if cell.get("line") == line:
                    return f"{one.cells[0]}, {head}"
        return ""


@dataclass(frozen=True)
class Answer:
    """rows: how many rows each part has, "" for all. partial: what is missing, in a sentence of its own."""

    figures: Sequence[Figure]
    tables: Sequence[Table] = ()
    rows: dict[str, int] = field(default_factory=dict)
    pictures: Sequence[Picture] = ()
    partial: str = ""

    def shown(self, number: int, part: str) -> str:
        """50 of 1,184."""
        return f"{number:,} of {self.rows[part]:,}" if part in self.rows else f"{number:,} shown"

    def named(self, line: str) -> str:
        """What the table calls the line whose rows are asked for; its key where it has none such."""
        return next(filter(None, (table.named(line) for table in self.tables)), line)
