"""What is typed about a credential, and the scan of it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.models import Credential
from patients.fields import EARLIEST, LineField
from patients.files.cleaning import Cleaned, Unreadable, clean
from patients.files.forms import ACCEPTED
from scheduling.credentials.keeping import Said
from scheduling.forms import LAST_YEAR


class PaperDayField(forms.DateField):
    """A day on a paper, which may be long past or years ahead."""

    default_error_messages = {"invalid": "This is no date. Write it like 2026-11-24."}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], required=False, **options)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not EARLIEST.year <= value.year <= LAST_YEAR:
            raise ValidationError("Check the year.")


class CredentialForm(forms.Form):
    """What keeping.Said holds."""

    kind = forms.ChoiceField(label="Kind", choices=Credential.Kind)
    name = LineField(
        label="Name of the modality (optional)",
        max_length=60,
        required=False,
        help_text="As services ask for it, such as Dry needling. Only for the kind Modality.",
    )
    number = LineField(label="Number (optional)", max_length=60, required=False)
    jurisdiction = LineField(label="Where it holds, who issued it (optional)", max_length=60, required=False)
    issued_on = PaperDayField(label="Issued (optional)")
    expires_on = PaperDayField(label="Last day (optional)", help_text="Empty if it does not end.")

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


class AddCredentialForm(CredentialForm):
    file = forms.FileField(
        label="Scan: JPEG, PNG or PDF, up to 10 MB (optional)",
        required=False,
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> Cleaned | None:
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        try:
            return clean(upload)
        except Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal


class PlaceForm(forms.Form):
    jurisdiction = LineField(max_length=60, required=False)


class LimitForm(forms.Form):
    """limits.set_limit()'s minutes, written as hours and minutes."""

    hours = forms.IntegerField(label="Hours", required=False, min_value=0, max_value=24)
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=0, max_value=59)

    @classmethod
    def showing(cls, limit: int | None) -> "LimitForm":
        return cls(initial={} if limit is None else {"hours": limit // 60, "minutes": limit % 60})

    @property
    def limit(self) -> int | None:
        """In minutes; None where nothing is written."""
        hours, minutes = self.cleaned_data["hours"], self.cleaned_data["minutes"]
        return None if hours is None and minutes is None else 60 * (hours or 0) + (minutes or 0)
