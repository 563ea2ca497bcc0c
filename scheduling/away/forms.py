"""Which day somebody is away, and what becomes of each of their patients."""

from typing import Any

from django import forms

from clinic.fields import CleanCharField
from clinic.models import Staff
from scheduling.forms import in_our_time
from scheduling.models import Appointment

CALL = "call"


class DayForm(forms.Form):
    day = forms.DateField(required=False, validators=[in_our_time])


class HandOverForm(forms.Form):
    """For each visit a colleague's key, or that the patient is rung."""

    reason = CleanCharField(max_length=80, initial="Illness")

    def __init__(
        self, *args: Any, visits: list[Appointment], free: dict[int, list[Staff]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.visits, self.free = visits, free
        for visit in visits:
            choices = [(str(one.pk), one.first_name) for one in free[visit.pk]]
            self.fields[f"to_{visit.pk}"] = forms.ChoiceField(choices=[*choices, (CALL, "Ring them")])

    @property
    def to(self) -> dict[int, Staff | None]:
        return {visit.pk: self._colleague(visit) for visit in self.visits}

    def _colleague(self, visit: Appointment) -> Staff | None:
        said = self.cleaned_data[f"to_{visit.pk}"]
        return next((one for one in self.free[visit.pk] if str(one.pk) == said), None)
