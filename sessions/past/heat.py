"""Where it was tender over a period: the sum of score x Gaussian, as steps of one colour over the body."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sessions import body_map
from sessions.past.contour import CELL, Grid, outline
from sessions.past.lives import Past, Seen, Visit

# Chart units, 3.7 cm on the body: about the reach of a finger's doubt.
SIGMA = 20
REACH = 3 * SIGMA
STEPS = 10
# So that a step holds what comes to its sum exactly.
FAINTEST = 1e-9


@dataclass(frozen=True)
class Heat:
    """paths: per view, for each step from the faintest (1) to the strongest, the area that reaches it.

    most: the sum at the hottest place, of which each step is a tenth. scores, points, sessions: how many went
    in. unscored, elsewhere: findings left out, without a score before treatment or on another drawing.
    """

    paths: dict[str, list[tuple[int, str]]]
    most: float
    scores: int
    points: int
    sessions: int
    unscored: int
    elsewhere: int

    @property
    def sentence(self) -> str:
        """Counted: 24 scores before treatment, of 18 points in 6 sessions; and what was left out."""
        counted = (
            f"{_many(self.scores, 'score')} before treatment, of {_many(self.points, 'point')} "
            f"in {_many(self.sessions, 'session')}."
        )
        unscored = f" Not counted: {self.unscored} not scored then." if self.unscored else ""
        elsewhere = f" Not counted: {self.elsewhere} charted on another drawing." if self.elsewhere else ""
        return f"Counted: {counted}{unscored}{elsewhere}"


def over(past: Past, first: Visit, last: Visit, drawing: tuple[str, int]) -> Heat:
    """Of the visits from one to another, both included, on one drawing only: (chart, version).

    Figures are never mixed, for the same spot of two of them is not the same spot of a body.
    """
    seen = [each for visit in past.visits[first.number - 1 : last.number] for each in visit.seen]
    here = [each for each in seen if (each.chart, each.chart_version) == drawing]
    scored = [each for each in here if each.before is not None]
    grids = {view: _summed(drawing, view, scored) for view in dict.fromkeys(each.view for each in scored)}
    most = max((value for grid in grids.values() for value in grid.values()), default=0.0)
    return Heat(
        paths={view: steps(grid, most) for view, grid in grids.items()} if most else {},
        most=round(most, 1),
        scores=len(scored),
        points=len({each.point for each in scored}),
        sessions=len({each.session for each in scored}),
        unscored=len(here) - len(scored),
        elsewhere=len(seen) - len(here),
    )


def _summed(drawing: tuple[str, int], view: str, seen: Iterable[Seen]) -> Grid:
    """The sum of score x Gaussian in the middle of each cell that a point reaches."""
    width, height = body_map.drawn(*drawing, view)["size"]
    spots: Counter[tuple[float, float]] = Counter()
    for each in seen:
        if each.view == view and each.before:
            spots[each.x * width, each.y * height] += each.before
    grid: Grid = {}
    for (x, y), weight in spots.items():
        down = _bell(y, height)
        for column, across in _bell(x, width):
            for row, fall in down:
                grid[column, row] = grid.get((column, row), 0.0) + weight * across * fall
    return grid


def _bell(centre: float, end: float) -> list[tuple[int, float]]:
    """(cell, weight) along one axis: a Gaussian of two dimensions is the product of two of one."""
    first = max(0, int((centre - REACH) // CELL))
    last = min(int(end // CELL) - 1, int((centre + REACH) // CELL))
    return [
        (cell, math.exp(-(((cell + 0.5) * CELL - centre) ** 2) / (2 * SIGMA**2)))
        for cell in range(first, last + 1)
    ]


def steps(grid: Grid, most: float) -> list[tuple[int, str]]:
    """Areas that lie over each other, so that no seam shows between two steps."""
    levels = ((step, most * step / STEPS - FAINTEST) for step in range(1, STEPS + 1))
    return [(step, path) for step, level in levels if (path := outline(grid, level))]


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
