"""Two assessments beside each other, and each finding over time: what changed, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from patients.models import PostureFinding, PostureMeasure, PostureNote, PostureSign

MOST = 8


class Change(NamedTuple):
    """How one finding went from one assessment to a later one; then or now is None where it was not noted."""

    sign: PostureSign
    side: str
    then: PostureFinding | None
    now: PostureFinding | None

    @property
    def label(self) -> str:
        return named(self.sign, self.side)

    @property
    def words(self) -> str:
        """new, not noted again, steady, or more and less marked; never better or worse."""
        if self.then is None:
            return "new" if self.now is not None and self.now.present else "not seen"
        if self.now is None:
            return "not noted again"
        return between(self.then, self.now)

    @property
    def is_change(self) -> bool:
        return self.words not in {"steady", "not seen", "measured otherwise"}


def named(sign: PostureSign, side: str) -> str:
    """Shoulder raised, left."""
    return sign.label if side == "midline" else f"{sign.label}, {side}"


def between(then: PostureFinding, now: PostureFinding) -> str:
    """By the value where both were measured the same way, else by the grade.

    A difference under the measure's least change is steady: it may be the measuring.
    """
    measure = now.measure
    if measure is not None and then.measure_id == now.measure_id:
        assert then.value is not None
        assert now.value is not None
        return _direction(now.value - then.value, measure)
    if then.grade is not None and now.grade is not None:
        return _by_grade(now.grade - then.grade)
    if then.present != now.present:
        return "less marked" if then.present else "more marked"
    return "measured otherwise"


def _direction(more: Decimal, measure: PostureMeasure) -> str:
    if abs(more) < measure.change:
        return "steady"
    further = (more > 0) == (measure.worse == PostureMeasure.Worse.MORE)
    return "more marked" if further else "less marked"


def _by_grade(more: int) -> str:
    return "steady" if not more else "more marked" if more > 0 else "less marked"


def changes(then: PostureNote, now: PostureNote) -> list[Change]:
    """Every finding that either note has, in the order of the catalogue."""
    old, new = (_looked_at(note.findings.all()) for note in (then, now))
    both = {key: (found.sign, found.side) for key, found in {**old, **new}.items()}
    found = [Change(sign, side, old.get(key), new.get(key)) for key, (sign, side) in both.items()]
    return sorted(found, key=lambda change: (change.sign.order, change.side))


def _looked_at(findings: Iterable[PostureFinding]) -> dict[tuple[str, str], PostureFinding]:
    return {(found.sign_id, found.side): found for found in findings if not found.carried}


class Point(NamedTuple):
    at: datetime
    words: str
    height: Decimal


class Trend(NamedTuple):
    """One finding over the assessments that have it, oldest first, measured in one way."""

    sign: PostureSign
    side: str
    points: list[Point]
    change: str

    @property
    def label(self) -> str:
        return named(self.sign, self.side)

    @property
    def line(self) -> str:
        """The points of a line in a box of 100 x 28, older on the left, more on top."""
        heights = [point.height for point in self.points]
        low, span = min(heights), max(heights) - min(heights)
        across = 92 / max(len(heights) - 1, 1)
        spots = (
            (4 + i * across, 14 if not span else 24 - 20 * float((height - low) / span))
            for i, height in enumerate(heights)
        )
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)

    @property
    def end(self) -> list[str]:
        """x and y of the last point."""
        return self.line.split(" ")[-1].split(",")


def trends(notes: Sequence[PostureNote]) -> list[Trend]:
    """Those with two points or more; notes newest first, with their findings."""
    by_finding: dict[tuple[str, str], list[tuple[PostureNote, PostureFinding]]] = {}
    for note in reversed(notes):
        for key, found in _looked_at(note.findings.all()).items():
            by_finding.setdefault(key, []).append((note, found))
    made = [trend for rows in by_finding.values() if (trend := _trend(rows))]
    return sorted(made, key=lambda trend: (trend.sign.order, trend.side))


def _trend(rows: list[tuple[PostureNote, PostureFinding]]) -> Trend | None:
    """By the way of measuring used last, or by grade."""
    last = rows[-1][1]
    if last.measure_id:
        alike = [(note, found, found.value) for note, found in rows if found.measure_id == last.measure_id]
    else:
        graded = ((note, found, found.grade) for note, found in rows)
        alike = [(note, found, Decimal(grade)) for note, found, grade in graded if grade is not None]
    alike = alike[-MOST:]
    if len(alike) < 2:
        return None
    points = [Point(note.assessed_at, found.in_words, height or Decimal(0)) for note, found, height in alike]
    return Trend(last.sign, last.side, points, between(alike[0][1], alike[-1][1]))
