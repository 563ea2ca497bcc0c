"""An answer in finished words: figures with their n, and tables of what they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    span: two values of 0 to 10, drawn from the one to the other.
    """

    cells: Sequence[Any]
    people: int | None = None
    opens: dict[str, Any] = field(default_factory=dict)
    so_far: bool = False
    hidden: bool = False
    span: tuple[float, float] | None = None

    @property
    def small(self) -> bool:
        return self.people is not None and 0 < self.people < SMALL_GROUP


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
        return max((cell for line in self.lines for cell in line.cells[1:]), default=0)


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
