"""A line of points as a path of cubic curves: Schneider's fitting (Graphics Gems, 1990), cut at corners."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

Points = Any  # numpy's: n by 2
Curve = tuple[Points, Points, Points, Points]
WINDOW = 4  # points to either side that tell how sharply a line turns
ROUNDS = 5  # of moving the points along their curve before it is cut in two


@dataclass(frozen=True)
class Fit:
    """error: how far the curve may stray, step: how densely the line is sampled, angle: what is a corner."""

    error: float
    step: float
    angle: float = 55


def path(line: Points, fit: Fit, *, closed: bool = True) -> str:
    """SVG path data, relative and to a tenth of a unit."""
    samples = _resampled(np.asarray(line, float), fit.step, closed=closed)
    if closed:
        samples = samples[:-1]
    found = _corners(samples, fit.angle, closed=closed)
    if closed:
        found = found or [0]
        samples = np.roll(samples, -found[0], axis=0)
        samples = np.vstack([samples, samples[:1]])
        found = [corner - found[0] for corner in found] + [len(samples) - 1]
    else:
        found = [0, *found, len(samples) - 1]
    found = sorted(set(found))
    curves: list[Curve] = []
    for start, end in pairwise(found):
        part = samples[start : end + 1]
        if len(part) >= 2:
            _fit(part, *_ends(part, smooth=closed and len(found) == 2), fit.error, curves)
    return _written(curves, closed=closed)


def _ends(part: Points, *, smooth: bool) -> tuple[Points, Points]:
    """The directions in which a part leaves its two ends; smooth: it closes on itself without a corner."""
    reach = min(3, len(part) - 1)
    first, last = part[reach] - part[0], part[-1 - reach] - part[-1]
    if smooth:
        turn = part[reach] - part[-1 - reach]
        first, last = turn, -turn
    return first / (np.linalg.norm(first) + 1e-12), last / (np.linalg.norm(last) + 1e-12)


def _fit(part: Points, first: Points, last: Points, error: float, curves: list[Curve]) -> None:
    count = len(part)
    if count == 2:
        third = np.linalg.norm(part[1] - part[0]) / 3
        curves.append((part[0], part[0] + first * third, part[1] + last * third, part[1]))
        return
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(part, axis=0), axis=1))]
    along /= along[-1]
    for _ in range(ROUNDS):
        curve = _curve(part, along, first, last)
        stray = ((_at(curve, along) - part) ** 2).sum(1)
        worst = int(stray.argmax())
        if stray[worst] < error**2:
            curves.append(curve)
            return
        if stray[worst] > error**2 * 25:
            break
        along = _moved(curve, along, part)
    cut = min(max(worst, 1), count - 2)
    before, after = max(0, cut - 2), min(count - 1, cut + 2)
    turn = part[before] - part[after]
    length = np.linalg.norm(turn)
    turn = turn / length if length > 0 else np.array([1.0, 0])
    _fit(part[: cut + 1], first, turn, error, curves)
    _fit(part[cut:], -turn, last, error, curves)


def _at(curve: Curve, along: Points) -> Points:
    t = np.asarray(along)[:, None]
    return (
        (1 - t) ** 3 * curve[0]
        + 3 * (1 - t) ** 2 * t * curve[1]
        + 3 * (1 - t) * t**2 * curve[2]
        + t**3 * curve[3]
    )


def _moved(curve: Curve, along: Points, part: Points) -> Points:
    """One step of Newton's method: where on the curve each point is nearest."""
    slope = 3 * np.diff(np.array(curve), axis=0)
    bend = 2 * np.diff(slope, axis=0)
    t = along[:, None]
    off = _at(curve, along) - part
    first = (1 - t) ** 2 * slope[0] + 2 * (1 - t) * t * slope[1] + t**2 * slope[2]
    second = (1 - t) * bend[0] + t * bend[1]
    under = (first**2).sum(1) + (off * second).sum(1)
    over = (off * first).sum(1)
    with np.errstate(all="ignore"):
        along = np.clip(np.where(np.abs(under) < 1e-9, along, along - over / under), 0, 1)
    moved: Points = np.maximum.accumulate(along)
    return moved


def _curve(part: Points, along: Points, first: Points, last: Points) -> Curve:
    """The curve with these ends and directions that lies nearest to the points."""
    b0, b1 = (1 - along) ** 3, 3 * along * (1 - along) ** 2
    b2, b3 = 3 * along**2 * (1 - along), along**3
    a1, a2 = first[None] * b1[:, None], last[None] * b2[:, None]
    across = (a1 * a2).sum()
    matrix = np.array([[(a1 * a1).sum(), across], [across, (a2 * a2).sum()]])
    rest = part - (part[0][None] * (b0 + b1)[:, None] + part[-1][None] * (b2 + b3)[:, None])
    wanted = np.array([(a1 * rest).sum(), (a2 * rest).sum()])
    length = np.linalg.norm(part[-1] - part[0])
    start = end = 0.0
    if abs(np.linalg.det(matrix)) > 1e-12:
        start, end = np.linalg.solve(matrix, wanted)
    if min(start, end) < 1e-6 * length or max(start, end) > 3 * length:
        start = end = length / 3
    return part[0], part[0] + first * start, part[-1] + last * end, part[-1]


def _resampled(line: Points, step: float, *, closed: bool) -> Points:
    if closed:
        line = np.vstack([line, line[:1]])
    along = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    apart = np.r_[True, np.diff(along) > 1e-9]
    line, along = line[apart], along[apart]
    even = np.linspace(0, along[-1], max(4, int(along[-1] / step)) + 1)
    return np.stack([np.interp(even, along, line[:, axis]) for axis in (0, 1)], 1)


def _corners(line: Points, angle: float, *, closed: bool) -> list[int]:
    count = len(line)
    offset = 0 if closed else WINDOW
    turns = []
    for i in range(count) if closed else range(WINDOW, count - WINDOW):
        before, after = line[i] - line[(i - WINDOW) % count], line[(i + WINDOW) % count] - line[i]
        cross = before[0] * after[1] - before[1] * after[0]
        turns.append(abs(np.degrees(np.arctan2(cross, (before * after).sum()))))
    found = np.array(turns)
    return [
        i + offset
        for i, turn in enumerate(found)
        if turn > angle and turn == found[max(0, i - WINDOW) : i + WINDOW + 1].max()
    ]


def _written(curves: list[Curve], *, closed: bool) -> str:
    pen = np.round(curves[0][0], 1)
    text = "M" + _pair(pen)
    for curve in curves:
        text += "c" + " ".join(_pair(np.round(point, 1) - pen) for point in curve[1:])
        pen = np.round(curve[3], 1)
    return text + ("z" if closed else "")


def _pair(point: Points) -> str:
    x, y = (_short(value) for value in point)
    return x + (y if y.startswith("-") else " " + y)


def _short(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    if text.startswith("0."):
        return text[1:]
    return "-" + text[2:] if text.startswith("-0.") else text
