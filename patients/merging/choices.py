"""The two records side by side: each thing the register says, which of the two it is taken from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from patients.models import ReferralSource
from patients.person_models import Patient

# What is chosen as one: its label, and its columns.
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": ("Name", ("first_name", "last_name")),
    "preferred_name": ("Goes by", ("preferred_name",)),
    "pronouns": ("Pronouns", ("pronouns",)),
    "birth_on": ("Born", ("birth_on",)),
    "gender": ("Gender", ("gender",)),
    "sex": ("Sex recorded", ("sex",)),
    "language": ("Language", ("language", "interpreter")),
    "phone": ("Phone first", ("phone",)),
    "email": ("E-mail first", ("email",)),
    "address": ("Address", ("address",)),
    "occupation": ("Occupation", ("occupation",)),
    "physician": ("Doctor", ("physician", "practice", "physician_phone")),
    "referral": ("Heard of us through", ("referral_id", "referral_words")),
    "figure": ("Body drawing", ("figure",)),
    "step_free": ("Step-free room", ("step_free",)),
    "desk_note": ("Note for every colleague", ("desk_note",)),
    "standing": ("Record", ("standing", "archived_why", "died_on")),
}
COLUMNS = tuple(column for _, columns in PARTS.values() for column in columns)
FLAGS = {"step_free": "Needed", "interpreter": "needs an interpreter"}
KEPT, ABSORBED = "kept", "absorbed"


@dataclass(frozen=True)
class Choice:
    """One line of the page; chosen: which of the two is marked before anybody has chosen."""

    name: str
    label: str
    kept: str
    absorbed: str
    chosen: str

    @property
    def differs(self) -> bool:
        return self.kept != self.absorbed


def side_by_side(kept: Patient, absorbed: Patient, chosen: Mapping[str, str] | None = None) -> list[Choice]:
    """What is marked: the kept record's word, save where only the other has one."""
    return [
        Choice(
            name,
            label,
            _words(kept, name),
            _words(absorbed, name),
            (chosen or {}).get(name)
            or (ABSORBED if not _said(kept, name) and _said(absorbed, name) else KEPT),
        )
        for name, (label, _) in PARTS.items()
    ]


def taken(kept: Patient, absorbed: Patient, chosen: Mapping[str, str]) -> dict[str, Any]:
    """By column, the values that the kept row will have; only those that differ."""
    values = {}
    for choice in side_by_side(kept, absorbed, chosen):
        if choice.chosen == ABSORBED:
            values.update({column: getattr(absorbed, column) for column in PARTS[choice.name][1]})
    return {column: value for column, value in values.items() if value != getattr(kept, column)}


def as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def from_json(column: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and column in {"birth_on", "died_on"} else value


def _said(patient: Patient, name: str) -> bool:
    return any(getattr(patient, column) for column in PARTS[name][1])


def _words(patient: Patient, name: str) -> str:
    """The values as a page shows them."""
    separator = " " if name == "name" else ", "
    return separator.join(word for column in PARTS[name][1] if (word := _word(patient, column)))


def _word(patient: Patient, column: str) -> str:
    value = getattr(patient, column)
    if column in FLAGS:
        return FLAGS[column] if value else ""
    if column == "referral_id":
        return str(ReferralSource.objects.filter(pk=value).first() or "")
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    shown = getattr(patient, f"get_{column}_display", None)
    return str(shown() if shown else value or "")
