"""Whether people could be told apart by what is left of them, and what is taken away until they cannot.

k-anonymity (Sweeney 2002, Int J Uncertain Fuzz 10:557): everyone shares age band, figure or sex, and area
with at least four others. Those who do not lose first their area, then all but adult or child of their age,
then their sex; whoever still stands out is left out.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LEAST = 5
WITHHELD = "withheld"
STEPS = ("area", "age", "sex")
ADULT_AT = 18
CHILD, GROWN_UP = "0-17", "18 and over"


@dataclass(frozen=True)
class Person:
    """key: the patient's, which never leaves. age: a band such as 40-49, or withheld."""

    key: int
    age: str
    sex: str
    area: str

    @property
    def quasi(self) -> tuple[str, str, str]:
        """What somebody who knows them may know of them."""
        return self.age, self.sex, self.area


@dataclass(frozen=True)
class Anonymous:
    """people: who may be shown, as what. withheld: how many lost what. left_out: how many are not shown."""

    people: list[Person]
    withheld: dict[str, int]
    left_out: int

    @property
    def in_words(self) -> list[str]:
        said = [f"{count} people: {what} withheld" for what, count in self.withheld.items() if count]
        return said + ([f"{self.left_out} people left out"] if self.left_out else [])


def band(age: int | None) -> str:
    """Ten years, 0-17 and 80 and over by themselves."""
    if age is None:
        return "not known"
    if age < ADULT_AT:
        return CHILD
    if age >= 80:
        return "80 and over"
    first = max(age // 10 * 10, ADULT_AT)
    return f"{first}-{age // 10 * 10 + 9}"


def small(people: Iterable[Person], least: int = LEAST) -> set[tuple[str, str, str]]:
    """The groups in which somebody could be recognised."""
    groups = Counter(person.quasi for person in people)
    return {group for group, count in groups.items() if count < least}


def anonymised(people: Sequence[Person], least: int = LEAST) -> Anonymous:
    """Coarser step by step, only those in small groups; nobody is left in one."""
    shown, withheld = list(people), dict.fromkeys(STEPS, 0)
    for what in STEPS:
        groups = small(shown, least)
        withheld[what] = sum(person.quasi in groups for person in shown)
        shown = [_coarser(person, what) if person.quasi in groups else person for person in shown]
    while groups := small(shown, least):
        shown = [person for person in shown if person.quasi not in groups]
    return Anonymous(shown, withheld, len(people) - len(shown))


def _coarser(person: Person, what: str) -> Person:
    if what == "area":
        return replace(person, area=WITHHELD)
    if what == "sex":
        return replace(person, sex=WITHHELD)
    return replace(person, age=person.age if person.age == CHILD else GROWN_UP)
