"""How far an export is, told at most four times a second on a line of its own."""

import time
from typing import Any

import psycopg

from clinic import clock

EVERY = 0.25  # seconds
TELL = "UPDATE reports_export SET done = %s, total = %s, beat_at = %s WHERE id = %s AND state = 'running'"


class Stopped(Exception):
    """Somebody cancelled it; what is written so far is thrown away."""


class Steps:
    """Nobody asks how far a short work is."""

    def begin(self, total: int) -> None: ...

    def step(self, steps: int = 1) -> None: ...


class Progress(Steps):
    """Steps of a work whose number is known beforehand; a step may come to more than was thought."""

    def __init__(self, export: int, line: psycopg.Connection[Any]) -> None:
        self.export, self.line = export, line
        self.done = self.total = 0
        self.told = 0.0

    def begin(self, total: int) -> None:
        self.total = total
        self._tell()

    def step(self, steps: int = 1) -> None:
        """Raises Stopped when nobody wants it any more."""
        self.done += steps
        if time.monotonic() - self.told >= EVERY:
            self._tell()

    def end(self) -> None:
        self.done = self.total
        self._tell()

    def _tell(self) -> None:
        done = min(self.done, self.total)
        told = self.line.execute(TELL, [done, self.total, clock.now(), self.export])
        self.told = time.monotonic()
        if not told.rowcount:
            raise Stopped
