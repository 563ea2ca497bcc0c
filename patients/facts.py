"""What is known about a patient on the day itself, and what it raises whatever was answered before.

The thresholds are the rules' own (patients/thresholds.py). A measurement raises and never silences: what an
answer says, only a newer answer takes back. Age alone also denies, for a birth date does not change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from patients.models import Patient
from patients.thresholds import SHIPPED, Thresholds

MINUTES = 60
# A past event that was in fact less long ago is the recent one.
RECENT_FORM = {"dvt_history": "dvt_current", "stroke_history": "stroke_recent"}
# Rules that can fire without an answer of their own.
UNASKED = (
    "bp_severe",
    "bp_uncontrolled",
    "fever_infection",
    "analgesic_recent",
    "pregnancy_early",
    "pregnancy_later",
    "intoxicated",
    "minor",
    *RECENT_FORM.values(),
)


class Measured(NamedTuple):
    """A rule that a fact raises, and the fact in words."""

    rule: str
    words: str


@dataclass(frozen=True)
class Facts:
    """Measured, asked or counted today; None where nobody did.

    age: whole years. systolic, diastolic: mmHg. celsius: body temperature. minutes_since_painkiller: since
    the last opioid, sedative, muscle relaxant or strong painkiller. weeks_pregnant: completed weeks.
    intoxicated: by alcohol or drugs, now. changed: whether anything in the history has.
    other_pressures: what else the cuff said that day, each systolic and diastolic; every one of them counts.
    """

    age: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    celsius: float | None = None
    minutes_since_painkiller: int | None = None
    weeks_pregnant: int | None = None
    intoxicated: bool | None = None
    changed: bool | None = None
    other_pressures: tuple[tuple[int | None, int | None], ...] = ()

    @classmethod
    def of(cls, patient: Patient, *, on: date) -> Self:
        """What the record alone tells."""
        return cls(age=patient.age_on(on))

    @property
    def words(self) -> list[str]:
        """What was measured or asked, short enough for one line."""
        found = [
            self.systolic is not None
            and f"Blood pressure {_number(self.systolic)}/{_number(self.diastolic)}",
            self.celsius is not None and f"{self.celsius:.1f} °C",
            self.minutes_since_painkiller is not None
            and f"painkiller {'{} h {} min'.format(*divmod(self.minutes_since_painkiller, MINUTES))} ago",
            self.weeks_pregnant is not None and f"{self.weeks_pregnant} weeks pregnant",
            self.intoxicated and "alcohol or drugs now",
            self.intoxicated is False and "sober",
            self.changed and "something has changed",
            self.changed is False and "nothing has changed",
        ]
        return [words for words in found if words]

    def raised(self, thresholds: Thresholds = SHIPPED) -> Iterator[Measured]:
        """Rules that hold by themselves, one at most of each family."""
        yield from self._pressure(thresholds)
        if self.celsius is not None and self.celsius >= thresholds.number("fever_infection"):
            yield Measured("fever_infection", f"Temperature today: {self.celsius:.1f} °C")
        if _is_at_most(self.minutes_since_painkiller, thresholds.number("analgesic_recent") * MINUTES):
            yield Measured("analgesic_recent", f"Taken {self.minutes_since_painkiller} minutes ago")
        if self.weeks_pregnant is not None:
            later = self.weeks_pregnant >= thresholds.number("pregnancy_later")
            yield Measured(
                "pregnancy_later" if later else "pregnancy_early", f"{self.weeks_pregnant} weeks today"
            )
        if self.intoxicated:
            yield Measured("intoxicated", "Asked today: yes")
        if _is_at_most(self.age, thresholds.number("minor") - 1):
            yield Measured("minor", f"Age {self.age}")

    def denied(self, thresholds: Thresholds = SHIPPED) -> set[str]:
        """Rules about an age that the patient does not have."""
        if self.age is None:
            return set()
        of_age = {"minor"} if self.age >= thresholds.number("minor") else set()
        too_young = self.age < thresholds.number("rf_temporal_arteritis")
        return of_age | ({"rf_temporal_arteritis"} if too_young else set())

    def decided(self, thresholds: Thresholds = SHIPPED) -> set[str]:
        """Rules that need no answer, because the facts say yes or no."""
        found = {fact.rule for fact in self.raised(thresholds)} | self.denied(thresholds)
        if self.systolic is not None and self.diastolic is not None:
            found.add("bp_severe")
        return found if self.intoxicated is None else found | {"intoxicated"}

    def _pressure(self, thresholds: Thresholds) -> Iterator[Measured]:
        """The worst band that any number of any reading reaches."""
        for rule in ("bp_severe", "bp_uncontrolled"):
            for pair in ((self.systolic, self.diastolic), *self.other_pressures):
                limits = zip(pair, thresholds.pressure(rule), strict=True)
                if any(number is not None and number >= limit for number, limit in limits):
                    yield Measured(rule, f"Blood pressure today: {_number(pair[0])}/{_number(pair[1])}")
                    return


def _number(pressure: int | None) -> str:
    return "?" if pressure is None else str(pressure)


def _is_at_most(number: int | None, limit: float) -> bool:
    return number is not None and number <= limit
