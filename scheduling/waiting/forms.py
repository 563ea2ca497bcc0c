"""What somebody on the wait list would take."""

from typing import Any

from django import forms

from clinic.fields import CleanCharField
from clinic.forms import StaffField
from clinic.models import Staff
from scheduling.forms import LEAST, OfferField, in_our_time
from scheduling.models import Service, TravelZone, Waiting
from scheduling.series.pattern import NAMES

TIME = {"invalid": "Write the time like 14:30."}


class WishForm(forms.Form):
    """The parts of a listing.Wanted."""

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
    until = forms.DateField(
        label="Of use until",
        required=False,
        validators=[in_our_time],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    priority = forms.TypedChoiceField(
        label="How soon", choices=Waiting.Priority.choices, coerce=int, initial=Waiting.Priority.SOON
    )
    note = CleanCharField(label="Note for the desk (no health details)", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        earliest, latest = said.get("earliest"), said.get("latest")
        if earliest and latest and latest <= earliest:
            self.add_error("latest", "The later time must come after the earlier one.")
        return said


class HoldForm(forms.Form):
    """For whom, and which place; now: they have said yes already."""

    waiting = forms.IntegerField(min_value=LEAST, max_value=2**62)
    offer = OfferField(error_messages={"required": "Choose one of the times offered."})
    now = forms.BooleanField(required=False)
    key = forms.UUIDField()
