"""What is typed to open a record, to change a care team and to add an alert."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from clinic import clock
from clinic.fields import CleanText
from clinic.forms import DayField
from clinic.models import Staff
from patients.fields import LineField
from patients.models import Alert

FEWEST_WORDS = 3


class GlassForm(forms.Form):
    """break_glass()'s reason."""

    reason = CleanText(
        label="Why you need to open it now",
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        error_messages={
            "required": "Write why you need to open it.",
            "min_length": "Write the reason in a few words.",
            "max_length": "Write it in 300 characters.",
        },
    )

    def clean_reason(self) -> str:
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason.split()) < FEWEST_WORDS:
            raise ValidationError("Write the reason in a few words.")
        return reason


class MemberForm(forms.Form):
    """join()'s arguments; only colleagues who can be added."""

    therapist = forms.ModelChoiceField(
        Staff.objects.none(),
        label="Colleague",
        empty_label="Choose a therapist",
        error_messages={
            "required": "Choose who joins the team.",
            "invalid_choice": "They cannot be added. Choose a name from the list.",
        },
    )
    why = LineField(
        label="Why",
        max_length=200,
        error_messages={"required": "Write why they join, such as a holiday cover."},
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["therapist"].queryset = colleagues  # type: ignore[attr-defined]


class AlertForm(forms.Form):
    """add()'s arguments; clinical: whether this person may write for the care team alone."""

    text = LineField(
        label="What colleagues must not miss",
        max_length=160,
        error_messages={"required": "Write what colleagues must not miss."},
    )
    level = forms.ChoiceField(
        label="How it shows", choices=Alert.Level, initial=Alert.Level.INFO, widget=forms.RadioSelect
    )
    audience = forms.ChoiceField(
        label="Who reads it",
        choices=Alert.Audience,
        initial=Alert.Audience.EVERYONE,
        widget=forms.RadioSelect,
    )
    until_on = DayField(label="Last day (optional)", required=False)

    def __init__(self, *args: Any, clinical: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not clinical:
            self.fields["audience"].choices = [  # type: ignore[attr-defined]
                (Alert.Audience.EVERYONE, Alert.Audience.EVERYONE.label)
            ]
            self.fields["audience"].required = False
            self.fields["audience"].widget = forms.HiddenInput()
            self.fields[
                "text"
            ].help_text = "The whole clinic reads it, also on the board: nothing about health."

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Alert.Audience.EVERYONE

    def clean_until_on(self) -> date | None:
        day: date | None = self.cleaned_data["until_on"]
        if day and day < clock.today():
            raise ValidationError("Choose today or a later day.")
        return day
