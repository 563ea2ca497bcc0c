"""The file, and what somebody chose for each of its lines."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.http import QueryDict

from clinic import clock
from clinic.forms import StaffField
from clinic.models import Staff
from patients.models import Patient
from scheduling.forms import in_our_time
from scheduling.ics_import.bringing import Asked
from scheduling.ics_import.guessing import Guess
from scheduling.ics_import.reading import Entry, ImportRefused, Window
from scheduling.models import Service

SALT = "scheduling.import"
GOOD_FOR = 4 * 60 * 60  # seconds in which a file may be looked through
LONGEST_NUMBER = 9
Choice = TypeVar("Choice")


def _day(label: str, name: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=lambda: getattr(Window.usual(), name),
        validators=[in_our_time],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class FileForm(forms.Form):
    """Whose calendar it is, the file itself, and which of its days."""

    therapist = StaffField(Staff.objects.none(), label="Whose calendar", empty_label="Choose")
    file = forms.FileField(
        label="Calendar file",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={"empty": "This file is empty."},
    )
    first_on = _day("From", "first_on")
    last_on = _day("To", "last_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["therapist"].queryset = Staff.objects.therapists()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if first and last and last < max(first, clock.today()):
            self.add_error("last_on", "Choose a day that is to come, and not before the first.")
        return said

    @property
    def window(self) -> Window:
        return Window(self.cleaned_data["first_on"], self.cleaned_data["last_on"])


@dataclass(frozen=True)
class Row:
    """A line of the grid: the entry, what may be chosen, what is chosen, and what stands in its way."""

    n: int
    entry: Entry
    people: Sequence[Patient]
    patient: Patient | None
    service: Service | None
    take: bool
    refusal: str = ""

    @classmethod
    def guessed(cls, n: int, entry: Entry, guess: Guess, trouble: str) -> "Row":
        certain = guess.patient is not None and guess.service is not None
        take = certain and not trouble
        return cls(n, entry, guess.people, guess.patient, guess.service, take, trouble)


@dataclass(frozen=True)
class Paper:
    """What travels with the grid, signed, so that nothing is kept here before somebody says yes."""

    key: uuid.UUID
    therapist: int
    entries: Sequence[Entry]

    def signed(self) -> str:
        content = {
            "key": str(self.key),
            "therapist": self.therapist,
            "entries": [
                asdict(one) | {name: getattr(one, name).isoformat() for name in ("starts_at", "ends_at")}
                for one in self.entries
            ],
        }
        return signing.dumps(content, salt=SALT, compress=True)

    @classmethod
    def of(cls, signed: str) -> "Paper":
        try:
            said = signing.loads(signed, salt=SALT, max_age=GOOD_FOR)
        except signing.BadSignature as error:
            raise ImportRefused("This page is too old, or not whole. Choose the file again.") from error
        entries = [
            Entry(**one | {name: datetime.fromisoformat(one[name]) for name in ("starts_at", "ends_at")})
            for one in said["entries"]
        ]
        return cls(uuid.UUID(said["key"]), said["therapist"], entries)


def chosen(paper: Paper, said: QueryDict, services: Sequence[Service], *, staff: Staff) -> dict[int, Asked]:
    """The lines that stood in the grid by their place in the paper; a typed number counts before a choice.

    Where nobody or nothing is chosen, the first choice for a line of the same words counts.
    """
    shown = [n for n in range(len(paper.entries)) if f"patient-{n}" in said]
    numbers = {n: _number(said.get(f"number-{n}")) or _number(said.get(f"patient-{n}")) for n in shown}
    people = Patient.objects.visible_to(staff).filter(number__in={one for one in numbers.values() if one})
    by_number = {one.number: one for one in people}
    by_key = {str(one.pk): one for one in services}
    lines = {n: paper.entries[n].summary for n in shown}
    patient_of = _alike(lines, {n: by_number.get(numbers[n] or 0) for n in shown})
    service_of = _alike(lines, {n: by_key.get(said.get(f"service-{n}") or "") for n in shown})
    return {n: Asked(paper.entries[n], patient_of[n], service_of[n]) for n in shown}


def _alike(lines: dict[int, str], chosen: dict[int, Choice | None]) -> dict[int, Choice | None]:
    first = {lines[n]: one for n, one in reversed(chosen.items()) if one is not None}
    return {n: one if one is not None else first.get(lines[n]) for n, one in chosen.items()}


def _number(typed: str | None) -> int | None:
    typed = (typed or "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else None
