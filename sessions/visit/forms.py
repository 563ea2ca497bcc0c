"""What a therapist can send about the frame of a visit."""

import uuid
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from clinic import clock
from clinic.fields import CleanCharField, CleanText
from clinic.models import Staff
from patients.models import CautionRule
from patients.settling.forms import ReasonField
from sessions.models import TreatmentSession
from sessions.visit import areas
from sessions.visit.gate import Review
from sessions.visit.models import AreaConsent, Incident

AREA = "area_"
NO_THERAPIST = dict.fromkeys(("required", "invalid_choice"), "Choose somebody who treats patients here.")
LONGEST_LETTER = 8_000


class DoorForm(forms.Form):
    """What was asked at the door, and why a first treatment begins although the questionnaire is missing."""

    changed = forms.ChoiceField(required=False, choices=[("", ""), ("no", ""), ("yes", "")])
    words = CleanText(label="What has changed", max_length=1000, required=False)
    seen = CleanCharField(max_length=4000, required=False)
    without_intake = CleanCharField(label="Why you begin without it", max_length=300, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for slug in areas.every():
            said = [("", ""), *AreaConsent.Said.choices]
            self.fields[AREA + slug] = forms.ChoiceField(required=False, choices=said)

    def review(self) -> Review:
        """As the rule wants it; nothing where the form made no sense."""
        if not self.is_valid():
            return Review()
        told = self.cleaned_data
        return Review(
            changed={"yes": True, "no": False}.get(told["changed"]),
            words=told["words"],
            areas={slug: told[AREA + slug] for slug in areas.every() if told[AREA + slug]},
            seen=told["seen"],
        )

    @property
    def typed(self) -> list[str]:
        """What was put in words, which a page that asks on has to bring back."""
        words = (self.data.get(name, "").strip() for name in ("words", "without_intake"))
        return [each for each in words if each]

    @property
    def told(self) -> list[BoundField]:
        """All but why it begins without the questionnaire, to be sent again with that."""
        return [row for row in self if row.name != "without_intake" and row.value()]


class AreaForm(forms.Form):
    """One word on one area, while the session runs."""

    area = forms.ChoiceField(choices=[(area.slug, area.label) for area in areas.every().values()])
    said = forms.ChoiceField(choices=AreaConsent.Said)


class StopForm(forms.Form):
    """Which sign was seen, and what exactly."""

    rule = forms.ModelChoiceField(
        CautionRule.objects.filter(red_flag=True),
        label="Which sign (optional)",
        required=False,
        empty_label="None of these",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = CleanText(
        label="What you saw or heard",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )

    @classmethod
    def offered(cls, rules: Iterable[CautionRule]) -> "StopForm":
        """To be filled in; the rules are at hand already."""
        form = cls(auto_id="stop-%s")
        flags = sorted((rule for rule in rules if rule.red_flag), key=lambda rule: rule.order)
        form.fields["rule"].choices = [("", "None of these"), *((rule.pk, str(rule)) for rule in flags)]  # type: ignore[attr-defined]
        return form


class LiftForm(forms.Form):
    why = ReasonField("Why it was none after all")


class WallTimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": "Write the time as 11:15."})
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], widget=widget, **kwargs)


class IncidentForm(forms.Form):
    """What happened, what was done about it, and who was told."""

    kind = forms.ChoiceField(choices=Incident.Kind, label="What it was")
    on = forms.DateField(label="On", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    time = WallTimeField(label="At about")
    happened = CleanText(label="What happened", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    done = CleanText(label="What was done", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    told = CleanCharField(label="Who was told (optional)", max_length=300, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = clock.local(clock.now())
        kwargs["initial"] = {"on": now.date(), "time": now.time(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "on" in told and "time" in told:
            try:
                told["happened_at"] = happened_at(told.pop("on"), told.pop("time"))
            except ValueError as error:
                self.add_error("time", str(error))
        return told


def happened_at(on: Any, wall_time: time) -> datetime:
    return clock.instant(on, wall_time)


class LetterForm(forms.Form):
    to = CleanText(
        label="To", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), initial="The doctor on call"
    )
    text = CleanText(label="Letter", max_length=LONGEST_LETTER, widget=forms.Textarea(attrs={"rows": 18}))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CosignForm(forms.Form):
    remark = CleanText(
        label="Remark (optional)", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class SignAllForm(forms.Form):
    """Notes to sign together."""

    note = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any, *, waiting: list[TreatmentSession]) -> None:
        super().__init__(data)
        self.fields["note"].choices = [(each.pk, "") for each in waiting]  # type: ignore[attr-defined]


class SupervisionForm(forms.Form):
    student = forms.ModelChoiceField(Staff.objects.none(), error_messages=NO_THERAPIST)
    supervisor = forms.ModelChoiceField(Staff.objects.none(), required=False, error_messages=NO_THERAPIST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = Staff.objects.therapists()  # type: ignore[attr-defined]
