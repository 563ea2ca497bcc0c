"""What is typed about zones, fees, addresses and the end of an alert."""

from typing import Any

from django import forms

from clinic import clock
from clinic.forms import DayField
from clinic.models import Clinic
from patients.fields import LineField, LinesField
from scheduling.forms import VersionForm
from scheduling.mobile.destination import Destination
from scheduling.mobile.models import LONGEST, MobileVisit, TravelZone
from scheduling.mobile.zones import Said


class ZoneForm(forms.Form):
    """zones.Said."""

    name = LineField(label="Name", max_length=60, error_messages={"required": "Say what it is called."})
    minutes_there = forms.IntegerField(label="Minutes there", min_value=0, max_value=LONGEST)
    minutes_back = forms.IntegerField(label="Minutes back", min_value=0, max_value=LONGEST)

    def __init__(self, data: Any = None, *, zone: TravelZone | None = None) -> None:
        begun = {"minutes_there": 30, "minutes_back": 30}
        if zone:
            begun = {name: getattr(zone, name) for name in Said.__dataclass_fields__}
        super().__init__(data, initial=begun)

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)


class FeeForm(forms.Form):
    """set_fee()'s arguments."""

    amount = forms.DecimalField(
        label="Call-out fee",
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
    )
    valid_from = DayField(label="From")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"valid_from": clock.today()})


class WatchForm(forms.Form):
    """set_overdue()'s minutes."""

    minutes = forms.IntegerField(label="Minutes after the end", min_value=5, max_value=120)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"minutes": Clinic.current().overdue_minutes})


class DestinationForm(VersionForm):
    """A Destination for a visit that stands; its own zone is a choice even where nobody drives there now."""

    zone = forms.ModelChoiceField(TravelZone.objects.none(), label="Zone", empty_label=None)
    address = LinesField(
        label="Address of the visit", max_length=300, error_messages={"required": "Say where it is."}
    )
    directions = LineField(label="How to find it (optional)", max_length=200, required=False)

    def __init__(self, data: Any = None, *, visit: MobileVisit) -> None:
        begun = {name: getattr(visit, name) for name in ("zone", "address", "directions")}
        super().__init__(data, initial={**begun, "version": visit.appointment.version})
        served = TravelZone.objects.filter(active=True) | TravelZone.objects.filter(pk=visit.zone_id)
        self.fields["zone"].queryset = served.order_by("minutes_there", "name")  # type: ignore[attr-defined]
        self.fields["address"].widget.attrs["rows"] = 3
        self.fields["version"].widget = forms.HiddenInput()

    @property
    def to(self) -> Destination:
        said = self.cleaned_data
        return Destination(said["zone"], said["address"], said["directions"])


class SettleForm(forms.Form):
    """settle()'s reason."""

    reason = LineField(
        label="What you found out",
        max_length=200,
        error_messages={"required": "Say how you know that all is well."},
    )
