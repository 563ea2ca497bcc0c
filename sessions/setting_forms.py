"""What a therapist and an admin can set about charting."""

from typing import Any

from django import forms

from sessions.habits import PANELS
from sessions.treatment_models import Technique


class HabitsForm(forms.Form):
    """How the editor is left; only what was sent counts."""

    sound = forms.TypedChoiceField(
        choices=[("", "Off"), ("1", "On")], coerce=bool, empty_value=False, required=False
    )
    vibration = forms.TypedChoiceField(
        choices=[("", "Off"), ("1", "On")], coerce=bool, empty_value=False, required=False
    )
    panel = forms.ChoiceField(choices=[(name, name) for name in PANELS], required=False)
    technique = forms.ChoiceField(choices=Technique, required=False)

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name in self.data}


class CriteriaForm(forms.Form):
    min_signs = forms.TypedChoiceField(
        label="Signs needed",
        choices=[("2", "2 of the 3 signs, as most studies ask"), ("3", "All 3 signs, strictly")],
        coerce=int,
        widget=forms.RadioSelect,
    )
