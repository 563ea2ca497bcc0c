"""Quartiles of values that are known by how often each was found."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from math import ceil, floor

SHARES = (0.25, 0.5, 0.75)


def quartiles(found: Mapping[int, int]) -> list[float] | None:
    """First quartile, median and third of values with so many of each, at least 1; None where there is none.

    As percentile_cont has them: between two values in proportion (type 7 of Hyndman and Fan 1996, The
    American Statistician 50:361).
    """
    values = sorted(found)
    ends = list(accumulate(found[value] for value in values))
    if not ends:
        return None
    places = [share * (ends[-1] - 1) for share in SHARES]
    return [_between(values, ends, place) for place in places]


def _between(values: list[int], ends: list[int], place: float) -> float:
    """What lies at a place of the row in which each value stands so many times, counted from 0."""
    lower, upper = (values[bisect_right(ends, whole)] for whole in (floor(place), ceil(place)))
    return lower + (upper - lower) * (place - floor(place))
