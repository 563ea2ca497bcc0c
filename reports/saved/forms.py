"""Under what name a report is kept, and whether a link to it is mailed."""

from typing import Any

from django import forms

from patients.fields import LineField
from reports.saved.models import SavedReport


class SaveForm(forms.Form):
    name = LineField(label="Name", max_length=80)
    days = forms.ChoiceField(label="About", choices=SavedReport.Days.choices)
    every = forms.ChoiceField(
        label="Mail me a link",
        required=False,
        choices=SavedReport.Every.choices,
        help_text="The link is about the week or month just over, and asks you to sign in.",
    )
    shared = forms.BooleanField(required=False, label="Show it to everybody who sees reports")

    def __init__(self, *args: Any, has_period: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_period:
            del self.fields["days"]
            del self.fields["every"]

    def said(self) -> dict[str, Any]:
        """The arguments of saving, days among them where the report has none to choose."""
        return {"days": SavedReport.Days.SAME, "every": "", **self.cleaned_data}
