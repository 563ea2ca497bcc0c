"""What is asked before a record leaves, and the password it may leave with."""

from typing import Any

from django import forms

from clinic.fields import CleanCharField
from reports.exports.locking import SHORTEST

THE_PATIENT, SOMEBODY_ELSE = "patient", "other"
WHO = ((THE_PATIENT, "The patient, who asked for it"), (SOMEBODY_ELSE, "Somebody else who treats them"))
NOT_THE_SAME = "The two are not the same. Type both again."


class RecordForm(forms.Form):
    """For whom a record is, and why; both stand in the log and in the file's README."""

    who = forms.ChoiceField(label="For whom", choices=WHO, initial=THE_PATIENT, widget=forms.RadioSelect)
    recipient = CleanCharField(
        label="Name of the other person or practice",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = CleanCharField(
        label="Why it is given out",
        max_length=200,
        help_text="For example: asked for a copy at the visit. Do not write what it is about.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("who") == SOMEBODY_ELSE and not told.get("recipient"):
            self.add_error("recipient", "Say who receives it.")
        return told

    @property
    def told(self) -> tuple[str, str]:
        """Why, and for whom."""
        said = self.cleaned_data
        return said["reason"], "the patient" if said["who"] == THE_PATIENT else said["recipient"]


class PasswordForm(forms.Form):
    """A password that whoever receives the file is told by another way; it is kept nowhere."""

    password = forms.CharField(
        label="Password for the file",
        min_length=SHORTEST,
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Once more",
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "password" in told and told["password"] != told.get("again"):
            self.add_error("again", NOT_THE_SAME)
        return told
