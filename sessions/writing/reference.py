"""Movements and physical tests as data: what can be chosen, and the other names people type for it.

No usual ranges stand beside the degrees: the clinic has no source for them that it could name.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class Movement(NamedTuple):
    slug: str
    region: str
    name: str
    sided: bool


class KnownTest(NamedTuple):
    name: str
    region: str
    sided: bool
    aliases: tuple[str, ...]


@cache
def movements() -> dict[str, Movement]:
    """By slug, in the order of the body."""
    rows = _rows("movements.csv")
    return {
        row["slug"]: Movement(row["slug"], row["region"], row["name"], row["sides"] == "sided")
        for row in rows
    }


@cache
def known_tests() -> tuple[KnownTest, ...]:
    return tuple(
        KnownTest(row["name"], row["region"], row["sides"] == "sided", _split(row["aliases"]))
        for row in _rows("physical_tests.csv")
    )


def movement_name(slug: str) -> str:
    """Neck rotation; a slug that is known no longer says itself."""
    known = movements().get(slug)
    return known.name if known else slug.replace("_", " ").capitalize()


def test_name(typed: str) -> str:
    """The list's own name for what was typed, by name or alias in any case; else as it was typed."""
    return _names().get(typed.casefold(), typed)


def by_region(rows: Iterable[Movement]) -> list[tuple[str, list[Movement]]]:
    """Lower back: its movements; regions in their order."""
    found: dict[str, list[Movement]] = {}
    for row in rows:
        found.setdefault(row.region.replace("_", " ").capitalize(), []).append(row)
    return [*found.items()]


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): test.name for test in known_tests() for name in (test.name, *test.aliases)}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split(";") if item)
