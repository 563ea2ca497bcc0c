"""What a therapist can send for a note besides its text: measures, tests, minutes, words kept ready."""

from typing import Any

from django import forms

from clinic.fields import CleanCharField, CleanText
from patients.fields import LineField
from sessions.writing import reference
from sessions.writing.models import (
    LEAST_DEGREES,
    MODALITIES,
    MOST_DEGREES,
    MOST_MINUTES,
    Conduct,
    Motion,
    PhysicalTest,
    Section,
    Side,
)


class OnlySent(forms.Form):
    """Changes: only what was sent counts."""

    always: tuple[str, ...] = ()

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name in [name for name in self.fields if name not in data and name not in self.always]:
            del self.fields[name]


def degrees(label: str) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=LEAST_DEGREES, max_value=MOST_DEGREES, widget=widget
    )


class MotionForm(OnlySent):
    always = ("movement", "side")

    movement = forms.ChoiceField(
        label="Movement", choices=lambda: [(slug, slug) for slug in reference.movements()]
    )
    side = forms.ChoiceField(label="The patient's side", choices=Side, required=False)
    before = degrees("Degrees before")
    after = degrees("Degrees after")
    pain = forms.ChoiceField(label="Pain", choices=Motion.Pain, required=False)


class PhysicalTestForm(forms.Form):
    name = LineField(label="Test", max_length=80)
    side = forms.ChoiceField(label="The patient's side", choices=Side, required=False)
    result = forms.ChoiceField(label="Result", choices=PhysicalTest.Result)


class TickedField(forms.MultipleChoiceField):
    """Any of the choices; an empty one among them says that none was ticked."""

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if each]


class ConductForm(OnlySent):
    positions = TickedField(label="Position", choices=Conduct.Position, required=False)
    draping = forms.ChoiceField(label="Draping", choices=Conduct.Draping, required=False)
    products = CleanCharField(label="Products used", max_length=200, required=False)
    tolerance = forms.ChoiceField(label="Tolerance", choices=Conduct.Tolerance, required=False)
    home_care = CleanText(label="Home care given", max_length=600, required=False)
    next_visit = CleanCharField(label="Advice for the next visit", max_length=300, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name, words in MODALITIES.items():
            if name in data:
                self.fields[name] = forms.IntegerField(
                    label=words.capitalize(), min_value=0, max_value=MOST_MINUTES, required=False
                )


class LineForm(forms.Form):
    """A quick line, clicked: which phrase, in which section."""

    section = forms.ChoiceField(choices=Section)
    phrase = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class WordsForm(forms.Form):
    """Words to keep ready: for oneself, or for everybody in the clinic."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=[
            ("phrase", "A phrase, to insert"),
            ("line", "A quick line, to switch on and off"),
            ("template", "A template of a section"),
        ],
    )
    section = forms.ChoiceField(
        label="Section", choices=[("", "Any section"), *Section.choices], required=False
    )
    name = LineField(label="Name", max_length=40, help_text="What you type after / to find it.")
    text = CleanText(label="Text", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    shared = forms.BooleanField(label="For everybody in the clinic", required=False)

    def __init__(self, *args: Any, writes_notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writes_notes = writes_notes
        if not writes_notes:
            del self.fields["shared"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["shared"] = given.get("shared", False) or not self.writes_notes
        if given.get("kind") in {"line", "template"} and not given.get("section") and not self.errors:
            self.add_error("section", "Say which section it belongs to.")
        return given
