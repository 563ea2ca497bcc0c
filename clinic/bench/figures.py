"""Times of one operation and goals, said the same way by every measurement."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass
class Times:
    """How long each try took, in milliseconds."""

    each: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.each)

    @property
    def p95(self) -> float:
        """The nearest rank: of fewer than twenty the slowest."""
        return sorted(self.each)[math.ceil(0.95 * len(self.each)) - 1]

    def __str__(self) -> str:
        return f"p50 {self.p50:7.1f}   p95 {self.p95:7.1f} ms"


def timed(acts: dict[str, Callable[[Any], Any]], asked: Iterable[Any]) -> dict[str, tuple[Times, list[Any]]]:
    """For each act its times and what it gave for each one asked; they take turns and share a busy hour.

    Each is tried once unmeasured.
    """
    asked = [*asked]
    for act in acts.values():
        act(asked[0])
    given: dict[str, tuple[Times, list[Any]]] = {name: (Times(), []) for name in acts}
    for one in asked:
        for name, act in acts.items():
            began = time.perf_counter()
            given[name][1].append(act(one))
            given[name][0].each.append((time.perf_counter() - began) * 1000)
    return given


def goal(words: str, value: float, limit: float, *, least: bool = False) -> str:
    """Say whether the value stays within the limit, or reaches it where that is the least wanted."""
    met = value >= limit if least else value <= limit
    return f"  {'met    ' if met else 'NOT MET'}  {words}: {value:.3g} ({'>=' if least else '<='} {limit:g})"
