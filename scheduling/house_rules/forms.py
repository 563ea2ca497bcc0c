"""What an admin says about booking."""

from typing import Any

from django import forms

from clinic.models import Clinic
from scheduling.house_rules.keeping import Said

STEPS = (5, 10, 15, 20, 30, 60)
LATEST = 336


class HouseRulesForm(forms.Form):
    """keeping.Said."""

    grid_minutes = forms.TypedChoiceField(
        label="Visits begin every",
        coerce=int,
        help_text="From :00 of each hour on, for every therapist.",
    )
    dead_gaps = forms.BooleanField(
        label="Offer times that leave a gap nobody can book",
        required=False,
        help_text="The shortest visit you offer does not fit into such a gap. As long as this is off,"
        " times that would leave one are offered only where nothing else is. Any free"
        " time can still be booked by hand.",
    )
    late_cancel_hours = forms.IntegerField(
        label="Cancelled late: less than so many hours before",
        min_value=0,
        max_value=LATEST,
        help_text='The desk is told before it cancels, the visit says "cancelled late", and reports count it,'
        " earlier visits included. With 0 a visit is cancelled late once it should have begun.",
    )

    def __init__(self, data: Any = None) -> None:
        clinic = Clinic.current()
        super().__init__(data, initial={name: getattr(clinic, name) for name in Said.__dataclass_fields__})
        steps = sorted({*STEPS, clinic.grid_minutes})
        choices = [(one, f"{one} minutes") for one in steps]
        self.fields["grid_minutes"].choices = choices  # type: ignore[attr-defined]

    @property
    def said(self) -> Said:
        return Said(**self.cleaned_data)
