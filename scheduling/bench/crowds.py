"""Fifty browsers that ask in the same moment, and what became of it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier

from django.db import connection, transaction

from clinic.bench.figures import Times
from clinic.bench.server import Answer, Visitor

CROWD = 50
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
# The constraints' own question, asked of the rows themselves and of every pair of them.
DOUBLES = """
SELECT count(*) FROM scheduling_appointment a JOIN scheduling_appointment b ON b.id > a.id
WHERE a.starts_at > now() AND b.starts_at > now()
    AND a.status IN ('proposed', 'pending', 'booked') AND b.status IN ('proposed', 'pending', 'booked')
    AND (a.therapist_id = b.therapist_id AND a.occupies && b.occupies
        OR a.room_id = b.room_id AND a.occupies && b.occupies
        OR a.patient_id = b.patient_id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at)
"""
Act = Callable[[Visitor], Answer]


@dataclass
class Race:
    """Rounds of one kind: how many won in each, what was answered, and how long the answers took."""

    winners: list[int] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    times: Times = field(default_factory=Times)

    @property
    def slowest(self) -> float:
        return max(self.times.each)

    @property
    def p99(self) -> float:
        return sorted(self.times.each)[int(0.99 * (len(self.times.each) - 1))]

    @property
    def broken(self) -> int:
        return sum(number for status, number in self.answers.items() if status >= 500)


class Crowd:
    """So many windows, each with a connection of its own."""

    def __init__(self, *windows: Visitor) -> None:
        self.windows = windows
        self.threads = ThreadPoolExecutor(len(windows))

    def race(self, acts: Sequence[Act], race: Race, won: Callable[[Answer], bool]) -> None:
        """One round: everybody acts in the same moment."""
        start = Barrier(len(acts))

        def run(window: Visitor, act: Act) -> tuple[Answer, float]:
            window.connect()
            start.wait()
            began = time.perf_counter()
            answer = act(window)
            return answer, (time.perf_counter() - began) * 1000

        came = list(self.threads.map(run, self.windows, acts))
        race.winners.append(sum(won(answer) for answer, _ in came))
        race.answers.update(answer.status for answer, _ in came)
        race.times.each += [took for _, took in came]

    def rate(self, act: Act, tries: int) -> tuple[Times, float]:
        """So many in all, each window again once it is answered; their times, and how many in a second."""
        times, queue = Times(), iter(range(tries))

        def keep_on(window: Visitor) -> None:
            for _ in iter(lambda: next(queue, None), None):
                began = time.perf_counter()
                act(window)
                times.each.append((time.perf_counter() - began) * 1000)

        began = time.perf_counter()
        list(self.threads.map(keep_on, self.windows))
        return times, tries / (time.perf_counter() - began)


def deadlocks() -> int:
    """How many the database has counted so far; a moment is left for the counting."""
    time.sleep(1.2)
    return _number(DEADLOCKS)


def doubles() -> int:
    """Pairs of appointments to come that hold the same time of one therapist, room or patient."""
    return _number(DOUBLES)


def _number(sql: str) -> int:
    """However long it takes: without the constraints there is no index to count by."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
