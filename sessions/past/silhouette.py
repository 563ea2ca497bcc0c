"""The body's edge in few straight strokes, for small pictures: a tenth of what its curves take to say."""

import math
import re
from functools import cache
from itertools import pairwise

from sessions import body_map

Spot = tuple[float, float]

# Chart units that a stroke may stray from the curve: a third of a pixel as the pictures are shown.
STRAYS = 0.6
PIECES = 4  # a curve is walked in
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@cache
def silhouette(chart: str, version: int, view: str) -> str:
    """An SVG path; the drawing's own is one closed line of relative cubic curves."""
    return strokes(straightened(_walked(body_map.drawn(chart, version, view)["outline"])))


def strokes(line: list[Spot]) -> str:
    """A closed line as SVG path data in whole units, each stroke from where the last one ended."""
    spots = [(round(x), round(y)) for x, y in line]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(spots) if (a, b) != (x, y)]
    return f"M{_said([spots[0]])}l{_said(steps)}z" if steps else ""


def _said(steps: list[tuple[int, int]]) -> str:
    """Numbers without a blank before a minus."""
    return " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")


def _walked(path: str) -> list[Spot]:
    start, *curves = path.rstrip("z").split("c")
    x, y = map(float, NUMBER.findall(start))
    line = [(x, y)]
    for curve in curves:
        numbers = [float(number) for number in NUMBER.findall(curve)]
        for first in range(0, len(numbers), 6):
            line += _along(line[-1], numbers[first : first + 6])
    return line


def _along(start: Spot, curve: list[float]) -> list[Spot]:
    """Spots of one cubic curve, the last one its end; its numbers count from the start."""
    (x, y), (ax, ay, bx, by, cx, cy) = start, curve
    spots = []
    for piece in range(1, PIECES + 1):
        done, left = piece / PIECES, 1 - piece / PIECES
        near, far, end = 3 * left**2 * done, 3 * left * done**2, done**3
        spots.append((x + near * ax + far * bx + end * cx, y + near * ay + far * by + end * cy))
    return spots


def straightened(line: list[Spot]) -> list[Spot]:
    """Without spots that lie near the stroke between their neighbours (Douglas and Peucker 1973)."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        far = max(between, key=lambda place: _off(line[place], line[first], line[last]), default=None)
        if far is not None and _off(line[far], line[first], line[last]) > STRAYS:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [line[place] for place in sorted(kept)]


def _off(spot: Spot, start: Spot, end: Spot) -> float:
    """How far from the stroke; from its start where the stroke comes back to it."""
    length = math.dist(start, end)
    if not length:
        return math.dist(spot, start)
    (x, y), (ax, ay), (bx, by) = spot, start, end
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
