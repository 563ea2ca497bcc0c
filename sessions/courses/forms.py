"""What a therapist types about a complaint, a plan, an outcome and home care."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.fields import CleanText
from clinic.forms import DayField
from patients.fields import LineField
from patients.settling.forms import ReasonField
from sessions.courses.fields import Amount, Number, PlacesField
from sessions.courses.models import Complaint, CourseDefault, Goal, HomeCareItem, Measure, Outcome, Technique
from sessions.courses.plans import GOAL, SaidGoal

GOALS_MOST = 6


def version_field() -> forms.IntegerField:
    """Which state of the row was shown; 0 for none."""
    return forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


def several_lines(
    label: str, most: int, *, rows: int = 2, required: bool = False, **options: Any
) -> CleanText:
    widget = forms.Textarea(attrs={"rows": rows})
    return CleanText(label=label, max_length=most, required=required, widget=widget, **options)


class ComplaintForm(forms.Form):
    """open_one()'s words, onset and places."""

    words = LineField(label="In the patient's words", max_length=300)
    onset = LineField(label="Since when, from what (optional)", max_length=160, required=False)
    places = PlacesField(label="Where it is felt")


class ComplaintChangeForm(ComplaintForm):
    """change()'s arguments."""

    state = forms.ChoiceField(
        label="How it stands",
        choices=[choice for choice in Complaint.State.choices if choice[0] != Complaint.State.OVER],
    )
    version = version_field()


class EndForm(forms.Form):
    why = ReasonField("How it ended")


class PlanForm(forms.Form):
    """write()'s said; what the patient agreed to is a name and a day together."""

    kind = forms.ModelChoiceField(CourseDefault.objects.all(), label="Kind", empty_label=None)
    problem = several_lines("Problem", 1000, rows=3, required=True)
    times = Number("Visits", 1, 5)
    weeks = Number("in how many weeks", 1, 12)
    visits = Number("Visits in all", 1, 60)
    minutes = Number("Minutes each", 10, 180)
    techniques = forms.MultipleChoiceField(
        label="Techniques (optional)", choices=Technique.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    areas = LineField(label="Areas (optional)", max_length=300, required=False)
    adaptations = several_lines("What the cautions ask for (optional)", 1000, rows=3)
    reassess_on = DayField(label="Re-assess on")
    reassess_visit = Number("or at visit", 1, 200)
    discharge = several_lines("Discharge when (optional)", 600)
    agreed_by = LineField(label="Agreed by: the patient's name (optional)", max_length=160, required=False)
    agreed_on = DayField(label="Agreed on (optional)", required=False)
    version = version_field()

    def clean_agreed_on(self) -> date | None:
        day: date | None = self.cleaned_data["agreed_on"]
        if day and day > clock.today():
            raise ValidationError("That day is still to come.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("agreed_by") and not said.get("agreed_on") and "agreed_on" not in self.errors:
            said["agreed_on"] = clock.today()
        if said.get("agreed_on") and not said.get("agreed_by") and "agreed_by" not in self.errors:
            self.add_error("agreed_by", "Write whose agreement it is.")
        return said


class GoalForm(forms.Form):
    """One line of a plan; without words it is no goal."""

    key = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    words = LineField(label="Goal", max_length=200, required=False)
    measure = forms.ModelChoiceField(
        Measure.objects.filter(is_change=False),
        required=False,
        label="Read from (optional)",
        empty_label="Our own number",
    )
    unit = LineField(label="Unit (optional)", max_length=20, required=False)
    baseline = Amount("Now (optional)")
    target = Amount("Target (optional)")
    due_on = DayField(label="By (optional)", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        rest = [said.get(name) for name in GOAL if name != "words"]
        if (
            not self.errors
            and not said.get("words")
            and (said.get("key") or any(one is not None and one != "" for one in rest))
        ):
            self.add_error("words", "Put the goal into words, or cancel it on the page of the complaint.")
        return said

    def goal(self) -> SaidGoal | None:
        said = self.cleaned_data
        if not said.get("words"):
            return None
        return SaidGoal(said["words"], said["key"], {name: said[name] for name in GOAL if name != "words"})


GoalForms = forms.formset_factory(
    GoalForm, extra=2, max_num=GOALS_MOST, validate_max=True, absolute_max=GOALS_MOST
)


def offer_measures(goals: Any) -> None:
    """The same measures in every line, asked for once."""
    field = GoalForm.base_fields["measure"]
    choices = [*iter(field.choices)]  # type: ignore[attr-defined]
    for line in goals:
        line.fields["measure"].choices = choices


class GoalScoreForm(forms.Form):
    """score_goal()'s arguments."""

    state = forms.ChoiceField(label="How it stands", choices=Goal.State.choices)
    latest = Amount("Now")
    version = version_field()


class OutcomeForm(forms.Form):
    """take()'s items, as many as the measure has; named ones with their names."""

    taken_on = DayField(label="Taken on")
    mode = forms.ChoiceField(label="How it was asked", choices=Outcome.Mode.choices)

    def __init__(self, data: Any = None, *, measure: Measure, names: list[str] | None = None) -> None:
        super().__init__(data, initial={"taken_on": clock.today(), "mode": Outcome.Mode.ROOM})
        self.measure = measure
        choices = [("", "Left out"), *((str(value), str(value)) for value in measure.item_values)]
        for place in range(1, measure.items_most + 1):
            if measure.named_items:
                known = (names or [])[place - 1 : place]
                self.fields[f"name{place}"] = LineField(
                    label=f"Activity {place}" + ("" if place <= measure.items_least else " (optional)"),
                    max_length=80, required=False, initial="".join(known),
                )  # fmt: skip
            self.fields[f"item{place}"] = forms.TypedChoiceField(
                label=f"Item {place}" if measure.items_most > 1 else measure.about,
                choices=choices, coerce=int, empty_value=None, required=False,
                error_messages={"invalid_choice": "Choose one of the numbers shown."},
            )  # fmt: skip

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each item with its keys, for the page."""
        found = []
        for place in range(1, self.measure.items_most + 1):
            name = f"name{place}" if self.measure.named_items else None
            found.append({"place": place, "item": self[f"item{place}"], "name": self[name] if name else None})
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.measure.named_items or self.errors:
            return said
        for row in self.rows:
            place = row["place"]
            if said.get(f"item{place}") is not None and not said.get(f"name{place}"):
                self.add_error(f"name{place}", "Name the activity that this number is about.")
        return said

    def answers(self) -> dict[str, Any]:
        """items and names; a named one that is not named was not asked."""
        said, places = self.cleaned_data, [*range(1, self.measure.items_most + 1)]
        if self.measure.named_items:
            places = [place for place in places if said[f"name{place}"]]
            names = [said[f"name{place}"] for place in places]
            return {"items": [said[f"item{place}"] for place in places], "names": names}
        return {"items": [said[f"item{place}"] for place in places], "names": []}


class WithdrawForm(forms.Form):
    why = ReasonField("Why it is withdrawn")


class DoseForm(forms.Form):
    seconds = Number("Seconds (0 if not held)", 0, 1800)
    repetitions = Number("Times in a row", 1, 50)
    times_a_day = Number("Times a day", 1, 12)
    days_a_week = Number("Days a week", 1, 7)
    pressure = Number("Pressure at most, 1 to 5 (self-release)", 1, 5, required=False)

    @property
    def dose(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DoseForm.base_fields}


class GiveForm(DoseForm):
    """give()'s arguments."""

    item = forms.ModelChoiceField(
        HomeCareItem.objects.filter(active=True), label="What", widget=forms.HiddenInput
    )
    complaint = forms.ModelChoiceField(
        Complaint.objects.none(), label="For which complaint", empty_label=None
    )
    side = forms.ChoiceField(
        label="Side",
        choices=[("left", "Left"), ("right", "Right"), ("both", "Both sides"), ("midline", "No side")],
    )
    demonstrated = forms.TypedChoiceField(
        label="Shown in the room", choices=[("yes", "Yes"), ("no", "No"), ("", "Not asked")], required=False,
        coerce=lambda said: said == "yes", empty_value=None,
    )  # fmt: skip

    def __init__(self, *args: Any, complaints: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["complaint"].queryset = complaints  # type: ignore[attr-defined]
        self.fields["complaint"].label_from_instance = lambda one: one.words  # type: ignore[attr-defined]


class ReportForm(forms.Form):
    """report()'s arguments."""

    adherence = Number("Done, per cent of what was asked (optional)", 0, 100, required=False)
    soreness = Number("Soreness after, 0 to 10 (optional)", 0, 10, required=False)
    words = LineField(label="In their words (optional)", max_length=300, required=False)
    ends = forms.BooleanField(label="No longer to be done", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and said["adherence"] is None and said["soreness"] is None and not said["ends"]:
            raise ValidationError("Nothing is written down yet.")
        return said


class LetterForm(forms.Form):
    """What stands in the letter, each part to be edited before it is made."""

    to_whom = several_lines("To", 300, rows=3)
    subject = LineField(label="About", max_length=160)
    opening = several_lines("Opening", 600, rows=3)
    function = several_lines("Pain and function", 1200, rows=5)
    points = several_lines("Points", 1200, rows=5)
    plan = several_lines("Plan", 1000, rows=4)
    closing = several_lines("Closing", 600, rows=3)
