"""What is asked of a series: how often, until when, and what becomes of each date."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.models import Staff
from scheduling.forms import NO_ROOM, OfferField, in_our_time
from scheduling.models import Appointment, Room, SettledDate
from scheduling.series.booking import Pick
from scheduling.series.pattern import EVERY, MOST, NAMES, Pattern
from scheduling.series.planning import Line

SKIP = "skip"
How = SettledDate.How


class PatternForm(forms.Form):
    """How a visit repeats; the visit itself is not counted."""

    every = forms.ChoiceField(label="Of what", choices=EVERY)
    interval = forms.IntegerField(
        label="Every so many",
        min_value=1,
        max_value=12,
        error_messages={"max_value": "At most every 12.", "min_value": "At least every 1."},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="On",
        choices=list(enumerate(NAMES)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    count = forms.IntegerField(label="More visits", min_value=1, max_value=MOST - 1, required=False)
    until = forms.DateField(
        label="Or until",
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, visit: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        if not self.is_bound:
            self.fields["interval"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.errors:
            return said
        if bool(said.get("count")) == bool(said.get("until")):
            raise ValidationError("Say how many more visits, or until which day.")
        if said["until"] and said["until"] <= self.visit.day:
            raise ValidationError("The last day must come after the visit that is repeated.")
        if not self.dates:
            raise ValidationError("No date of this pattern falls in that time.")
        return said

    @property
    def pattern(self) -> Pattern:
        said = self.cleaned_data
        count = said["count"] and said["count"] + 1
        own = {self.visit.day.weekday()} if said["weekdays"] else set()
        weekdays = sorted({*said["weekdays"]} | own)
        return Pattern(self.visit.day, said["every"], said["interval"], weekdays, count, said["until"])

    @property
    def dates(self) -> list[date]:
        """Those after the visit itself."""
        return [day for day in self.pattern.dates if day > self.visit.day]


class PicksForm(forms.Form):
    """What becomes of each date: a place as offered, or left out."""

    key = forms.UUIDField()

    def __init__(self, *args: Any, visit: Appointment, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit, self.lines = visit, lines
        rooms = {one.pk: one for one in Room.objects.filter(active=True)} if self.is_bound else {}
        for line in lines:
            self.fields[name_of(line.day)] = DateField(rooms)

    @property
    def picks(self) -> list[Pick]:
        return [self._pick(line, self.cleaned_data[name_of(line.day)]) for line in self.lines]

    def _pick(self, line: Line, said: Any) -> Pick:
        if said is None:
            return Pick(line.day, self.visit.therapist, None, line.trouble)
        therapist, starts_at, room = said
        # A place that was free when the page was drawn and is not now is refused by the booking itself.
        how = self._how(therapist, starts_at) if line.trouble else ""
        return Pick(line.day, therapist, starts_at, line.trouble, how, room)

    def _how(self, therapist: Staff, starts_at: datetime) -> How:
        if therapist != self.visit.therapist:
            return How.OTHER_THERAPIST
        same = clock.local(starts_at).time() == clock.local(self.visit.starts_at).time()
        return How.OTHER_ROOM if same else How.OTHER_TIME


class DateField(OfferField):
    """A place and the key of its room, "3 2026-11-24T13:30:00+00:00 7"; without one any room will do."""

    def __init__(self, rooms: Mapping[int, Room]) -> None:
        super().__init__(required=False)
        self._rooms = rooms

    def to_python(self, value: Any) -> Any:
        if value == SKIP:
            return None
        who, when, key, *_ = [*str(value or "").split(" "), "", "", ""]
        if (place := super().to_python(f"{who} {when}".strip())) is None:
            return None
        if not key:
            return *place, None
        room = self._rooms.get(int(key)) if key.isdecimal() and len(key) < 19 else None
        if room is None:
            raise ValidationError(NO_ROOM)
        return *place, room


def name_of(day: date) -> str:
    return f"on_{day:%Y_%m_%d}"
