"""Long lists are tried whole by python3 run.py test --sweep, and in part by every run."""

from collections.abc import Sequence
from typing import Any

import pytest


def each(every: Sequence[Any], *, one_in: int) -> list[Any]:
    """To parametrize by: one in so many is always tried, the others are left to the sweep."""
    return [
        one if place % one_in == 0 else pytest.param(one, marks=pytest.mark.sweep)
        for place, one in enumerate(every)
    ]


def parts(every: Sequence[Any], *, one_in: int) -> list[Any]:
    """The same for a test that takes a list: the part that is always tried, and the rest."""
    rest = [one for place, one in enumerate(every) if place % one_in]
    return [
        pytest.param(every[::one_in], id="some"),
        pytest.param(rest, marks=pytest.mark.sweep, id="the others"),
    ]
