"""What an admin says about the clinic itself."""

from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from holidays.registry import COUNTRIES

from clinic.models import Clinic
from patients.fields import LineField, PhoneField
from scheduling.our_clinic.currencies import CURRENCIES
from scheduling.our_clinic.keeping import Said

AREAS = {
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip
# As they are written where the list has them otherwise.
SPELT = {
    "aland_islands": "Åland Islands",
    "curacao": "Curaçao",
    "dr_congo": "DR Congo",
    "guinea_bissau": "Guinea-Bissau",
    "hongkong": "Hong Kong",
    "reunion": "Réunion",
    "saint_barthelemy": "Saint Barthélemy",
    "sao_tome_and_principe": "São Tomé and Príncipe",
    "timor_leste": "Timor-Leste",
}
SMALL = {"and", "of", "the", "da"}
LONGEST_LATE = 336


class ClinicForm(forms.Form):
    """keeping.Said."""

    name = LineField(
        label="Name",
        max_length=120,
        help_text="On letters, mails and every page a patient sees.",
        error_messages={"required": "Say what the clinic is called."},
    )
    phone = PhoneField(
        label="Phone (optional)",
        max_length=40,
        required=False,
        help_text="Patients are told to call it.",
    )
    address = LineField(label="Address (optional)", max_length=300, required=False)
    country = forms.ChoiceField(
        label="Country",
        help_text="Phone numbers without a prefix belong to it, and its public holidays are shown.",
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        help_text="All times are by its clock. By another one visits to come keep their hour.",
    )
    currency = LineField(
        label="Currency",
        max_length=20,
        help_text="Three letters, such as GBP, EUR or USD. It stays once a visit is booked at a price.",
        error_messages={"required": "Say in which currency prices are."},
    )
    open_charts = forms.BooleanField(
        label="Every therapist may open every chart",
        required=False,
        help_text="Off, a chart is open to the care team, and to others for an hour with a reason.",
    )
    late_entry_hours = forms.IntegerField(
        label="A note is late when it is signed so many hours after its session",
        min_value=1,
        max_value=LONGEST_LATE,
    )

    knowing = forms.BooleanField(label="Change the clock", required=False)

    def __init__(self, data: Any = None) -> None:
        clinic = Clinic.current()
        super().__init__(data, initial={name: getattr(clinic, name) for name in Said.__dataclass_fields__})
        self.fields["country"].choices = countries(clinic.country)  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = zones(clinic.time_zone)  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if code not in CURRENCIES:
            raise ValidationError("No currency has that code. Write three letters, such as GBP, EUR or USD.")
        return code

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


def countries(now: str) -> list[tuple[str, str]]:
    """By name, as the list of public holidays calls them; what the clinic has now is among them."""
    named = {code: _title(name) for name, (_, code, *_) in COUNTRIES.items()}
    return sorted((named | {now: named.get(now, now)}).items(), key=lambda pair: pair[1])


def _title(name: str) -> str:
    """isle_of_man: Isle of Man."""
    if name in SPELT:
        return SPELT[name]
    words = (word if word in SMALL else word.capitalize() for word in name.split("_"))
    return " ".join(words)


def zones(now: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those that are called after a place, by area."""
    named = {name for name in available_timezones() if name.split("/")[0] in AREAS} | {now}
    areas = groupby(sorted(named), key=lambda name: name.partition("/")[0])
    return [(area, [(name, _place(name)) for name in names]) for area, names in areas]


def _place(name: str) -> str:
    """America/Argentina/Buenos_Aires: Buenos Aires, Argentina."""
    parts = name.replace("_", " ").split("/")[1:] or [name]
    return ", ".join(reversed(parts))
