"""Splines through hand-placed points, and the patch between two edges that gives a muscle its fibres."""

import numpy as np
from scipy.interpolate import CubicSpline

from tools.bodymap.drawing.bezier import Points
from tools.bodymap.drawing.tables import Point, Shape

SAMPLES = 40
SLENDER = 3.2  # longer than this many widths, and without caps: tapered unless the table says how
TAPER, PLAIN = (0.07, 0.09, 0.55), (0.0, 0.0, 1.0)
GAP = 3.2  # units between fibres
MOST_FIBRES = 14


def open_spline(points: list[Point], count: int = SAMPLES) -> Points:
    """A centripetal natural spline, at even steps of its length."""
    line = np.asarray(points, float)
    if len(line) == 1:
        return np.repeat(line, count, 0)
    if len(line) == 2:
        t = np.linspace(0, 1, count)[:, None]
        return line[0] * (1 - t) + line[1] * t
    apart = np.sqrt(np.linalg.norm(np.diff(line, axis=0), axis=1))
    t = np.r_[0, np.cumsum(np.maximum(apart, 1e-6))]
    dense = CubicSpline(t, line, bc_type="natural")(np.linspace(0, t[-1], count * 6))
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(dense, axis=0), axis=1))]
    even = np.linspace(0, along[-1], count)
    return np.stack([np.interp(even, along, dense[:, axis]) for axis in (0, 1)], 1)


def closed_spline(points: list[Point], count: int = 12) -> Points:
    line = np.asarray(points, float)
    whole = np.vstack([line, line[:1]])
    t = np.r_[0, np.cumsum(np.sqrt(np.linalg.norm(np.diff(whole, axis=0), axis=1)))]
    spread = np.linspace(0, t[-1], count * len(line) + 1)[:-1]
    return np.asarray(CubicSpline(t, whole, bc_type="periodic")(spread))


def ring(centre: Point, outer: Point, inner: Point, count: int = 72) -> tuple[Points, Points]:
    """The two ellipses of a ring."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    across, down = np.cos(t), np.sin(t)
    found = [
        np.stack([centre[0] + radii[0] * across, centre[1] + radii[1] * down], 1) for radii in (outer, inner)
    ]
    return found[0], found[1]


def turned_ellipse(numbers: list[float]) -> Points:
    """Centre, radii and turn in degrees."""
    x0, y0, wide, high, turn = numbers
    t = np.linspace(0, 2 * np.pi, SAMPLES, endpoint=False)
    cosine, sine = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    x, y = wide * np.cos(t), high * np.sin(t)
    return np.stack([x0 + x * cosine - y * sine, y0 + x * sine + y * cosine], 1)


class Patch:
    """A Coons patch: two edges, two caps, and the curves between the edges."""

    def __init__(self, shape: Shape) -> None:
        assert shape.edges
        self.shape = shape
        first, second = shape.edges
        start, end = shape.caps
        self.a, self.b = open_spline(first), open_spline(second)
        self.start = open_spline([first[0], *start, second[0]])
        self.end = open_spline([first[-1], *end, second[-1]])
        taper = shape.taper or (TAPER if self._is_slender() else PLAIN)
        if taper[0] or taper[1]:
            self._narrow(*taper)

    def _is_slender(self) -> bool:
        length = np.linalg.norm(np.diff((self.a + self.b) / 2, axis=0), axis=1).sum()
        width = np.linalg.norm(self.a - self.b, axis=1).mean()
        return bool(length / max(width, 0.1) > SLENDER and not any(self.shape.caps))

    def _narrow(self, start: float, end: float, left: float) -> None:
        t = np.linspace(0, 1, SAMPLES)
        grow = np.clip(t / start, 0, 1) ** 0.6 if start else np.ones(SAMPLES)
        shrink = np.clip((1 - t) / end, 0, 1) ** 0.6 if end else np.ones(SAMPLES)
        share = (left + (1 - left) * grow * shrink)[:, None]
        middle = (self.a + self.b) / 2
        self.a, self.b = middle + (self.a - middle) * share, middle + (self.b - middle) * share
        falling, rising = np.linspace(1, 0, SAMPLES)[:, None], np.linspace(0, 1, SAMPLES)[:, None]
        ends = (self.a[0] - self.start[0]) * falling + (self.b[0] - self.start[-1]) * rising
        self.start = self.start + ends
        ends = (self.a[-1] - self.end[0]) * falling + (self.b[-1] - self.end[-1]) * rising
        self.end = self.end + ends

    def outline(self) -> Points:
        return np.vstack([self.a, self.end[1:], self.b[::-1][1:], self.start[::-1][1:-1]])

    def fibres(self) -> list[Points]:
        """Evenly across, each a little shorter than the muscle, none as long as its neighbour."""
        wide = np.percentile(np.linalg.norm(self.a - self.b, axis=1), 75)
        count = self.shape.fibres or int(np.clip(wide / GAP, 1, MOST_FIBRES))
        found = []
        for i in range(1, count + 1):
            early, late = ((i * 7919) % 13) / 13 * 0.07, ((i * 104729) % 11) / 11 * 0.07
            found.append(self._fibre(i / (count + 1), 0.02 + early, 0.98 - late))
        return found

    def _fibre(self, t: float, begins: float, ends: float) -> Points:
        place = t * (SAMPLES - 1)
        low = int(place)
        rest, high = place - low, min(low + 1, SAMPLES - 1)
        start = self.start[low] * (1 - rest) + self.start[high] * rest
        end = self.end[low] * (1 - rest) + self.end[high] * rest
        v = np.linspace(0, 1, SAMPLES)[:, None]
        line = (
            (1 - t) * self.a
            + t * self.b
            + (1 - v) * (start - ((1 - t) * self.a[0] + t * self.b[0]))
            + v * (end - ((1 - t) * self.a[-1] + t * self.b[-1]))
        )
        first, last = int(begins * (SAMPLES - 1)), int(np.ceil(ends * (SAMPLES - 1)))
        return line[first : last + 1]


def drawn(shape: Shape) -> tuple[list[Points], list[Points]]:
    """The rings of a shape, outer and holes, and its fibres."""
    if shape.ring:
        centre, outer, inner = shape.ring
        between = [
            ring(centre, (_part(inner[0], outer[0], share), _part(inner[1], outer[1], share)), inner)[0]
            for share in (0.33, 0.66)
        ]
        return [*ring(centre, outer, inner)], between
    if shape.outline:
        return [closed_spline(shape.outline)], []
    patch = Patch(shape)
    return [patch.outline()], patch.fibres()


def _part(inner: float, outer: float, share: float) -> float:
    return inner + (outer - inner) * share
