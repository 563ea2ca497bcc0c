"""Pain over the last visits as finished shapes; the table of visits beside it says the same in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clinic import clock
from patients.summary import REAL_CHANGE

WIDTH, HEIGHT = 720, 144
LEFT, RIGHT, TOP, STEP = 44, 30, 12, 10
FLOOR = TOP + 10 * STEP
LINES = tuple({"y": FLOOR - score * STEP, "score": score} for score in range(0, 11, 2))


@dataclass(frozen=True)
class Trend:
    """sentence: what the line says. dots: x, day, and for before and after their score and y."""

    sentence: str
    dots: list[dict[str, Any]]

    @property
    def curve(self) -> str:
        return " ".join(f"{dot['x']:g},{dot['before']['y']:g}" for dot in self.dots)

    width, height, left, right, lines = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, LINES
    days_at = FLOOR + 25


def of(visits: Sequence[Any]) -> Trend | None:
    """Of visits newest first; None where fewer than two have a score."""
    scored = [visit for visit in reversed(visits) if visit.pain_before is not None]
    if len(scored) < 2:
        return None
    gap = (WIDTH - LEFT - RIGHT - 60) / (len(scored) - 1)
    dots = [_dot(visit, LEFT + 30 + place * gap) for place, visit in enumerate(scored)]
    return Trend(_sentence(scored[0].pain_before, scored[-1].pain_before), dots)


def _dot(visit: Any, x: float) -> dict[str, Any]:
    after = None if visit.pain_after is None else _score(visit.pain_after)
    day = f"{clock.local(visit.starts_at):%-d %b}"
    return {"x": round(x, 1), "day": day, "before": _score(visit.pain_before), "after": after}


def _score(score: int) -> dict[str, int]:
    return {"score": score, "y": FLOOR - score * STEP}


def _sentence(first: int, last: int) -> str:
    if abs(last - first) < REAL_CHANGE:
        return f"Pain before each visit is steady: {first} at first, {last} at the last one."
    verb = "fell" if last < first else "rose"
    return (
        f"Pain before each visit {verb} from {first} to {last}. Two points or more is a change that matters."
    )
