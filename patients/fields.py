"""The kinds of fields that people's forms are made of: what is typed is made clean or refused in words."""

import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.fields import CleanCharField, CleanText, clean_text
from patients import phones

EARLIEST = date(1880, 1, 1)
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
    """A number that can be dialled as it is shown; see phones.py."""

    def to_python(self, value: object) -> str:
        try:
            return phones.shown(super().to_python(value))
        except phones.NotANumber as error:
            raise ValidationError(str(error)) from error


class LinesField(CleanText):
    """A few lines, such as an address; spaces single, no empty lines."""

    def to_python(self, value: object) -> str:
        lines = (" ".join(line.split()) for line in (super().to_python(value) or "").splitlines())
        return "\n".join(line for line in lines if line)


class CleanEmailField(forms.EmailField):
    def to_python(self, value: object) -> str:
        return super().to_python(clean_text(value) if isinstance(value, str) else value) or ""


class PastDayField(forms.DateField):
    """A plain date within a lifetime that is not still to come."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1880-01-01"})
        super().__init__(widget=widget, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > clock.today():
            raise ValidationError("That day has not come yet. Check the year.")
        if value and value < EARLIEST:
            raise ValidationError("That is too long ago. Check the year.")
