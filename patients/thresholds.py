"""The numbers in the rules: what ships, what a clinic may set them to, and how they are written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from patients.models import CautionRule
from patients.reference import shipped
from patients.since import Window

Numbers = dict[str, float]
# The least and the most that a number can be set to without losing its meaning.
BOUNDS = {
    "systolic": (120, 250),
    "diastolic": (70, 150),
    "celsius": (37.0, 40.0),
    "hours": (1, 48),
    "days": (1, 365),
    "weeks": (1, 52),
    "months": (1, 24),
    "age": (10, 99),
}
WINDOWS = ("days", "weeks", "months")
PART = re.compile(r"([a-z]+) (\d{1,3}(?:\.\d)?)")


class NotANumberHere(ValueError):
    """A threshold that the rule does not have, or that makes no sense; str() says which."""


def parse(text: str) -> Numbers:
    """ "systolic 180; diastolic 110" by name; raises NotANumberHere, in words."""
    found: Numbers = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        said = PART.fullmatch(part)
        if not said or said[1] not in BOUNDS:
            raise NotANumberHere(f"“{part}” is not a number of a rule. Write it like “systolic 180”.")
        name, number = said[1], float(said[2])
        least, most = BOUNDS[name]
        if name in found or not least <= number <= most:
            raise NotANumberHere(f"{name.capitalize()} is one number from {least} to {most}.")
        if name != "celsius" and number != int(number):
            raise NotANumberHere(f"{name.capitalize()} is a whole number.")
        found[name] = number
    return found


@cache
def _parsed(text: str) -> Mapping[str, float]:
    """The same text is read for every screening; parse() itself hands out what may be changed."""
    return MappingProxyType(parse(text))


@cache
def as_shipped() -> Mapping[str, Numbers]:
    return {slug: parse(row["thresholds"]) for slug, row in shipped().items() if row["thresholds"]}


@dataclass(frozen=True)
class Thresholds:
    """The numbers in force, by rule."""

    numbers: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, rules: Iterable[CautionRule]) -> "Thresholds":
        """As the rules say; those that say nothing keep what ships."""
        said = {rule.slug: _parsed(rule.thresholds) for rule in rules if rule.thresholds}
        return cls({**as_shipped(), **said}) if said else SHIPPED

    def number(self, rule: str) -> float:
        """Of a rule that has only one."""
        return next(iter(self.numbers[rule].values()))

    def pressure(self, rule: str) -> tuple[float, float]:
        """Systolic and diastolic, in mmHg."""
        return self.numbers[rule]["systolic"], self.numbers[rule]["diastolic"]

    def window(self, rule: str) -> Window | None:
        """How long "recent" lasts, where the rule speaks of something recent."""
        numbers = self.numbers.get(rule, {})
        if rule == "pregnancy_later" or not numbers.keys() & set(WINDOWS):
            return None
        days = numbers.get("days", 0) + 7 * numbers.get("weeks", 0)
        return Window(months=int(numbers.get("months", 0)), days=int(days))


SHIPPED = Thresholds(as_shipped())
RECENT = {slug: window for slug in SHIPPED.numbers if (window := SHIPPED.window(slug))}
