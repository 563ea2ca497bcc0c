"""What is typed about a person, in the order it is asked, made clean and refused in words."""

import re
import unicodedata
import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.fields import CleanCharField, clean_text
from patients.models import Patient

PHONE = re.compile(r"\+?[0-9 ().\-/]+")
EARLIEST_BIRTH = date(1880, 1, 1)
JOINERS = {"\u200c", "\u200d"}  # Persian and Indic names are spelt with them


class LineField(CleanCharField):
    """One line, with single spaces."""

    def to_python(self, value: object) -> str:
        return " ".join((super().to_python(value) or "").split())


class NameField(LineField):
    """A name as its owner writes it: any script, at least one letter, nothing that cannot be seen."""

    def to_python(self, value: object) -> str:
        name = super().to_python(value)
        if any(_unseen(letter) for letter in name):
            raise ValidationError("This has a character that cannot be seen. Type it again by hand.")
        if name and not any(letter.isalpha() for letter in name):
            raise ValidationError("A name has at least one letter.")
        return name


def _unseen(letter: str) -> bool:
    return letter not in JOINERS and unicodedata.category(letter) in {"Cf", "Co", "Cn"}


class PhoneField(LineField):
    """A number that can be dialled as it is shown: ASCII digits, 6 to 15 of them."""

    def to_python(self, value: object) -> str:
        typed = super().to_python(value)
        phone = "".join(str(unicodedata.decimal(sign, sign)) for sign in typed)
        if phone.startswith("+"):
            phone = " ".join(phone.replace("(0)", " ").split())
        if phone and (not PHONE.fullmatch(phone) or not 6 <= sum(map(str.isdigit, phone)) <= 15):
            raise ValidationError(
                "Write the number with 6 to 15 digits; spaces, a leading + and ( ) - . / are fine."
            )
        return phone


class CleanEmailField(forms.EmailField):
    def to_python(self, value: object) -> str:
        return super().to_python(clean_text(value) if isinstance(value, str) else value) or ""


def birth_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1880-01-01"}), **options
    )


class PatientForm(forms.Form):
    """The register's fields; version: which state of the record was shown; key: which form was sent."""

    first_name = NameField(label="First name", max_length=80)
    last_name = NameField(label="Last name", max_length=80)
    preferred_name = NameField(label="Goes by (optional)", max_length=80, required=False)
    pronouns = LineField(label="Pronouns (optional)", max_length=30, required=False)
    birth_on = birth_field(label="Born (optional)", required=False)
    phone = PhoneField(label="Phone (optional)", max_length=40, required=False)
    email = CleanEmailField(label="E-mail (optional)", max_length=254, required=False)
    address = LineField(label="Address (optional)", max_length=300, required=False)
    occupation = LineField(label="Occupation (optional)", max_length=120, required=False)
    figure = forms.ChoiceField(
        label="Body drawing", choices=Patient.Figure, initial=Patient.Figure.A, widget=forms.RadioSelect
    )
    step_free = forms.BooleanField(label="Needs a step-free room", required=False)
    desk_note = LineField(
        label="Note for every colleague (optional)",
        max_length=200,
        required=False,
        help_text="What to prepare, never why: the front desk reads this.",
    )
    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name in ("first_name", "last_name", "preferred_name", "birth_on", "phone", "email", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].widget.attrs["inputmode"] = "tel"

    def clean_birth_on(self) -> date | None:
        day = self.cleaned_data["birth_on"]
        if day and day > clock.today():
            raise ValidationError("That day has not come yet. Check the year.")
        if day and day < EARLIEST_BIRTH:
            raise ValidationError("That is too long ago. Check the year.")
        return day

    @property
    def person(self) -> dict[str, object]:
        """The fields of the record, without the form's own."""
        return {name: self.cleaned_data[name] for name in PERSON}


PERSON = tuple(name for name in PatientForm.base_fields if name not in {"version", "key"})


class TwinsForm(forms.Form):
    """What is typed so far; whatever is not yet a name, a date or a number is left out."""

    first_name = NameField(max_length=80, required=False)
    last_name = NameField(max_length=80, required=False)
    birth_on = birth_field(required=False)
    phone = LineField(max_length=40, required=False)

    @property
    def so_far(self) -> dict[str, object]:
        self.is_valid()
        typed = self.cleaned_data
        return {
            "first_name": typed.get("first_name", ""),
            "last_name": typed.get("last_name", ""),
            "birth_on": typed.get("birth_on"),
            "phone": typed.get("phone", ""),
        }


class FindForm(forms.Form):
    """The search box; pick is set where a person is chosen for something rather than opened."""

    words = LineField(max_length=80, required=False)
    pick = forms.BooleanField(required=False)
