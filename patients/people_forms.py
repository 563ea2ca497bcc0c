"""What is typed about how to reach a person, who is around them, their tags, and their standing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.models import Staff
from patients.fields import CleanEmailField, LineField, NameField, PastDayField, PhoneField
from patients.models import Patient, PatientContact, Relation, Tag
from patients.relations import SAID, mark

Way, Kind = PatientContact.Way, PatientContact.Kind
TOP_NUMBER = 2**31 - 1


class ContactForm(forms.Form):
    """add()'s arguments: a phone number or an e-mail address, told apart by its @."""

    value = LineField(
        label="Phone or e-mail", max_length=254, error_messages={"required": "Write a number or an address."}
    )
    kind = forms.ChoiceField(label="Kind", choices=[("", "Find out"), *Kind.choices], required=False)
    preferred = forms.BooleanField(label="Use this one first", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        value = said.get("value")
        if value:
            said["way"] = Way.EMAIL if "@" in value else Way.PHONE
            try:
                said["value"] = self._field(said["way"]).clean(value)
            except ValidationError as error:
                self.add_error("value", error)
        return said

    def _field(self, way: str) -> forms.Field:
        return CleanEmailField(max_length=254) if way == Way.EMAIL else PhoneField(max_length=40)


class RelationForm(forms.Form):
    """add()'s arguments; number: of a patient here, else a name."""

    name = NameField(label="Name", max_length=120, required=False)
    number = forms.IntegerField(
        label="Or their number, if a patient here",
        required=False,
        min_value=1,
        max_value=TOP_NUMBER,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "A record has a number, such as 1042."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="Is the patient's", choices=Relation.Kind)
    phone = PhoneField(label="Phone (optional)", max_length=40, required=False)
    knows = forms.ChoiceField(label="May be told", choices=Relation.Knows)
    emergency = forms.BooleanField(label="Call in an emergency", required=False)
    signs = forms.BooleanField(label="Signs for the patient", required=False)

    def __init__(self, *args: Any, staff: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = staff

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        number = said.pop("number", None)
        said["other"] = self._patient(number) if number else None
        if said["other"]:
            said["name"] = ""
        elif not number and not said.get("name") and "name" not in self.errors:
            self.add_error("name", "Write their name, or the number of their record.")
        return said

    def _patient(self, number: int) -> Patient | None:
        found = Patient.objects.visible_to(self.staff).filter(number=number).first()
        if found is None:
            self.add_error("number", f"There is no record {number}. Look its number up under Patients.")
        return found


class RelationEditForm(forms.Form):
    """change()'s arguments; somebody who is a patient here has their name from their own record."""

    name = NameField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="Is the patient's", choices=Relation.Kind)
    phone = PhoneField(label="Phone (optional)", max_length=40, required=False)
    knows = forms.ChoiceField(label="May be told", choices=Relation.Knows)
    emergency = forms.BooleanField(label="Call in an emergency", required=False)
    signs = forms.BooleanField(label="Signs for the patient", required=False)
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, typed: Any = None, *, relation: Relation) -> None:
        self.relation = relation
        initial = {name: getattr(relation, name) for name in SAID} | {"seen": mark(relation)}
        super().__init__(typed, initial=initial, auto_id=f"relation-{relation.pk}-%s")
        if relation.other_id:
            del self.fields["name"]


class TagForm(forms.Form):
    """A group there is, or the word for a new one."""

    word = LineField(
        label="Tag",
        max_length=40,
        error_messages={"required": "Write a word."},
        widget=forms.TextInput(attrs={"list": "tags", "autocomplete": "off"}),
    )


class UntagForm(forms.Form):
    tag = forms.ModelChoiceField(Tag.objects.all())


class ArchiveForm(forms.Form):
    """archive()'s reason."""

    why = LineField(
        label="Why",
        max_length=200,
        error_messages={"required": "Write why, such as: moved away."},
        help_text="Every colleague reads this: nothing about health.",
    )


class DeathForm(forms.Form):
    """record_death()'s day."""

    died_on = PastDayField(label="Day of death (leave empty if not known)", required=False)
