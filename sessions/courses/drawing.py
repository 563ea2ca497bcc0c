"""Outcomes over time as finished shapes; the table beside each says the same in figures."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from clinic import clock
from sessions.courses.outcomes import Line
from sessions.courses.scoring import Change
from sessions.courses.summary import Course

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, FLOOR = 48, 24, 18, 170
STEPS = 4


@dataclass(frozen=True)
class Chart:
    """sentence: what it says. dots: x, y, day, score. steady: where nothing can be told, as y and height."""

    sentence: str
    dots: list[dict[str, Any]]
    grid: list[dict[str, Any]]
    steady: tuple[float, float] | None = None
    arrow: str = ""
    better: str = ""
    classes: str = field(default="")

    width, height, left, right = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT
    days_at = FLOOR + 26

    @property
    def wide(self) -> int:
        return self.right - self.left

    @property
    def curve(self) -> str:
        return " ".join(f"{dot['x']},{dot['y']}" for dot in self.dots)

    @property
    def head(self) -> str:
        """An arrow's head on the last dot, up or down the page."""
        last = self.dots[-1]
        up = self.dots[-1]["y"] < self.dots[0]["y"]
        x, y, way = last["x"], last["y"], -1 if up else 1
        return f"{x - 7:.1f},{y + way * 16:.1f} {x + 7:.1f},{y + way * 16:.1f} {x:.1f},{y + way * 27:.1f}"


def chart(line: Line) -> Chart | None:
    """None until there are two scores to compare."""
    scored = line.scored
    if len(scored) < 2:
        return None
    measure, change = line.measure, line.change
    low, high = measure.low, measure.high
    dots = _dots([(f"{one.taken_on:%-d %b}", one.score or Decimal(0)) for one in scored], low, high)
    steady = None
    if not measure.is_change and scored[0].score is not None:
        steady = _band(scored[0].score, scored[-1].detectable, low, high)
    return Chart(
        sentence=_sentence(line, change),
        dots=dots,
        grid=_grid(low, high),
        steady=steady,
        arrow=change.arrow if change and not measure.is_change else "",
        better="lower is better" if measure.lower_is_better else "higher is better",
    )


def pains(course: Course) -> Chart | None:
    """Pain before each visit of the complaint."""
    scored = [
        (f"{clock.local(visit.at):%-d %b}", Decimal(visit.pain))
        for visit in course.visits
        if visit.pain is not None
    ]
    if len(scored) < 2:
        return None
    first, last = scored[0][1], scored[-1][1]
    detectable = course.pain.detectable if course.pain else Decimal(2)
    eased = first - last
    real = abs(eased) >= detectable
    verb = "fell" if eased > 0 else "rose"
    sentence = (
        f"Pain before each visit {verb} from {first} to {last}."
        if real
        else f"Pain before each visit is steady: {first} at first, {last} at the last one."
    )
    return Chart(
        sentence=sentence,
        dots=_dots(scored, 0, 10),
        grid=_grid(0, 10),
        steady=_band(first, detectable, 0, 10),
        arrow=("better" if eased > 0 else "worse") if real else "",
        better="lower is better",
    )


def _sentence(line: Line, change: Change | None) -> str:
    first, last = line.scored[0].score, line.scored[-1].score
    unit = line.measure.unit
    told = f"{_plain(first)}{unit} at first, {_plain(last)}{unit} at the last one"
    return f"{told}: {change.words}." if change else f"{told}."


def _plain(score: Decimal | None) -> str:
    return "–" if score is None else f"{score.normalize():f}"


def _dots(scored: list[tuple[str, Decimal]], low: int, high: int) -> list[dict[str, Any]]:
    gap = (WIDTH - LEFT - RIGHT - 60) / (len(scored) - 1)
    # An arrow that points up stands where the number of the last dot would.
    below = scored[-1][1] > scored[0][1]
    return [
        {
            "x": round(LEFT + 30 + place * gap, 1),
            "y": _y(score, low, high),
            "day": day,
            "score": _plain(score),
            "score_at": round(_y(score, low, high) + (24 if below and place else -12), 1),
            # Not every day fits under a long line.
            "told": len(scored) <= 10 or place % (len(scored) // 8 + 1) == 0 or place == len(scored) - 1,
        }
        for place, (day, score) in enumerate(scored)
    ]


def _grid(low: int, high: int) -> list[dict[str, Any]]:
    marks = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    return [{"y": _y(Decimal(mark), low, high), "score": f"{mark:g}"} for mark in marks]


def _band(baseline: Decimal, detectable: Decimal, low: int, high: int) -> tuple[float, float]:
    top = _y(min(baseline + detectable, Decimal(high)), low, high)
    return top, round(_y(max(baseline - detectable, Decimal(low)), low, high) - top, 1)


def _y(score: Decimal, low: int, high: int) -> float:
    return round(FLOOR - float(score - low) / (high - low) * (FLOOR - TOP), 1)
