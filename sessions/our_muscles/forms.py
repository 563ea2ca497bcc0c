"""What is said of a muscle of the clinic's own, and which entry is hidden."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from clinic.fields import CleanCharField, CleanText
from patients.settling.forms import ReasonField
from sessions.models import Muscle, Zone
from sessions.muscles import REGIONS
from sessions.our_muscles.keeping import Texts
from sessions.our_muscles.models import ClinicMuscle

DEPTHS = [(depth, depth.capitalize()) for depth in ("superficial", "intermediate", "deep")]
MOST_ALIASES, LONGEST_ALIAS = 12, 40
PLACES, LAST = ("essential", "spillover"), ("cautions", "why")


def places_field(label: str) -> forms.MultipleChoiceField:
    """Zones, drawn by the page as keys under their parts of the body."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class MuscleForm(forms.Form):
    """add()'s and change()'s arguments; aliases stand apart with commas."""

    name = CleanCharField(max_length=80)
    latin = CleanCharField(label="Latin name (optional)", max_length=120, required=False)
    aliases = CleanCharField(
        label="Other names, with commas between (optional)", max_length=300, required=False
    )
    region = forms.ChoiceField()
    depth = forms.ChoiceField(choices=DEPTHS)
    sides = forms.ChoiceField(label="Lies", choices=Muscle.Sides)
    essential = places_field("Refers pain to (optional)")
    spillover = places_field("At times also to (optional)")
    cautions = CleanText(
        label="Take care (optional)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = ReasonField("Why the catalogue changes")
    version = forms.IntegerField(min_value=0, max_value=2**15 - 1, widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Any = None, *, held: ClinicMuscle | None = None) -> None:
        said = {**held.said, "aliases": ", ".join(held.said["aliases"])} if held else {}
        super().__init__(data, initial={**said, "version": held.version if held else 0})
        self.fields["region"].choices = list(REGIONS.items())  # type: ignore[attr-defined]
        zones = _zones()
        for name in PLACES:
            self.fields[name].choices = zones  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["aliases"].split(",") if name.strip()]
        if len(names) > MOST_ALIASES or any(len(name) > LONGEST_ALIAS for name in names):
            raise forms.ValidationError(f"At most {MOST_ALIASES} names of {LONGEST_ALIAS} letters.")
        return names

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        both = set(said.get("essential", ())) & set(said.get("spillover", ()))
        if both:
            self.add_error("spillover", "A place is one or the other: take it out of one of the two lists.")
        return said

    @property
    def before(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in (*PLACES, *LAST)]

    @property
    def places(self) -> list[tuple[BoundField, list[dict[str, Any]]]]:
        """Each with its keys by part of the body, those parts open in which something is chosen."""
        return [(self[name], self._keys(name)) for name in PLACES]

    @property
    def after(self) -> list[BoundField]:
        return [self[name] for name in LAST]

    def _keys(self, name: str) -> list[dict[str, Any]]:
        chosen = set(self[name].value() or ())
        parts = [
            {
                "name": part,
                "places": [{"value": pk, "words": words, "on": pk in chosen} for pk, words in rows],
            }
            for part, rows in self.fields[name].choices  # type: ignore[attr-defined]
        ]
        return [{**part, "open": any(row["on"] for row in part["places"])} for part in parts]

    @property
    def texts(self) -> Texts:
        names = Texts.__annotations__
        return Texts(**{name: self.cleaned_data[name] for name in names})  # type: ignore[typeddict-item]


class HideForm(forms.Form):
    """hide()'s arguments; show: bring it back."""

    muscle = forms.ModelChoiceField(Muscle.objects.all(), empty_label="Choose a muscle")
    why = ReasonField("Why")
    show = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """By region, from head to foot."""
    zones = list(Zone.objects.all())
    return [
        (label, [(zone.pk, zone.label) for zone in zones if zone.region == region])
        for region, label in REGIONS.items()
        if any(zone.region == region for zone in zones)
    ]
