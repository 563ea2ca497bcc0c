"""Which numbers of a table that is handed on are left blank, so that it tells of no group under 5 people.

A count of 1 to 4 speaks of at most as many people. The sum of a line or a column would fill one gap alone,
and of several it would tell how much they are together: so the next smallest goes along until that is 5 or
more. A column that adds up to a figure hidden above goes as a whole.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from reports.answers import SMALL_GROUP, Line, Table
from reports.words import NOT_KNOWN

# A count's line and column.
Place = tuple[int, int]
LINE, COLUMN = 0, 1


def blanked(table: Table, untold: Collection[int]) -> Table:
    """The table without what may not be told; untold: the counts behind the figures that are hidden."""
    counts = _counts(table)
    gone = {place for place, count in counts.items() if 0 < count < SMALL_GROUP}
    for column in _groups(counts, COLUMN):
        if sum(counts[place] for place in column) in untold:
            gone.update(column)
    while more := _beside(counts, gone, LINE) | _beside(counts, gone, COLUMN):
        gone |= more
    if not gone:
        return table
    return replace(
        table, lines=[_line(y, line, counts, gone) for y, line in enumerate(table.lines)], charts=()
    )


def _counts(table: Table) -> dict[Place, int]:
    return {
        (y, x): cell
        for y, line in enumerate(table.lines)
        for x, cell in enumerate(line.cells)
        if x >= table.words and isinstance(cell, int)
    }


def _groups(counts: dict[Place, int], axis: int) -> list[list[Place]]:
    found = defaultdict(list)
    for place in counts:
        found[place[axis]].append(place)
    return [*found.values()]


def _beside(counts: dict[Place, int], gone: set[Place], axis: int) -> set[Place]:
    """The smallest other count of each line, or of each column, whose sum would still tell."""
    more = set()
    for group in _groups(counts, axis):
        gaps = [counts[place] for place in group if place in gone and counts[place]]
        left = [place for place in group if place not in gone and counts[place]]
        if gaps and left and (len(gaps) == 1 or sum(gaps) < SMALL_GROUP):
            more.add(min(left, key=counts.__getitem__))
    return more


def _line(y: int, line: Line, counts: dict[Place, int], gone: set[Place]) -> Line:
    """What is no count, a share or a sum of money, is worked out of the counts beside it."""
    if not any((y, x) in gone for x in range(len(line.cells))):
        return line
    first = min(x for at, x in counts if at == y)
    cells = [
        cell if x < first or ((y, x) in counts and (y, x) not in gone) else NOT_KNOWN
        for x, cell in enumerate(line.cells)
    ]
    return replace(line, cells=cells, span=None)
