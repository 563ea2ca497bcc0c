"""What somebody on the wait list would take."""

from typing import Any

from django import forms

from clinic.fields import CleanCharField
from clinic.forms import StaffField
from clinic.models import Staff
from scheduling.forms import LEAST, OfferField, in_our_time
from scheduling.models import Room, Service, TravelZone, Waiting
from scheduling.series.pattern import NAMES

TIME = {"invalid": "Write the time like 14:30."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, validators=[in_our_time], widget=widget)


class WishForm(forms.Form):
    """The parts of a listing.Wanted; of room features those that the rooms here have."""

    service = forms.ModelChoiceField(Service.objects.bookable(), label="What for", empty_label=None)
    minutes = forms.IntegerField(label="Minutes", min_value=LEAST, max_value=24 * 60, initial=60)
    zone = forms.ModelChoiceField(
        TravelZone.objects.filter(active=True).order_by("name"),
        label="Zone, for a mobile visit",
        required=False,
        empty_label="In the clinic",
    )
    therapist = StaffField(Staff.objects.therapists(), label="With", required=False, empty_label="Anyone")
    weekdays = forms.TypedMultipleChoiceField(
        label="On",
        choices=list(enumerate(NAMES)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earliest = forms.TimeField(
        label="From", required=False, error_messages=TIME, widget=forms.TimeInput(attrs={"type": "time"})
    )
    latest = forms.TimeField(
        label="To", required=False, error_messages=TIME, widget=forms.TimeInput(attrs={"type": "time"})
    )
    not_before = _day("Not before")
    until = _day("Of use until")
    features = forms.MultipleChoiceField(
        label="In a room with", required=False, widget=forms.CheckboxSelectMultiple
    )
    priority = forms.TypedChoiceField(
        label="How soon", choices=Waiting.Priority.choices, coerce=int, initial=Waiting.Priority.SOON
    )
    note = CleanCharField(label="Note for the desk (no health details)", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        had = Room.objects.filter(active=True).values_list("features", flat=True)
        known = sorted({feature for features in had for feature in features})
        self.fields["features"].choices = [(one, one) for one in known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        earliest, latest = said.get("earliest"), said.get("latest")
        if earliest and latest and latest <= earliest:
            self.add_error("latest", "The later time must come after the earlier one.")
        first, last = said.get("not_before"), said.get("until")
        if first and last and last < first:
            self.add_error("until", "The last day of use must not come before the first.")
        return said


class HoldForm(forms.Form):
    """For whom, and which place; now: they have said yes already."""

    waiting = forms.IntegerField(min_value=LEAST, max_value=2**62)
    offer = OfferField(error_messages={"required": "Choose one of the times offered."})
    now = forms.BooleanField(required=False)
    key = forms.UUIDField()
