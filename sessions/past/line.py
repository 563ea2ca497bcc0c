"""The small line of one point's scores over the visits; the sentence beside it says the same in figures."""

from dataclasses import dataclass

from sessions.past.lives import Life

WIDTH, HEIGHT, EDGE = 132, 36, 6


@dataclass(frozen=True)
class Line:
    """curves: the scores joined, broken where a visit took none. dots: x, y of each score, oldest first."""

    curves: list[str]
    dots: list[tuple[str, str]]
    marks: list[str]

    box = f"0 0 {WIDTH} {HEIGHT}"


def of(life: Life, visits: int) -> Line | None:
    """One scale for every point: all visits across, 0 at the foot, 10 at the top. None below two scores."""
    if len(life.scores) < 2:
        return None
    curves: list[list[str]] = [[]]
    dots = []
    for visit, seen in life.seen:
        if seen.before is None:
            curves.append([])
            continue
        x, y = _x(visit.number, visits), f"{HEIGHT - EDGE - seen.before * (HEIGHT - 2 * EDGE) / 10:.1f}"
        curves[-1].append(f"{x},{y}")
        dots.append((x, y))
    resolved = [_x(visit.number, visits) for visit, seen in life.seen if seen.status == "resolved"]
    return Line([" ".join(curve) for curve in curves if len(curve) > 1], dots, resolved)


def _x(number: int, visits: int) -> str:
    return f"{EDGE + (number - 1) * (WIDTH - 2 * EDGE) / max(visits - 1, 1):.1f}"
