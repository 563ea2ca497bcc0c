"""The smooth edge of what reaches a level, out of sums in cells: marching squares."""

from collections.abc import Iterator

from sessions.past.silhouette import Spot, straightened, strokes

# Chart units.
CELL = 6

Cell = tuple[int, int]
# From the middle of a cell that reaches the level to that of a neighbour that does not.
Step = tuple[Cell, Cell]
Grid = dict[Cell, float]


def outline(grid: Grid, level: float) -> str:
    """The edges as an SVG path, in few strokes."""
    return "".join(strokes(straightened(edge)) for edge in edges(grid, level))


def edges(grid: Grid, level: float) -> Iterator[list[Spot]]:
    """Closed lines, level > 0: clockwise round what reaches it, the other way round a hole."""
    inside = {cell for cell, value in grid.items() if value >= level}
    squares = {(column - right, row - down) for column, row in inside for right in (0, 1) for down in (0, 1)}
    after = {out: back for square in squares for out, back in _cuts(square, inside)}
    while after:
        first, step = after.popitem()
        line = [first]
        while step != first:
            line.append(step)
            step = after.pop(step)
        yield [_point(each, grid, level) for each in [*line, first]]


def _cuts(square: Cell, inside: set[Cell]) -> Iterator[tuple[Step, Step]]:
    """Where the edge enters and leaves the square between four middles, walked clockwise."""
    column, row = square
    ring = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    crossed = [(one, next_) for one, next_ in pairs if (one in inside) != (next_ in inside)]
    if crossed and crossed[0][0] not in inside:
        crossed = [*crossed[1:], crossed[0]]
    for out, (outer, inner) in zip(crossed[::2], crossed[1::2], strict=True):
        yield out, (inner, outer)


def _point(step: Step, grid: Grid, level: float) -> Spot:
    """Where a straight slope from one middle to the other passes the level."""
    (column, row), (there, below) = step
    high, low = grid[column, row], grid.get((there, below), 0.0)
    share = (high - level) / (high - low)
    x, y = column + (there - column) * share, row + (below - row) * share
    return (x + 0.5) * CELL, (y + 0.5) * CELL
