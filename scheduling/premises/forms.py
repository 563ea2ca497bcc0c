"""What is typed about places and rooms."""

from typing import Any

from django import forms

from patients.fields import LineField
from scheduling.forms import FEATURE_LENGTH, MOST_FEATURES
from scheduling.models import STEP_FREE, Location, Room
from scheduling.premises.keeping import Fittings, Place


class LocationForm(forms.Form):
    """keeping.Place."""

    name = LineField(label="Name", max_length=80, error_messages={"required": "Say what it is called."})
    address = LineField(label="Address (optional)", max_length=300, required=False)
    jurisdiction = LineField(
        label="State or province (optional)",
        max_length=60,
        required=False,
        help_text="Where a licence counts only in its own: US-OR, CA-ON. Empty: any licence will do.",
    )

    def __init__(self, data: Any = None, *, location: Location | None = None) -> None:
        begun = {name: getattr(location, name) for name in Place.__dataclass_fields__} if location else {}
        super().__init__(data, initial=begun)

    @property
    def said(self) -> Place:
        return Place(**self.cleaned_data)


class RoomForm(forms.Form):
    """keeping.Fittings; the features that rooms here have are ticked, another one is typed."""

    name = LineField(label="Name", max_length=40, error_messages={"required": "Say what it is called."})
    features = forms.MultipleChoiceField(label="It has", required=False, widget=forms.CheckboxSelectMultiple)
    more = LineField(
        label="Anything else (optional)",
        max_length=200,
        required=False,
        help_text="In a word or two each, with commas between. Services can ask for it.",
    )

    def __init__(self, data: Any = None, *, room: Room | None = None) -> None:
        own = room.features if room else []
        super().__init__(data, initial={"name": room.name if room else "", "features": own})
        known = sorted({STEP_FREE, *own, *_features()})
        self.fields["features"].choices = [(one, one.capitalize()) for one in known]  # type: ignore[attr-defined]

    def clean_more(self) -> list[str]:
        words = [word.strip().lower() for word in self.cleaned_data["more"].split(",") if word.strip()]
        if any(len(word) > FEATURE_LENGTH for word in words):
            raise forms.ValidationError(f"At most {FEATURE_LENGTH} letters for each.")
        return words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        every = sorted({*said.get("features", []), *said.get("more", [])})
        if len(every) > MOST_FEATURES:
            self.add_error("more", f"At most {MOST_FEATURES} things.")
        return {**said, "features": every}

    @property
    def said(self) -> Fittings:
        return Fittings(self.cleaned_data["name"], self.cleaned_data["features"])


def _features() -> set[str]:
    return {one for room in Room.objects.filter(active=True) for one in room.features}
