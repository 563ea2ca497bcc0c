"""Invented names in the scripts of many places, some borne by thousands and most by a few; nobody's own."""

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from random import Random

# Few people bear the commonest name: about 1 in 100; and half of all names only a handful.
FLAT = 15


MIDDLES = 3
LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Place:
    """How names are built there: share of the register, syllables, endings, how many names there are."""

    place: str
    share: float
    first: list[str]
    inner: list[str]
    last: list[str]
    letters: str
    surnames: int
    given: int

    @cached_property
    def names(self) -> tuple[list[str], list[str]]:
        """Last and first names, the commonest first; the same ones every time."""
        dice = Random(self.place)  # noqa: S311
        return _invent(self, dice, self.surnames, self.last), _invent(self, dice, self.given, self.inner)


@cache
def places() -> list[Place]:
    with Path(__file__).with_name("places.csv").open(encoding="utf-8") as file:
        return [
            Place(
                row["place"], float(row["share"]), row["first"].split(), row["inner"].split(),
                row["last"].split(), row["letters"], int(row["surnames"]), int(row["given"]),
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def _invent(place: Place, dice: Random, wanted: int, endings: list[str]) -> list[str]:
    """So many different names, or as many as the syllables give; short ones come first, being common."""
    found = dict.fromkeys(() if endings else place.first)
    for middles in (n for n in range(MIDDLES) for _ in range(4)):
        for _ in range(wanted):
            if len(found) >= wanted:
                return [*found]
            middle = "".join(dice.choices(place.inner, k=middles))
            found[dice.choice(place.first) + middle + dice.choice(endings or [""])] = None
    return [*found]


def _common(names: list[str], dice: Random) -> str:
    """One of them, each next name somewhat rarer."""
    rank = FLAT * ((len(names) + FLAT) / FLAT) ** dice.random() - FLAT
    return names[min(int(rank), len(names) - 1)]


def person(dice: Random) -> tuple[str, str, str, str]:
    """Last, first and preferred name, and the letters their last name is written with."""
    place = dice.choices(places(), [place.share for place in places()])[0]
    surnames, given = place.names
    last, first, chance = _common(surnames, dice), _common(given, dice), dice.random()
    if place.letters == LATIN:
        last = _varied(last, _common(surnames, dice), chance)
    if dice.random() < 0.1:
        first += ("-" if chance < 0.5 else " ") + _common(given, dice)
    return last, first, _common(given, dice) if dice.random() < 0.08 else "", place.letters


def _varied(last: str, other: str, chance: float) -> str:
    """Some are double, some have particles or an apostrophe."""
    if chance < 0.05:
        return f"{last}-{other}"
    for least, before in ((0.06, "van der "), (0.07, "de la "), (0.08, "Mac "), (0.09, "O’")):
        if chance < least:
            return before + last
    return last


def slip(name: str, letters: str, dice: Random) -> str:
    """The name with one letter left out, exchanged, added, or swapped with the next; the first one too."""
    while True:
        at, letter = dice.randrange(len(name)), dice.choice(letters)
        wrong = dice.choice(
            (
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            )
        )
        if wrong != name:
            return wrong
