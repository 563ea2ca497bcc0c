"""What is known about a patient on the day itself, and what it raises whatever was answered before.

The thresholds are the rules' own (patients/data/), in numbers. A measurement raises and never silences: what
an answer says, only a newer answer takes back. Age alone also denies, for a birth date does not change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from patients.models import Patient
from patients.since import Window

# Systolic, diastolic in mmHg; the worse band of the two counts.
SEVERE_PRESSURE = (180, 110)
UNCONTROLLED_PRESSURE = (160, 100)
FEVER = 38.0
PAINKILLER_WORKS_MINUTES = 6 * 60
LATER_PREGNANCY_WEEKS = 13
# Whoever is younger needs a guardian. In many places the law says 16; the higher age is the safer one.
AGE_OF_CONSENT = 18
ARTERITIS_AGE = 50

# How long "recent" lasts, by the rule that says so.
WINDOWS = {
    "dvt_current": Window(months=3),
    "stroke_recent": Window(months=3),
    "seizure_recent": Window(months=3),
    "mi_recent": Window(days=12 * 7),
    "concussion": Window(days=14),
    "fracture": Window(days=8 * 7),
    "acute_injury": Window(days=3),
    "calcified_muscle": Window(days=6 * 7),
    "surgery_recent": Window(days=6 * 7),
    "injection_site": Window(days=14),
    "postpartum": Window(days=6 * 7),
}
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
    """

    age: int | None = None
    systolic: int | None = None
    diastolic: int | None = None
    celsius: float | None = None
    minutes_since_painkiller: int | None = None
    weeks_pregnant: int | None = None

    @classmethod
    def of(cls, patient: Patient, *, on: date) -> Self:
        """What the record alone tells."""
        return cls(age=patient.age_on(on))

    def raised(self) -> Iterator[Measured]:
        """Rules that hold by themselves, one at most of each family."""
        if rule := self._pressure_rule():
            yield Measured(rule, f"Blood pressure today: {_number(self.systolic)}/{_number(self.diastolic)}")
        if self.celsius is not None and self.celsius >= FEVER:
            yield Measured("fever_infection", f"Temperature today: {self.celsius:.1f} °C")
        if _is_at_most(self.minutes_since_painkiller, PAINKILLER_WORKS_MINUTES):
            yield Measured("analgesic_recent", f"Taken {self.minutes_since_painkiller} minutes ago")
        if self.weeks_pregnant is not None:
            later = self.weeks_pregnant >= LATER_PREGNANCY_WEEKS
            yield Measured(
                "pregnancy_later" if later else "pregnancy_early", f"{self.weeks_pregnant} weeks today"
            )
        if _is_at_most(self.age, AGE_OF_CONSENT - 1):
            yield Measured("minor", f"Age {self.age}")

    def denied(self) -> set[str]:
        """Rules about an age that the patient does not have."""
        if self.age is None:
            return set()
        of_age = {"minor"} if self.age >= AGE_OF_CONSENT else set()
        return of_age | ({"rf_temporal_arteritis"} if self.age < ARTERITIS_AGE else set())

    def decided(self) -> set[str]:
        """Rules that need no answer, because the facts say yes or no."""
        return {fact.rule for fact in self.raised()} | self.denied()

    def _pressure_rule(self) -> str:
        if self._reaches(SEVERE_PRESSURE):
            return "bp_severe"
        return "bp_uncontrolled" if self._reaches(UNCONTROLLED_PRESSURE) else ""

    def _reaches(self, band: tuple[int, int]) -> bool:
        pairs = zip((self.systolic, self.diastolic), band, strict=True)
        return any(number is not None and number >= limit for number, limit in pairs)


def _number(pressure: int | None) -> str:
    return "?" if pressure is None else str(pressure)


def _is_at_most(number: int | None, limit: int) -> bool:
    return number is not None and number <= limit
