"""What a therapist can send about one point: signs, referral, relation, and the treatments given at it."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from patients.settling.forms import Figure, ReasonField
from sessions.criteria import SIGNS
from sessions.forms import ScoreForm, SentForm
from sessions.models import TreatmentSession, Zone
from sessions.point_models import Quality, Recognition, Relation, Sign, SiteType
from sessions.treatment_models import Adverse, Contact, Pressure, Response, Technique
from sessions.typed_rows import rechecks_field, steps_field


class Threshold(Figure):
    """By algometer: 0.1 to 20.0 kgf/cm2."""

    def __init__(self, label: str) -> None:
        super().__init__(label, 0, 20, "kgf/cm2", decimals=True)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found < Decimal("0.1"):
            raise ValidationError("The least is 0.1 kgf/cm2; leave it empty when it was not measured.")
        return found


class ZonesField(forms.MultipleChoiceField):
    """(zone, side) pairs, each sent as zone|side; several may come in one value, with commas between."""

    def clean(self, value: Any) -> list[tuple[str, str]]:
        sent = [part for one in value or [] for part in str(one).split(",") if part]
        pairs = [tuple(part.split("|", 1)) for part in dict.fromkeys(sent)]
        known = {zone.slug: zone.possible_sides for zone in Zone.objects.all()} if pairs else {}
        if len(pairs) > 60 or any(len(pair) != 2 or pair[1] not in known.get(pair[0], ()) for pair in pairs):
            raise ValidationError("That is not a zone of the map, or not on that side.")
        return pairs  # type: ignore[return-value]


def choice(choices: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, required=required)


class FindingForm(ScoreForm):
    """Changes of a point with all that palpation says."""

    taut_band, spot_tender, referred_sensation = choice(Sign), choice(Sign), choice(Sign)
    nodule, local_twitch, jump_sign = choice(Sign), choice(Sign), choice(Sign)
    weakness, stretch_pain = choice(Sign), choice(Sign)
    recognition = choice(Recognition)
    quality = choice([("", "Not said"), *Quality.choices], required=False)
    site_type = choice([("", "Not said"), *SiteType.choices], required=False)
    ppt_before = Threshold("Threshold before")
    ppt_after = Threshold("Threshold after")
    relation = choice([("", "Not said"), *Relation.choices], required=False)
    parent: Any = forms.ModelChoiceField(None, required=False, empty_label="No other point")
    referrals = ZonesField(required=False)
    rechecks = rechecks_field()

    def __init__(self, data: Any, *, treatment_session: TreatmentSession) -> None:
        super().__init__(data)
        for name in SIGNS.keys() & self.fields.keys():
            self.fields[name].label = SIGNS[name]
        if "parent" in self.fields:
            self.fields["parent"].queryset = treatment_session.findings.all()  # type: ignore[attr-defined]


class TreatForm(forms.Form):
    """One technique given at a point."""

    technique = choice(Technique)
    contact = choice([("", "Not said"), *Contact.choices], required=False)
    pressure = forms.TypedChoiceField(
        choices=[("", "Not said"), *((str(level), f"{level} {name}") for level, name in Pressure.choices)],
        coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": "Pressure is 1 to 5."},
    )  # fmt: skip
    steps = steps_field()
    hold_seconds = Figure("Hold in seconds", 1, 300, "s")
    repetitions = Figure("Repetitions", 1, 20, "times")
    response = choice([("", "Not said"), *Response.choices], required=False)
    adverse = choice(Adverse.choices, required=False)
    over_cap_why = ReasonField("Why, if a caution asks for less (optional)", required=False)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["key"] = given["key"] or uuid.uuid4()
            given["adverse"] = given["adverse"] or Adverse.NONE
        return given


class TreatmentForm(SentForm, TreatForm):
    """Changes of a treatment."""

    adverse = choice(Adverse.choices)
    order = Figure("Turn", 1, 999, "")
    key = None  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data
