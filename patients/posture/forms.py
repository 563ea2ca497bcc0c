"""What is tapped, slid and typed in an assessment, made clean and refused in words."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic.fields import CleanText
from clinic.forms import DayField
from patients.forms import LineField
from patients.models import PlumbDistance, PosturePhoto, PostureSign
from patients.posture import measuring
from patients.posture.angles import Spot
from patients.posture.assessing import Said
from patients.posture.models import Side, View

FRACTION = re.compile(r"[01](\.[0-9]{1,6})?")
NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9])?")
LARGEST_VERSION = 2**31 - 1
PHOTO_VIEWS = [(view.value, view.label) for view in (View.FRONT, View.BACK, View.LEFT, View.RIGHT)]
PLUMB = {
    **dict.fromkeys(("left", "right"), ("ear", "shoulder", "hip", "knee")),
    **dict.fromkeys(("front", "back"), ("head", "chest", "pelvis")),
}


class NumberField(forms.CharField):
    """A number as a hand writes it: up to 999, one place after the point or comma."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=8, **options)

    def to_python(self, value: object) -> Any:
        typed = str(super().to_python(value) or "").replace(",", ".").replace("−", "-")
        if not typed:
            return None
        if not NUMBER.fullmatch(typed):
            raise ValidationError("Write a number with at most one decimal, such as 46.5.")
        return Decimal(typed)

    def run_validators(self, value: Any) -> None:
        """The pattern has said all there is to say; those of text do not fit a number."""


class FractionField(forms.CharField):
    """Part of a photo's width or height, 0 to 1; empty for none."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=20)

    def to_python(self, value: object) -> Any:
        typed = str(super().to_python(value) or "")
        if not typed:
            return None
        if not FRACTION.fullmatch(typed) or float(typed) > 1:
            raise ValidationError("A landmark lies on the photo.")
        return float(typed)

    def run_validators(self, value: Any) -> None:
        """As with numbers, the pattern is enough."""


class AnswerForm(forms.Form):
    """One finding: which, where, and what is said of it."""

    sign = forms.ModelChoiceField(
        PostureSign.objects.prefetch_related("measures"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "There is no such finding."),
    )
    side = forms.ChoiceField(
        choices=Side.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a side, left or right."),
    )
    view = forms.ChoiceField(choices=View.choices)
    measure = LineField(max_length=80, required=False)
    value = NumberField(label="Value")
    grade = forms.ChoiceField(
        choices=[("", "Not graded"), *((str(grade), str(grade)) for grade in range(4))],
        required=False,
        error_messages={"invalid_choice": "A grade is 0, 1, 2 or 3."},
    )
    words = LineField(max_length=200, required=False, label="Words")
    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION)

    def said(self) -> Said:
        """Needs a valid form; a way of measuring without a value is nothing said."""
        if "clear" in self.data:
            return Said()
        typed = self.cleaned_data
        ways = {measure.pk: measure for measure in typed["sign"].measures.all()}
        grade = int(typed["grade"]) if typed["grade"] else None
        if typed["value"] is None:
            return Said(None, None, grade, typed["words"])
        return Said(ways.get(typed["measure"]), typed["value"], grade, typed["words"])


class PlumbForm(forms.Form):
    """Centimetres from the plumb line, for the landmarks of one view."""

    def __init__(self, data: Any = None, *, view: str, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        for landmark in PLUMB.get(view, ()):
            label = PlumbDistance.Landmark(landmark).label
            self.fields[landmark] = NumberField(
                label=label, widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control"})
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for landmark, cm in typed.items():
            if cm is not None and abs(cm) > 40:
                self.add_error(landmark, "Between −40 and 40 cm.")
        return typed


class WordsForm(forms.Form):
    words = CleanText(
        label="Notes on posture (optional)",
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )
    version = forms.IntegerField(min_value=0, max_value=LARGEST_VERSION, widget=forms.HiddenInput)


class PhotoForm(forms.Form):
    """A photo of one view and the consent it stands on."""

    photo = forms.FileField(
        label="Photo, JPEG or PNG up to 10 MB",
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png"}),
        error_messages={
            "required": "Choose a photo, or take one.",
            "empty": "This file is empty. Choose it again.",
        },
    )
    view = forms.ChoiceField(choices=PHOTO_VIEWS, widget=forms.RadioSelect, label="Seen from")
    agreed_by = LineField(label="Who agreed to the photo", max_length=120)
    agreed_on = DayField(label="When")
    scope = forms.ChoiceField(choices=PosturePhoto.Scope.choices, label="What for")
    agreed = forms.BooleanField(
        label="Asked, and the answer was yes. It can be taken back at any time; the photo is hidden then.",
        error_messages={"required": "No photo without consent. Ask first, then tick this."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class MarkForm(forms.Form):
    """A landmark and where it goes; nowhere takes it away. A tap on a picture sends at.x and at.y."""

    name = forms.ChoiceField(
        choices=(), error_messages={"invalid_choice": "This landmark is not seen in this view."}
    )
    x = FractionField()
    y = FractionField()
    width = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def __init__(self, data: Any, *, view: str, aspect: float) -> None:
        super().__init__(data)
        self.aspect = aspect
        self.fields["name"].choices = [(name, name) for name in measuring.names(view)]  # type: ignore[attr-defined]

    def spot(self) -> Spot | None:
        typed = self.cleaned_data
        if typed["x"] is not None and typed["y"] is not None:
            return Spot(typed["x"], typed["y"])
        return self._tapped()

    def _tapped(self) -> Spot | None:
        """By an image button, in pixels of the picture as it was shown."""
        across, down = (self.data.get(f"at.{axis}", "") for axis in "xy")
        width = self.cleaned_data["width"]
        if not width or not all(
            text.isascii() and text.isdigit() and len(text) < 6 for text in (across, down)
        ):
            return None
        return Spot(min(int(across) / width, 1), min(int(down) / width * self.aspect, 1))
