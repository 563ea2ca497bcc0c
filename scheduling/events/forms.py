"""What is typed about a chair-massage event, and who takes which of its slots."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from clinic.fields import CleanCharField
from clinic.forms import SeveralStaffField
from clinic.models import Staff
from patients.models import Patient
from scheduling.events.planning import LONGEST_WAY, Said
from scheduling.forms import LEAST, MOST, OfferField, VersionForm, in_our_time
from scheduling.models import Service

TIME = {"invalid": "Write the time like 09:30."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, validators=[in_our_time])


def _time(label: str, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=required, error_messages=TIME)


def _minutes(label: str, initial: int, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, initial=initial, min_value=least, max_value=most)


class PlanForm(forms.Form):
    """planning.plan()'s arguments."""

    place = CleanCharField(label="Where", max_length=80, strip=True)
    address = CleanCharField(label="Address (optional)", max_length=300, strip=True, required=False)
    contact = CleanCharField(
        label="Contact there (optional)",
        max_length=120,
        strip=True,
        required=False,
        help_text="Who opens the door, and their phone.",
    )
    on = _day("Day")
    starts, ends = _time("First slot"), _time("Until")
    lunch_from, lunch_until = _time("Lunch from (optional)", required=False), _time("to", required=False)
    service = forms.ModelChoiceField(Service.objects.none(), label="Service", empty_label=None)
    minutes = _minutes("Minutes of a slot", 15, 5, 120)
    gap = _minutes("Minutes between two", 5, 0, 60)
    travel_before = _minutes("Minutes to get there", 30, 0, LONGEST_WAY)
    travel_after = _minutes("Minutes to get back", 30, 0, LONGEST_WAY)
    therapists = SeveralStaffField(
        Staff.objects.none(),
        label="Who goes",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say who goes."},
    )
    note = CleanCharField(label="Note for the desk (optional)", max_length=200, strip=True, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("service", Service.objects.bookable().filter(category=Service.Category.CHAIR))
        self._choose("therapists", Staff.objects.therapists())

    @property
    def asked(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in Said.__dataclass_fields__}
        return {
            "said": Said(**said),
            "therapists": list(self.cleaned_data["therapists"]),
            "key": self.cleaned_data["key"],
        }

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        cast(forms.ModelChoiceField, self.fields[name]).queryset = rows


class SlotForm(forms.Form):
    """Which slot, and for whom: their number once it is known, else what was typed of their name."""

    slot = OfferField(error_messages={"required": "Choose a slot."})
    words = CleanCharField(required=False, max_length=80, strip=True)
    patient = forms.ModelChoiceField(
        Patient.objects.none(),
        to_field_name="number",
        required=False,
        error_messages={"invalid_choice": "Say who it is for."},
    )
    key = forms.UUIDField()

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast(forms.ModelChoiceField, self.fields["patient"])
        people.queryset = Patient.objects.visible_to(staff)


class ChosenForm(forms.Form):
    """What the list is opened with: a slot that was pressed, and somebody who was added for it."""

    slot = OfferField(required=False)
    patient = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)


class CallOffForm(VersionForm):
    reason = CleanCharField(max_length=120, strip=True, error_messages={"required": "Say why."})


class AddForm(forms.Form):
    therapist = forms.ModelChoiceField(Staff.objects.therapists(), error_messages={"required": "Say who."})
