"""What the clinic sets for itself: an item of home care, a protocol, defaults, thresholds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from patients.fields import LineField
from sessions.courses.fields import Amount, Number
from sessions.courses.forms import DoseForm, several_lines, version_field
from sessions.courses.models import HomeCareItem
from sessions.courses.protocols import SaidStep
from sessions.courses.rows import SIDES
from sessions.models import ClinicMuscle, Muscle

STEPS_MOST, LINES_MORE = 24, 3
STEP_SIDES = [*SIDES, ("both", "Both sides")]


class ItemForm(DoseForm):
    """write_item()'s said and version."""

    name = LineField(label="Name", max_length=80)
    kind = forms.ChoiceField(label="Kind", choices=HomeCareItem.Kind)
    muscle = forms.ModelChoiceField(
        Muscle.objects.all(),
        required=False,
        label="Muscle (optional; self-release needs one)",
        empty_label="No one muscle",
    )
    words = several_lines("How to do it, in your own words", 1200, rows=4, required=True)
    stop_rules = several_lines("When to stop", 600, rows=3, required=True)
    active = forms.BooleanField(label="In use", required=False, initial=True)
    version = version_field()

    field_order = (
        "name",
        "kind",
        "muscle",
        "words",
        "stop_rules",
        *DoseForm.base_fields,
        "active",
        "version",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers(self["muscle"], known_muscles())


class ProtocolForm(forms.Form):
    """write()'s said and version."""

    name = LineField(label="Name", max_length=80)
    about = LineField(label="What it is for (optional)", max_length=300, required=False)
    active = forms.BooleanField(label="In use", required=False, initial=True)
    version = version_field()


def offers(field: forms.BoundField, muscles: Iterable[Muscle]) -> None:
    """Let the field choose among those shown here; one that was chosen before it was hidden stays, marked.

    muscles: as known_muscles() has them. What is sent all the same is still a muscle.
    """
    kept = str(field.value() or "")
    first = field.field.empty_label  # type: ignore[attr-defined]
    rows = [
        (muscle.pk, f"{muscle} (hidden here)" if muscle.hidden_here else str(muscle))  # type: ignore[attr-defined]
        for muscle in muscles
        if muscle.pk == kept or not muscle.hidden_here  # type: ignore[attr-defined]
    ]
    field.field.widget.choices = [("", first), *rows]


def known_muscles() -> list[Muscle]:
    """All of them, each told whether the clinic hides it."""
    hidden = ClinicMuscle.objects.filter(muscle=OuterRef("pk"), hidden=True)
    return [*Muscle.objects.annotate(hidden_here=Exists(hidden))]


class StepForm(forms.Form):
    """One point; without a muscle it is no step."""

    muscle = forms.ModelChoiceField(
        Muscle.objects.all(), required=False, label="Muscle", empty_label="No step"
    )
    side = forms.ChoiceField(label="Side", choices=STEP_SIDES, initial="both")
    code = LineField(label="Site (optional)", max_length=12, required=False)
    words = LineField(label="What is done (optional)", max_length=200, required=False)

    def __init__(self, *args: Any, muscles: Iterable[Muscle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers(self["muscle"], muscles)

    def step(self) -> SaidStep | None:
        return SaidStep(**self.cleaned_data) if self.cleaned_data.get("muscle") else None


StepForms = forms.formset_factory(
    StepForm, extra=LINES_MORE, max_num=STEPS_MOST, validate_max=True, absolute_max=STEPS_MOST
)


class DefaultForm(forms.Form):
    """write_default()'s said."""

    times = Number("Visits", 1, 5)
    weeks = Number("in how many weeks", 1, 12)
    visits = Number("Visits in all", 1, 60)
    minutes = Number("Minutes each", 10, 180)
    reassess_visits = Number("Re-assess after visits", 1, 20)
    reassess_days = Number("or after days", 7, 180)
    no_change_after = Number("Say so after visits without an important change", 2, 12)


class MeasureForm(forms.Form):
    """write_measure()'s said and version."""

    detectable = Amount("Detectable change")
    important = Amount("Important change")
    important_percent = Number("or per cent of the baseline (0 for none)", 0, 100)
    bands = several_lines("Bands (optional), a line each: 50 some impact", 400, rows=3)
    source = several_lines("Source", 400, rows=3, required=True)
    version = version_field()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("detectable", "important"):
            value = said.get(name)
            if name not in self.errors and (value is None or value <= 0):
                self.add_error(name, "Write a number above 0.")
        return said
