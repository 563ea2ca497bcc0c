"""The small line of one point's scores over the visits; the sentence beside it says the same in figures."""

from dataclasses import dataclass

from sessions.past.lives import Life

WIDTH, HEIGHT, EDGE = 132, 36, 6
# More than these would be a smear; the sentence still counts them all.
LATEST = 40


@dataclass(frozen=True)
class Line:
    """Paths. curves: the scores joined, broken where a visit took none. dots: each score. gone: resolved."""

    curves: str
    dots: str
    gone: str

    box = f"0 0 {WIDTH} {HEIGHT}"


def of(life: Life, visits: int) -> Line | None:
    """One scale for every point: the latest visits across, 0 at the foot. None below two scores."""
    first = max(visits - LATEST, 0)
    seen = [
        (_x(visit.number - first, visits - first), each) for visit, each in life.seen if visit.number > first
    ]
    if sum(each.before is not None for _x_, each in seen) < 2:
        return None
    curves, dots, pen = "", "", "M"
    for x, each in seen:
        if each.before is None:
            pen = "M"
            continue
        spot = f"{x} {HEIGHT - EDGE - each.before * (HEIGHT - 2 * EDGE) / 10:.1f}"
        curves, dots, pen = f"{curves}{pen}{spot}", f"{dots}M{spot}h0", "L"
    gone = "".join(f"M{x} {HEIGHT - 2 * EDGE + 2}v8" for x, each in seen if each.status == "resolved")
    return Line(curves, dots, gone)


def _x(number: int, visits: int) -> str:
    return f"{EDGE + (number - 1) * (WIDTH - 2 * EDGE) / max(visits - 1, 1):.1f}"
