"""What is typed about a document, and the file itself."""

import uuid
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.fields import clean_text
from patients.document_models import Document
from patients.fields import EARLIEST, LineField
from patients.files.cleaning import Cleaned, Unreadable, clean
from patients.files.kinds import ENDINGS

ACCEPTED = ",".join(ENDINGS)
TITLE_LENGTH = 120
LONGEST_NAME = 80


class TakenField(forms.DateField):
    default_error_messages = {"invalid": "This is no date. Write it like 2026-11-24."}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], required=False, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > clock.today():
            raise ValidationError("That day has not come yet. Check the year.")
        if value and value < EARLIEST:
            raise ValidationError("That is too long ago. Check the year.")


class DescribeForm(forms.Form):
    """describe()'s arguments; clinical: whether this person may keep it for the care team."""

    title = LineField(
        label="What it is",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Write what it is, such as: Letter from the spinal clinic."},
    )
    kind = forms.ChoiceField(label="Kind", choices=Document.Kind)
    taken_on = TakenField(label="Dated (optional)")
    audience = forms.ChoiceField(label="Who sees it", choices=Document.Audience, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, clinical: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clinical:
            return
        audience = self.fields["audience"]
        audience.choices = [Document.Audience.choices[0]]  # type: ignore[attr-defined]
        audience.required, audience.widget = False, forms.HiddenInput()
        self.fields["title"].help_text = "The whole clinic reads it: nothing about health."

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Document.Audience.EVERYONE

    @property
    def described(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "audience", "taken_on")}


class AddForm(DescribeForm):
    """add()'s arguments; a file without a title takes its own name."""

    file = forms.FileField(
        label="JPEG, PNG or PDF, up to 10 MB",
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": "Choose a file, or take a photo."},
    )
    key = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    field_order = ["file", "title", "kind", "taken_on", "audience"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].label = "What it is (optional)"
        self.fields["audience"].initial = self.fields["audience"].choices[-1][0]  # type: ignore[attr-defined]
        self.fields["kind"].initial = Document.Kind.OTHER

    def clean_file(self) -> Cleaned:
        upload = self.cleaned_data["file"]
        self.file_name = upload.name or ""
        try:
            return clean(upload)
        except Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "file" in said and not said.get("title"):
            kind = str(dict(Document.Kind.choices).get(said.get("kind", ""), "Document"))
            said["title"] = titled(self.file_name) or kind
        return said


class RemoveForm(forms.Form):
    """remove()'s reason."""

    why = LineField(
        label="Why it comes off the list",
        min_length=3,
        max_length=200,
        error_messages={
            "required": "Write why, such as: belongs to somebody else.",
            "min_length": "Write why in a word or two.",
        },
    )


def titled(file_name: str) -> str:
    """What a file's own name says, without its ending; empty if it is no plain words."""
    try:
        words = " ".join(clean_text(PurePath(file_name or "").stem).replace("_", " ").split())
    except ValidationError:
        return ""
    return words[:LONGEST_NAME].strip() if any(letter.isalpha() for letter in words) else ""
