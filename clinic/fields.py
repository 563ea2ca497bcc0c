"""Text as people type it, made one form and rid of what no person types; and fields that forms share."""

import unicodedata
from typing import Any, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError

# Bidirectional controls make a name read as another; zero-width characters make one read as empty.
INVISIBLE = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF}

Form = TypeVar("Form", bound=type[forms.Form])


class _Shared(dict[str, forms.Field]):
    """Django copies its fields for every form, lest one be changed; that took a twelfth of a booking."""

    def __deepcopy__(self, _seen: dict[int, Any]) -> Self:
        return self


def sharing_fields(form: Form) -> Form:
    """A kind of form whose fields nothing changes: all of its forms have the same ones."""
    form.base_fields = _Shared(form.base_fields)
    return form


def clean_text(value: str) -> str:
    """NFC, line ends as newlines; raises ValidationError on control, bidi and surrogate characters."""
    if value.isascii() and value.isprintable():
        return value  # as most of it is
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for character in value:
        code = ord(character)
        if code in INVISIBLE or (unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"):
            raise ValidationError("This has a character that cannot be kept. Type it again by hand.")
    return unicodedata.normalize("NFC", value)


class CleanCharField(forms.CharField):
    """A line of text; length counts after cleaning."""

    def to_python(self, value: object) -> str | None:
        if isinstance(value, str):
            value = clean_text(value)
        return super().to_python(value)


class CleanText(CleanCharField):
    """Several lines of text."""

    widget = forms.Textarea
