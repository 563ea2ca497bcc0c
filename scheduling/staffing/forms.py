"""What is typed about colleagues, and the password that they choose."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from clinic.models import Role, Staff
from patients.fields import CleanEmailField, NameField, PhoneField
from scheduling.staffing.keeping import Said

AT_LEAST, *_, EASY = password_validators_help_texts()
DOES = {
    Role.THERAPIST: "Therapist: treats, charts and signs",
    Role.FRONT_DESK: "Front desk: books, moves, receives",
    Role.ADMIN: "Admin: reports, rules, staff and settings",
}


class ColleagueForm(forms.Form):
    """keeping.Said."""

    display_name = NameField(
        label="Name at work",
        max_length=80,
        help_text="On the schedule and in messages.",
        error_messages={"required": "Say what they are called."},
    )
    legal_name = NameField(
        label="Full name",
        max_length=120,
        required=False,
        help_text="Under notes and letters. Empty: the same.",
    )
    email = CleanEmailField(
        label="E-mail",
        max_length=254,
        help_text="They sign in with it.",
        error_messages={"required": "Without an e-mail address nobody can sign in."},
    )
    phone = PhoneField(
        label="Phone (optional)",
        max_length=40,
        required=False,
        help_text="For colleagues, such as when they are missed at a mobile visit.",
    )
    roles = forms.MultipleChoiceField(
        label="What they do",
        choices=DOES.items(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick one at least."},
    )

    def __init__(self, data: Any = None, *, person: Staff | None = None) -> None:
        begun = {name: getattr(person, name) for name in Said.__dataclass_fields__} if person else {}
        super().__init__(data, initial=begun)

    @property
    def said(self) -> Said:
        told = self.cleaned_data
        return Said(**{**told, "legal_name": told["legal_name"] or told["display_name"]})


class PasswordForm(forms.Form):
    """Typed twice, since nobody sees it; every character counts, so nothing is made clean."""

    password = forms.CharField(
        label="New password",
        strip=False,
        max_length=4096,
        help_text=f"{AT_LEAST} {EASY}",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same again",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if "password" in typed and "again" in typed and typed["password"] != typed["again"]:
            self.add_error("again", "The two are not the same.")
        return typed


class ForgottenForm(forms.Form):
    email = CleanEmailField(
        label="E-mail",
        max_length=254,
        error_messages={"required": "Say which e-mail address you sign in with."},
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class LettingGoForm(forms.Form):
    """knowing: what would be left undone was read."""

    knowing = forms.BooleanField(required=False)
