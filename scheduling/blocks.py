"""What a column of the board shows besides its visits: hatched stretches, and beginnings that are free."""

from dataclasses import dataclass

from clinic.models import Clinic
from scheduling.places import STEP, Stretch, less, steps


@dataclass(frozen=True)
class Edges:
    """What is drawn, the minute up to which the day has passed, and the patients to ask about first."""

    first: int
    last: int
    reached: int
    ask_first: frozenset[int]

    def row(self, minute: int) -> int:
        return (minute - self.first) // STEP


@dataclass(frozen=True)
class Block:
    """A hatched stretch in which nothing can be booked, with the word on it."""

    row: int
    steps: int
    words: str


@dataclass(frozen=True)
class Free:
    """A beginning that is still free: a link to the quick-book panel."""

    row: int
    steps: int
    time: str


def blocks_of(opened: list[Stretch], away: list[tuple[Stretch, str]], edges: Edges) -> list[Block]:
    closed = less([(edges.first, edges.last)], [*opened, *(stretch for stretch, _ in away)])
    named = [(stretch, _why_closed(stretch, opened, edges)) for stretch in closed]
    within = [((max(a, edges.first), min(b, edges.last)), why) for (a, b), why in [*named, *away]]
    return [Block(edges.row(a), steps(a, b), why) for (a, b), why in sorted(within) if a < b]


def _why_closed(stretch: Stretch, opened: list[Stretch], edges: Edges) -> str:
    """Starts 09:00, Break; nothing after the last hour, for that speaks for itself."""
    if not opened:
        return "Not at work"
    if stretch[0] == edges.first and stretch[1] <= min(opened)[0]:
        return f"Starts {stretch[1] // 60:02}:{stretch[1] % 60:02}"
    return "" if stretch[1] == edges.last else "Break"


def free_of(stretches: list[Stretch], edges: Edges) -> list[Free]:
    grid = Clinic.current().grid_minutes
    starts = [
        (minute, min(minute + grid, until))
        for since, until in stretches
        for minute in range(-(-since // STEP) * STEP, until, STEP)
        if minute % 60 % grid == 0
    ]
    return [Free(edges.row(a), steps(a, b), f"{a // 60:02}:{a % 60:02}") for a, b in starts]
