"""Chance that comes out the same each time: one stream for each part of the demo, seeded by the date."""

import random
import uuid
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):
    """A stream of chance of its own; another part drawing more or less does not disturb it."""

    def __init__(self, day: date, part: str) -> None:
        super().__init__(f"{day.isoformat()} {part}")

    def happens(self, chance: float) -> bool:
        return self.random() < chance

    def one(self, things: Sequence[T], weights: Sequence[float] | None = None) -> T:
        return self.choices(things, weights)[0]

    def number(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)
