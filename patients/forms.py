"""What is typed about a person, in the order it is asked, made clean and refused in words."""

import uuid

from django import forms

from patients.about_form import AboutForm
from patients.fields import CleanEmailField, LineField, LinesField, NameField, PastDayField, PhoneField

__all__ = ["PERSON", "FindForm", "LineField", "NameField", "PatientForm", "PhoneField", "TwinsForm"]
OWN = {"version", "key"}


class PatientForm(AboutForm):
    """The register's fields; version: which state of the record was shown; key: which form was sent."""

    first_name = NameField(
        label="First name", max_length=80, widget=forms.TextInput(attrs={"autofocus": True})
    )
    last_name = NameField(label="Last name", max_length=80)
    preferred_name = NameField(label="Goes by (optional)", max_length=80, required=False)
    pronouns = LineField(label="Pronouns (optional)", max_length=30, required=False)
    birth_on = PastDayField(label="Born (optional)", required=False)
    phone = PhoneField(label="Phone (optional)", max_length=40, required=False)
    email = CleanEmailField(label="E-mail (optional)", max_length=254, required=False)
    address = LinesField(
        label="Address (optional)", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, field in self.fields.items():
            if name not in OWN:
                field.widget.attrs["autocomplete"] = "off"
        for name in ("phone", "physician_phone"):
            self.fields[name].widget.attrs["inputmode"] = "tel"

    @property
    def person(self) -> dict[str, object]:
        """The fields of the record, without the form's own."""
        return {name: self.cleaned_data[name] for name in PERSON}

    def trouble_in(self, *names: str) -> bool:
        """Whether a folded part has to stand open."""
        return self.is_bound and any(name in self.errors for name in names)

    @property
    def open_parts(self) -> dict[str, bool]:
        return {part: self.trouble_in(*names) for part, names in PARTS.items()}


PERSON = tuple(name for name in PatientForm.base_fields if name not in OWN)
# The folded parts of the page, and what is asked in each.
PARTS = {
    "who": ("preferred_name", "pronouns", "gender", "sex", "language", "interpreter", "occupation"),
    "contact": ("email", "address"),
    "health": ("physician", "practice", "physician_phone"),
    "desk": ("referral", "referral_words", "figure", "step_free", "desk_note"),
}


class TwinsForm(forms.Form):
    """What is typed so far; whatever is not yet a name, a date or a number is left out."""

    first_name = NameField(max_length=80, required=False)
    last_name = NameField(max_length=80, required=False)
    birth_on = forms.DateField(required=False)
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
    """The search box; pick is set where a person is chosen for something rather than opened.

    archived: whether records of the archive are looked through as well.
    """

    words = LineField(max_length=80, required=False)
    pick = forms.BooleanField(required=False)
    archived = forms.BooleanField(required=False)

    @property
    def as_person(self) -> dict[str, str]:
        """The words as a new person's names, of which the last word is the last; or else as their phone."""
        words = self.cleaned_data["words"] if self.is_valid() else ""
        if any(letter.isdigit() for letter in words):
            return {"phone": words} if not any(letter.isalpha() for letter in words) else {}
        first, _, last = words.rpartition(" ")
        return {"first_name": first, "last_name": last}
