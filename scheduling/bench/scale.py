"""A clinic of any size: patients by the ten thousand and years of their visits, through every guard."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from clinic.bench.loading import loading
from patients.bench import registers
from patients.models import Patient
from scheduling.bench import house, visits
from scheduling.bench.house import House

SEED = 1
LEAST_PATIENTS = 1_000  # a week has 960 places, and nobody comes twice in one
Say = Callable[[str], None]


@dataclass
class Scale:
    """How far the clinic is filled; first_patient: the key after which the others follow without a gap."""

    house: House
    first_patient: int
    people: int
    ahead: int
    past: int = 0

    def grow(self, appointments: int, say: Say = lambda _: None) -> None:
        """Add to the past until there are so many appointments in all."""
        wanted = max(appointments - self.ahead, self.past)
        with said(say, f"{wanted - self.past:,} past appointments"):
            visits.past(self.house, self.first_patient, self.people, first=self.past, last=wanted, seed=SEED)
        self.past = wanted


def build(people: int, password: str, say: Say = lambda _: None) -> Scale:
    """The house, its patients, and the weeks to come."""
    with said(say, f"{people:,} patients"):
        first = _register(people)
    built = house.build(password)
    return Scale(built, first, people, visits.ahead(built, first, people, seed=SEED))


def tidy() -> None:
    """Fresh statistics for the planner, as the server takes them by itself within the hour."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE, SKIP_LOCKED)")
        cursor.execute("RESET statement_timeout")


def _register(people: int) -> int:
    """The key of the first; numbers go on from the last one that was given out."""
    with loading("patients"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(number)"
            " FROM (SELECT nextval('patient_numbers') FROM generate_series(1, %s)) AS given(number)",
            [people],
        )
        first = int(cursor.fetchone()[0])
        registers.copy(connection.connection, people, first)
        return Patient.objects.get(number=first).pk


class said:  # noqa: N801  reads as a word where it is used
    """Say what was written and how long it took."""

    def __init__(self, say: Say, what: str) -> None:
        self.say, self.what = say, what

    def __enter__(self) -> None:
        self.began = time.monotonic()

    def __exit__(self, *error: object) -> None:
        took = time.monotonic() - self.began
        if not any(error):
            self.say(f"  {self.what}, in {took:.0f} s")
