"""What is typed before a visit and about a caution: numbers, and decisions with their reasons."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.fields import CleanText
from clinic.forms import DayField
from patients.forms import LineField
from patients.models import Reading

FEWEST_WORDS = 3
YES_NO = (("", "Not asked"), ("no", "No"), ("yes", "Yes"))


class ReasonField(CleanText):
    """A written reason: a few words at least, so that it says something."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2})
        errors = {"required": "Write why, in a few words.", "max_length": "Write it in 300 characters."}
        super().__init__(label=label, max_length=300, widget=widget, error_messages=errors, **options)

    def clean(self, value: Any) -> str:
        reason = " ".join((super().clean(value) or "").split())
        if (self.required or reason) and len(reason.split()) < FEWEST_WORDS:
            raise ValidationError("Write why, in a few words.")
        return reason


class Figure(forms.CharField):
    """A plain number in digits between two bounds, with one decimal only if asked; empty is not measured."""

    def __init__(self, label: str, least: int, most: int, unit: str, *, decimals: bool = False) -> None:
        mode = "decimal" if decimals else "numeric"
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
        super().__init__(label=f"{label} (optional)", required=False, max_length=8, widget=widget)
        self.bounds, self.unit, self.decimals = (least, most), unit, decimals
        self.error_messages["max_length"] = self._kind()

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").strip().replace(",", ".")
        if not typed:
            return None
        whole, dot, rest = typed.partition(".")
        digits = (
            typed.isascii()
            and whole.isdigit()
            and (not dot or (self.decimals and rest.isdigit() and len(rest) == 1))
        )
        if not digits or not self.bounds[0] <= Decimal(typed) <= self.bounds[1]:
            raise ValidationError(self._kind())
        return Decimal(typed) if self.decimals else int(typed)

    def _kind(self) -> str:
        example = " such as 36.8" if self.decimals else ""
        least, most = self.bounds
        return f"Write a number{example} from {least} to {most} {self.unit}, or leave it empty."


def yes_no(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose yes, no, or not asked."},
    )


class TodayForm(forms.Form):
    """take()'s values; corrects: that this replaces a reading, so that it may be empty."""

    changed = yes_no("Has anything changed since the last answers?")
    systolic = Figure("Upper pressure", 40, 300, "mmHg")
    diastolic = Figure("Lower pressure", 20, 200, "mmHg")
    celsius = Figure("Temperature", 30, 45, "°C", decimals=True)
    painkiller = forms.TimeField(
        label="Painkiller at (optional)",
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Write the time as 11:15."},
    )
    intoxicated = yes_no("Alcohol or drugs now?")
    weeks_pregnant = Figure("Weeks pregnant", 0, 45, "weeks")
    due_on = DayField(label="Due date (optional)", required=False)

    def __init__(self, *args: Any, corrects: Reading | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corrects = corrects

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        if (said["systolic"] is None) != (said["diastolic"] is None):
            missing = "diastolic" if said["diastolic"] is None else "systolic"
            self.add_error(missing, "Write both numbers, such as 128 and 80.")
        elif said["systolic"] is not None and said["systolic"] <= said["diastolic"]:
            self.add_error("systolic", "The upper number is the larger one. Check the two.")
        if self.corrects is None and all(value is None for value in said.values()):
            raise ValidationError("Nothing is written down yet.")
        return said

    def clean_painkiller(self) -> datetime | None:
        wall_time: time | None = self.cleaned_data["painkiller"]
        if wall_time is None:
            return None
        try:
            taken = clock.instant(clock.today(), wall_time)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        # Late in the evening before is yesterday's hour, said just after midnight or early in the morning.
        return taken if taken <= clock.now() else taken - timedelta(days=1)

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and not -35 <= (day - clock.today()).days <= 290:
            raise ValidationError("A due date lies within the next forty weeks. Check the day.")
        return day

    @property
    def values(self) -> dict[str, Any]:
        """By the row's own names."""
        said = {
            name: value for name, value in self.cleaned_data.items() if name not in {"painkiller", "reason"}
        }
        return {**said, "painkiller_at": self.cleaned_data["painkiller"]}


class CorrectionForm(TodayForm):
    """correct()'s values and reason."""

    reason = ReasonField("Why it is corrected")


class OverrideForm(forms.Form):
    """override()'s arguments: for today's visit, or until a day."""

    reason = ReasonField("Why you treat against it")
    how_long = forms.ChoiceField(
        label="How long it holds",
        choices=(("visit", "For today's visit"), ("until", "Until a day")),
        initial="visit",
        widget=forms.RadioSelect,
    )
    until_on = DayField(label="Last day (optional)", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how_long") == "visit":
            said["until_on"] = clock.today()
        elif not self.errors and not said["until_on"]:
            self.add_error("until_on", "Choose the last day.")
        said.pop("how_long", None)
        return said


class LetterForm(forms.Form):
    """file_letter()'s arguments."""

    from_whom = LineField(
        label="From", max_length=120, error_messages={"required": "Write who wrote the letter."}
    )
    dated_on = DayField(label="Dated", error_messages={"required": "Write the date of the letter."})
    until_on = DayField(label="Holds until", error_messages={"required": "Write its last day."})
    reason = LineField(label="What it allows (optional)", max_length=300, required=False)
    file_reference = LineField(label="Where it is filed (optional)", max_length=120, required=False)


class ClosingForm(forms.Form):
    """close()'s arguments; a stop needs somebody's word."""

    reason = ReasonField("Why it is over")
    from_whom = LineField(label="Who found that (optional)", max_length=120, required=False)

    def __init__(self, *args: Any, is_stop: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_stop:
            self.fields["from_whom"].required = True
            self.fields["from_whom"].label = "Who found that: name"
            self.fields["from_whom"].error_messages["required"] = "Write who found that it is over."


class HandledForm(forms.Form):
    """note_handled()'s arguments."""

    reason = ReasonField("What was done: referred, called, rebooked")
    from_whom = LineField(label="To whom (optional)", max_length=120, required=False)


class WithdrawalForm(forms.Form):
    reason = ReasonField("Why it is taken back")
