"""The body map of a whole clinic: what was tender before treatment, summed and spread like one patient's."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sessions import body_map
from sessions.past.contour import CELL, Grid
from sessions.past.heat import REACH, SIGMA, steps
from sessions.past.picture import Picture

CELLS = REACH // CELL
BELL = [math.exp(-((away * CELL) ** 2) / (2 * SIGMA**2)) for away in range(CELLS + 1)]


def pictures(spots: Iterable[dict[str, Any]]) -> list[Picture]:
    """One of each view on the drawings of today; the hottest place of each figure is its strongest step.

    spots: chart, chart_version, view, across and down (hundredths), weight (the sum of scores there).
    """
    placed: dict[tuple[str, str], Grid] = defaultdict(lambda: defaultdict(float))
    for spot in spots:
        if spot["chart_version"] == body_map.VERSION:
            width, height = body_map.drawn(spot["chart"], body_map.VERSION, spot["view"])["size"]
            cell = int(spot["across"] / 100 * width // CELL), int(spot["down"] / 100 * height // CELL)
            placed[spot["chart"], spot["view"]][cell] += spot["weight"]
    spread = {key: _spread(_spread(grid, 1, 0), 0, 1) for key, grid in placed.items()}
    most = {chart: max(max(spread[key].values()) for key in spread if key[0] == chart) for chart, _ in spread}
    order = list(body_map.VIEWS)
    return [
        Picture(*_drawing(key), heat=steps(_inside(key, grid), most[key[0]]))
        for key, grid in sorted(spread.items(), key=lambda pair: (pair[0][0], order.index(pair[0][1])))
    ]


def _drawing(key: tuple[str, str]) -> tuple[str, int, str]:
    return key[0], body_map.VERSION, key[1]


def _spread(grid: Grid, across: int, down: int) -> Grid:
    """Along one axis: a Gaussian of two dimensions is one of one dimension after another."""
    found: Grid = defaultdict(float)
    for (x, y), weight in grid.items():
        for away in range(-CELLS, CELLS + 1):
            found[x + across * away, y + down * away] += weight * BELL[abs(away)]
    return found


def _inside(key: tuple[str, str], grid: Grid) -> Grid:
    width, height = body_map.drawn(*_drawing(key))["size"]
    return {
        (x, y): value for (x, y), value in grid.items() if 0 <= x < width // CELL and 0 <= y < height // CELL
    }
