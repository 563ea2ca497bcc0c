"""What a therapist can send: points, scores, the note, a signature, an addendum."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.asking import Standing, blank
from clinic.fields import CleanCharField, CleanText
from patients.settling.forms import ReasonField
from sessions.models import NOTE_FIELDS, Muscle, PointFinding, Side, TreatmentSession, View
from sessions.visit.pages import Save
from sessions.writing.authorship import digest

PLACED_BY = [choice for choice in PointFinding.PlacedBy.choices if choice[0] != PointFinding.PlacedBy.CARRIED]


def score_field(label: str = "") -> forms.TypedChoiceField:
    """0 to 10, or not taken; only these eleven spellings, for a number field takes many more."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Not taken"), *((str(n), str(n)) for n in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "A score is a whole number from 0 to 10."},
    )


def fraction_field() -> forms.FloatField:
    return forms.FloatField(min_value=0, max_value=1, required=False, widget=forms.HiddenInput)


MUSCLE = Standing(lambda: [Muscle.objects.filter(pk=blank("slug", "varchar"))])


class MuscleField(forms.ModelChoiceField):
    """One of the catalogue's by its slug, which each tap sends: asked by a question that stands."""

    def to_python(self, value: Any) -> Muscle | None:
        if value in self.empty_values:
            return None
        self.validate_no_null_characters(value)
        for muscle in MUSCLE.ask(slug=str(value))[0]:
            return muscle
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class SentForm(forms.Form):
    """Only what was sent counts, and what must be: the rest is left out before Django copies each field.

    whole: with every field all the same, to be shown again.
    """

    needed: frozenset[str] = frozenset()

    def __init__(self, data: Any = None, *, whole: bool = False, **options: Any) -> None:
        if data is not None and not whole:
            counts = {*data} | self.needed
            counting = {name: field for name, field in self.base_fields.items() if name in counts}
            self.base_fields = counting  # type: ignore[misc]  # this form's own, from here on
        super().__init__(data, **options)


class PointForm(SentForm):
    """A new point: a muscle and its side, and where on the drawing unless it is the usual place."""

    needed = frozenset({"muscle", "side"})

    muscle = MuscleField(Muscle.objects.all(), empty_label="Choose a muscle")
    side = forms.ChoiceField(choices=Side, label="The patient's side")
    code = CleanCharField(max_length=12, required=False, label="Site, such as TrP1 (optional)")
    status = forms.ChoiceField(choices=PointFinding.Status, required=False, label="What it is")
    tenderness_before = score_field("Tenderness before treatment (optional)")
    view = forms.ChoiceField(choices=View, required=False, widget=forms.HiddenInput)
    x = fraction_field()
    y = fraction_field()
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    placed_by = forms.ChoiceField(
        choices=PLACED_BY, required=False, widget=forms.HiddenInput, initial="search"
    )
    todo = CleanCharField(max_length=200, required=False, widget=forms.HiddenInput)
    despite = ReasonField("Why, if hands are to stay off there (optional)", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            # What the clinic hides is not offered; sent all the same, it is still a muscle.
            self.fields["muscle"].queryset = Muscle.objects.offered()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            given["status"] = given.get("status") or PointFinding.Status.ACTIVE
            given["key"] = given.get("key") or uuid.uuid4()
            given["placed_by"] = given.get("placed_by") or PointFinding.PlacedBy.SEARCH
        return given


class ScoreForm(SentForm):
    """Changes of a point; an empty score is one taken back."""

    tenderness_before = score_field()
    tenderness_after = score_field()
    status = forms.ChoiceField(choices=PointFinding.Status)
    view = forms.ChoiceField(choices=View)
    x = forms.FloatField(min_value=0, max_value=1)
    y = forms.FloatField(min_value=0, max_value=1)
    placed_by = forms.ChoiceField(choices=PLACED_BY)
    muscle = MuscleField(Muscle.objects.all())
    side = forms.ChoiceField(choices=Side)
    code = CleanCharField(max_length=12, required=False)
    despite = ReasonField("Why, although hands are to stay off there", required=False)


def basis_field() -> forms.RegexField:
    wrong = {"invalid": "This page does not know any more what it proposed. Reload it."}
    return forms.RegexField(r"^[0-9a-f]{20}$", required=False, error_messages=wrong)


def carried_field() -> forms.DateField:
    return forms.DateField(required=False, input_formats=["%Y-%m-%d"])


class NoteForm(SentForm):
    """The note, or those parts of it that were sent, written on top of this version."""

    subjective = CleanText(required=False, max_length=20_000)
    objective = CleanText(required=False, max_length=20_000)
    assessment = CleanText(required=False, max_length=20_000)
    plan = CleanText(required=False, max_length=20_000)
    pain_before = score_field("Pain on arrival")
    pain_after = score_field("Pain on leaving")
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    page = forms.UUIDField(required=False)
    seq = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    leaving = forms.ChoiceField(required=False, choices=[("", ""), ("yes", ""), ("aside", "")])
    basis_subjective, carried_subjective = basis_field(), carried_field()
    basis_objective, carried_objective = basis_field(), carried_field()
    basis_assessment, carried_assessment = basis_field(), carried_field()
    basis_plan, carried_plan = basis_field(), carried_field()

    needed = frozenset({"version"})

    def origins(self) -> dict[str, dict[str, str]]:
        """Where the sections' words come from, as far as the page said."""
        told = {
            name: {key: self.cleaned_data.get(f"{key}_{name}") for key in ("basis", "carried")}
            for name in NOTE_FIELDS
        }
        return {
            name: {key: str(value) for key, value in origin.items() if value}
            for name, origin in told.items()
            if any(origin.values())
        }

    def texts(self) -> dict[str, Any]:
        """What was sent, by field."""
        names = (*NOTE_FIELDS, "pain_before", "pain_after")
        return {name: self.cleaned_data[name] for name in names if name in self.data}

    def typed(self) -> dict[str, Any]:
        """The same without the sections whose words are the map's own."""
        bases = {name: origin.get("basis") for name, origin in self.origins().items()}
        return {name: text for name, text in self.texts().items() if bases.get(name) != digest(str(text))}

    def save_of(self) -> Save | None:
        """The page's own order, if a script sent it."""
        page, seq = self.cleaned_data.get("page"), self.cleaned_data.get("seq")
        return Save(page, seq) if page and seq else None


class SignForm(forms.Form):
    """When the session ended, on the clinic's clock, on the day it began."""

    ended = forms.TimeField(
        label="The session ended at",
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Write the time as 11:15."},
    )
    # What stood there for the taking: unless somebody typed another time, signing looks at the clock itself.
    offered = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, treatment_session: TreatmentSession, **kwargs: Any) -> None:
        self.treatment_session = treatment_session
        offer = self.offer()
        kwargs.setdefault("initial", {"ended": offer, "offered": offer})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors:
            try:
                told["ended_at"] = self._ended_at(self._typed(told))
            except ValueError as error:
                self.add_error("ended", str(error))
        return told

    def _typed(self, told: dict[str, Any]) -> time | None:
        untouched = told["ended"] and f"{told['ended']:%H:%M}" == told["offered"]
        return None if untouched else told["ended"]

    def _ended_at(self, wall_time: time | None) -> datetime:
        """Raises ValueError for a time that the clocks skip or repeat."""
        likely = self.likely_end()
        if wall_time is None or wall_time == clock.local(likely).time().replace(second=0, microsecond=0):
            return likely
        started = clock.local(self.treatment_session.started_at)
        # The minute it began counts whole: 10:15 is not before 10:15:40.
        same_minute = wall_time == started.time().replace(second=0, microsecond=0)
        return self.treatment_session.started_at if same_minute else clock.instant(started.date(), wall_time)

    def offer(self) -> str:
        """The likely end as it is written into the field."""
        return f"{clock.local(self.likely_end()):%H:%M}"

    def likely_end(self) -> datetime:
        """What is known, else the visit's end, else now; never before it began."""
        held = self.treatment_session
        planned = min(held.appointment.ends_at, clock.now())
        if planned - held.started_at < timedelta(minutes=1):
            planned = clock.now()
        return held.ended_at or planned


class AmendForm(forms.Form):
    why = CleanCharField(max_length=200, label="Why it is added")
    text = CleanText(max_length=20_000, label="Addendum", widget=forms.Textarea(attrs={"rows": 4}))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
