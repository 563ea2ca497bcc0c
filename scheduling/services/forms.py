"""What is typed about services and their prices."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from clinic import clock
from clinic.forms import DayField
from clinic.models import Credential
from patients.fields import LineField
from scheduling.models import Room, Service
from scheduling.places import STEP
from scheduling.services.offering import LENGTHS, LONGEST, Said, why_no_length
from scheduling.services.pricing import PriceList

MOST_MINUTES = 240


class ServiceForm(forms.Form):
    """offering.Said; choices of room features and modalities are those that the clinic has."""

    name = LineField(label="Name", max_length=60, error_messages={"required": "Say what it is called."})
    category = forms.ChoiceField(label="Category", choices=Service.Category)
    durations = forms.TypedMultipleChoiceField(
        label="Lengths, in minutes",
        coerce=int,
        choices=[(one, str(one)) for one in LENGTHS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other = LineField(
        label="Other lengths (optional)",
        max_length=80,
        required=False,
        help_text=f"In minutes, with commas between: 50, 105. Multiples of {STEP}, up to {LONGEST}.",
    )
    buffer_before = forms.IntegerField(label="Minutes kept before it", min_value=0, max_value=MOST_MINUTES)
    buffer_after = forms.IntegerField(label="Minutes kept after it", min_value=0, max_value=MOST_MINUTES)
    needs = forms.MultipleChoiceField(
        label="Its room must have (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    modality = forms.ChoiceField(label="Its therapist must hold a credential for", required=False)
    first_visit_only = forms.BooleanField(label="Only as a first visit", required=False)
    mobile = forms.BooleanField(
        label="At the patient's: needs an address and a drive, but no room", required=False
    )
    order = forms.IntegerField(label="Place in the list", min_value=1, max_value=999)

    def __init__(self, data: Any = None, *, service: Service | None = None) -> None:
        begun = {"buffer_before": 0, "buffer_after": 15, "order": 100}
        if service:
            begun = {name: getattr(service, name) for name in Said.__dataclass_fields__}
        super().__init__(data, initial=begun)
        self._choose("durations", LENGTHS, service.durations if service else [])
        self._choose("needs", _features(), service.needs if service else [])
        self._choose("modality", _modalities(), [service.modality] if service and service.modality else [])

    def _choose(self, name: str, known: Any, standing: Any) -> None:
        """What is known, and what stands although it is not known any more."""
        every = sorted({*known, *standing})
        none = [("", "Nothing in particular")] if name == "modality" else []
        self.fields[name].choices = [*none, *((one, str(one)) for one in every)]  # type: ignore[attr-defined]

    def clean_other(self) -> list[int]:
        """The lengths typed there, each one that a visit can have."""
        written = [word.strip() for word in self.cleaned_data["other"].split(",") if word.strip()]
        if any(not (word.isascii() and word.isdigit()) for word in written):
            raise forms.ValidationError("Write whole minutes with commas between: 50, 105.")
        lengths = [int(word) for word in written]
        if why := [words for words in map(why_no_length, lengths) if words]:
            raise forms.ValidationError(why)
        return lengths

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        every = {*said.get("durations", []), *said.get("other", [])}
        if not every and not {"durations", "other"} & self.errors.keys():
            self.add_error("durations", "Choose at least one length.")
        return {**said, "durations": sorted(every, reverse=True)}

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


class PricesForm(forms.Form):
    """set_prices()'s arguments, a field for each length; what stays as it is now is left out."""

    valid_from = DayField(label="From")

    def __init__(self, data: Any = None, *, service: Service, prices: PriceList) -> None:
        super().__init__(data, initial={"valid_from": clock.today()})
        self.prices, self.lengths = prices, sorted(service.durations)
        for minutes in self.lengths:
            self.fields[f"m{minutes}"] = forms.DecimalField(
                label=f"{minutes} min",
                required=False,
                min_value=0,
                max_digits=8,
                decimal_places=2,
                initial=prices.on(clock.today(), minutes),
                widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
            )

    @property
    def asked(self) -> dict[str, Any]:
        day: date = self.cleaned_data["valid_from"]
        told: Mapping[int, Decimal | None] = {one: self.cleaned_data[f"m{one}"] for one in self.lengths}
        new = {one: amount for one, amount in told.items() if amount is not None}
        changed = {one: amount for one, amount in new.items() if amount != self.prices.on(day, one)}
        return {"valid_from": day, "amounts": changed}


def _features() -> set[str]:
    return {one for room in Room.objects.filter(active=True) for one in room.features}


def _modalities() -> list[str]:
    held = Credential.objects.standing().filter(kind=Credential.Kind.MODALITY)
    return list(held.order_by("name").values_list("name", flat=True).distinct())
