"""Whether a spot lies inside a drawn region: just enough of SVG paths for the charts (M, c and z)."""

import math
import re
from itertools import pairwise

Spot = tuple[float, float]
STEPS = 6


def contains(path: str, spot: Spot, *, edge: float = 0) -> bool:
    """Inside by the even-odd rule, as the page draws and hits it, or within edge of the outline."""
    x, y = spot
    if any(math.dist(spot, corner) <= edge for ring in rings(path) for corner in ring):
        return True
    crossings = 0
    for ring in rings(path):
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def rings(path: str) -> list[list[Spot]]:
    """The path's closed curves as polygons."""
    found: list[list[Spot]] = []
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        if letter == "M":
            found.append([(numbers[0], numbers[1])])
        elif letter == "c":
            for i in range(0, len(numbers), 6):
                found[-1] += curve(found[-1][-1], numbers[i : i + 6])
        elif letter not in "zZ":
            raise ValueError(f"unknown path command {letter}")
    return found


def curve(start: Spot, steps: list[float]) -> list[Spot]:
    """Spots along one relative cubic curve, without its start."""
    (x, y), (ax, ay, bx, by, cx, cy) = start, steps
    spots = []
    for i in range(1, STEPS + 1):
        t = i / STEPS
        first, second, third = 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        spots.append((x + first * ax + second * bx + third * cx, y + first * ay + second * by + third * cy))
    return spots
