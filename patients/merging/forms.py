"""What is chosen on the page with two records side by side."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.models import Staff
from patients.merging import choices
from patients.models import Patient

NO_RECORD = dict.fromkeys(
    ("required", "invalid", "min_value", "max_value"), "A record has a number, such as 1042."
)


class RecordField(forms.IntegerField):
    """A record's number."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=1, max_value=2**31 - 1, error_messages=NO_RECORD, widget=widget, **options)


class PairForm(forms.Form):
    """Two records by their numbers, as the people whose they are."""

    one = RecordField(label="One record's number")
    other = RecordField(label="The other's")

    def __init__(self, *args: Any, staff: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        self.staff = staff

    def clean_one(self) -> Patient:
        return self._patient("one")

    def clean_other(self) -> Patient:
        return self._patient("other")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("one") and said.get("one") == said.get("other"):
            self.add_error("other", "That is one and the same record. Choose two.")
        return said

    def _patient(self, name: str) -> Patient:
        number = self.cleaned_data[name]
        found = Patient.objects.visible_to(self.staff).filter(number=number).first()
        if found is None:
            raise ValidationError(f"There is no record {number}. Look its number up under Patients.")
        return found


class MergeForm(PairForm):
    """merge()'s arguments; keep: the number that stays. take.X: from which number that part is taken.

    versions: of the two records as the page showed them.
    """

    keep = RecordField()
    versions = forms.CharField(max_length=30, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in choices.PARTS:
            self.fields[f"take.{name}"] = forms.IntegerField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        numbers = {said[name].number for name in ("one", "other") if said.get(name)}
        if len(numbers) == 2 and said.get("keep") not in numbers:
            self.add_error("keep", "Choose which number stays.")
        return said

    @property
    def kept(self) -> Patient:
        one, other = self.cleaned_data["one"], self.cleaned_data["other"]
        return one if self.cleaned_data["keep"] == one.number else other

    @property
    def absorbed(self) -> Patient:
        one, other = self.cleaned_data["one"], self.cleaned_data["other"]
        return other if self.kept == one else one

    @property
    def chosen(self) -> dict[str, str]:
        """By part, kept or absorbed; nonsense is as if nothing was chosen."""
        sides = {self.kept.number: choices.KEPT, self.absorbed.number: choices.ABSORBED}
        taken = {name: sides.get(self.cleaned_data.get(f"take.{name}") or 0) for name in choices.PARTS}
        return {name: side for name, side in taken.items() if side}
