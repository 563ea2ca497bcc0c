"""Arithmetic of the board: minutes of a day, stretches of them, and steps of five."""

from collections.abc import Iterable
from datetime import date, datetime

from clinic import clock

STEP = 5
DAY = 24 * 60
Stretch = tuple[int, int]


def minute_of_day(moment: datetime, day: date) -> int:
    """By the wall clock; 0 or the whole day where the moment lies before or after it."""
    wall = clock.local(moment)
    if wall.date() != day:
        return 0 if wall.date() < day else DAY
    return wall.hour * 60 + wall.minute


def clipped(since: datetime, until: datetime, day: date) -> Stretch:
    """The part of it that lies within the day."""
    return minute_of_day(since, day), minute_of_day(until, day)


def steps(since: int, until: int) -> int:
    """How many steps a stretch is drawn over, at least one."""
    return max(1, -(-until // STEP) - since // STEP)


def less(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretches, in order, once what is taken is cut out of them."""
    left = sorted(stretch for stretch in stretches if stretch[0] < stretch[1])
    for since, until in taken:
        cut = [piece for a, b in left for piece in ((a, min(b, since)), (max(a, until), b))]
        left = [(a, b) for a, b in cut if a < b] if since < until else left
    return left


def total(stretches: Iterable[Stretch]) -> int:
    return sum(until - since for since, until in stretches)
