"""What a therapist and an admin can set about charting."""

from typing import Any

from django import forms

from sessions.habits import PANELS
from sessions.treatment_models import Technique

ON_OFF = [("", "Off"), ("1", "On")]


class HabitsForm(forms.Form):
    """How the editor is left; only what was sent counts."""

    sound = forms.ChoiceField(choices=ON_OFF, required=False)
    vibration = forms.ChoiceField(choices=ON_OFF, required=False)
    panel = forms.ChoiceField(choices=[(name, name) for name in PANELS], required=False)
    technique = forms.ChoiceField(choices=Technique, required=False)

    def changes(self) -> dict[str, Any]:
        sent = {name: self.cleaned_data[name] for name in self.fields if name in self.data}
        return {name: bool(said) if name in {"sound", "vibration"} else said for name, said in sent.items()}


class CriteriaForm(forms.Form):
    min_signs = forms.TypedChoiceField(
        label="Signs needed",
        choices=[("2", "2 of the 3 signs, as most studies ask"), ("3", "All 3 signs, strictly")],
        coerce=int,
        widget=forms.RadioSelect,
    )
