"""The reports' drawings as finished shapes: stacked bars, a band of change; colours come from classes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

LEFT, TOP, BOTTOM, RIGHT = 34, 10, 24, 12
HALF_A_LABEL = 32  # of a month and its year
Steps = Sequence[dict[str, Any]]
STACK = ("fulfilled", "open", "late", "noshow")


@dataclass(frozen=True)
class Chart:
    """One drawing: width by height units, and its shapes in them, y downwards."""

    width: int
    height: int
    lines: list[dict[str, Any]] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)
    bars: list[dict[str, Any]] = field(default_factory=list)
    bands: list[str] = field(default_factory=list)
    curves: list[str] = field(default_factory=list)
    dots: list[dict[str, Any]] = field(default_factory=list)

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


def both(draw: Callable[[Chart, Steps], None], steps: Steps) -> list[Chart]:
    """The same for a desk and for a phone; the page shows the one that fits."""
    charts = [Chart(1080, 170), Chart(340, 180)]
    for chart in charts:
        draw(chart, steps)
    return charts


def bars(chart: Chart, steps: Steps, parts: Sequence[str] = STACK) -> None:
    """A stack a step: what took place, what is open, what was lost; or whatever parts are named."""
    y = _axis(chart, 0, max(sum(step[part] for part in parts) for step in steps))
    width = (chart.right - LEFT) / len(steps)
    thick = min(width * 0.7, 36)
    for place, step in enumerate(steps):
        below = 0
        for part in parts:
            if step[part]:
                top, base = y(below + step[part]), y(below)
                left = LEFT + (place + 0.5) * width - thick / 2
                chart.bars.append(_shape(x=left, y=top, width=thick, height=base - top) | {"part": part})
                below += step[part]
    _days(chart, steps, lambda place: LEFT + (place + 0.5) * width)


def of(*parts: str) -> Callable[[Chart, Steps], None]:
    """Bars of these parts."""
    return lambda chart, steps: bars(chart, steps, parts)


def band(chart: Chart, steps: Steps) -> None:
    """The median as a line, the middle half as a band; broken where a step has nothing to show."""
    shown = [step["quartiles"] for step in steps if step["quartiles"]]
    y = _axis(chart, min(0, *(low for low, _, _ in shown)), max(high for _, _, high in shown))
    gap = (chart.right - LEFT - 24) / max(len(steps) - 1, 1)

    def x(place: int) -> float:
        return LEFT + 12 + place * gap

    for known, run in groupby(enumerate(steps), key=lambda pair: pair[1]["quartiles"] is not None):
        points = [(x(place), *map(y, step["quartiles"])) for place, step in run] if known else []
        if len(points) > 1:
            upper, lower = [(at, high) for at, _, _, high in points], [(at, low) for at, low, _, _ in points]
            chart.bands.append(_path([*upper, *reversed(lower)]))
            chart.curves.append(_path([(at, middle) for at, _, middle, _ in points]))
        chart.dots.extend(_shape(x=at, y=middle) for at, _, middle, _ in points)
    _days(chart, steps, x)


def _axis(chart: Chart, low: float, high: float) -> Callable[[float], float]:
    """Draws three to five level lines with their numbers; gives the height of a value."""
    gap = _round_gap((high - low) / 4)
    first, last = int(low // gap), max(int(-(-high // gap)), 1)

    def y(value: float) -> float:
        return chart.floor - (value / gap - first) / (last - first) * (chart.floor - TOP)

    for level in range(first, last + 1):
        at = y(level * gap)
        chart.lines.append(_shape(y=at) | {"zero": level == 0})
        chart.labels.append(_shape(x=LEFT - 8, y=at + 4) | {"text": _short(level * gap), "anchor": "end"})
    return y


def _short(number: int) -> str:
    """As wide as its place beside the axis: 500, 1.5k."""
    return f"{number / 1000:g}k" if abs(number) >= 1000 else str(number)


def _round_gap(least: float) -> int:
    """1, 2, 5, 10, 20 and so on: the first that is not less."""
    return next(digit * 10**power for power in range(12) for digit in (1, 2, 5) if digit * 10**power >= least)


def _days(chart: Chart, steps: Steps, x: Callable[[int], float]) -> None:
    """As many labels as fit, the first one always among them."""
    every = -(-len(steps) // (12 if chart.width > 500 else 4))
    for place in range(0, len(steps), every):
        beyond = x(place) + HALF_A_LABEL > chart.width
        label = _shape(x=chart.width if beyond else x(place), y=chart.height - 6)
        chart.labels.append(label | {"text": steps[place]["label"], "anchor": "end" if beyond else "middle"})


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _shape(**numbers: float) -> dict[str, Any]:
    # As text: a template would write them the way the reader's language does, and SVG knows one way only.
    return {name: f"{number:.1f}" for name, number in numbers.items()}
