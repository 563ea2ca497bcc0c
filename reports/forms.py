"""What may be asked of a report: a period, a therapist, a status; the answers are the page's address."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from clinic import clock
from clinic.forms import AddressForm, DayField
from clinic.models import Role, Staff
from reports.periods import Period


class ReportFilter(AddressForm):
    """Days left out are this month to date; the therapists are all there ever were."""

    since = DayField(label="From")
    until = DayField(label="To")
    therapist = forms.ModelChoiceField(
        Staff.objects.filter(roles__contains=[Role.THERAPIST]).order_by("display_name", "pk"),
        required=False,
        empty_label="All therapists",
        error_messages={"invalid_choice": "No therapist by that number. Choose a name from the list."},
    )
    status = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "No such status. Choose one from the list."}
    )

    def __init__(self, asked: QueryDict, statuses: dict[str, str]) -> None:
        data = asked.dict()
        data["to"] = data.get("to") or _last_day(str(data.get("from", "")))
        data["from"] = data.get("from") or _first_of_month(str(data["to"]))
        super().__init__(data)
        self.fields["status"].choices = [("", "All"), *statuses.items()]  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])

    def question(self) -> dict[str, Any]:
        """The arguments of a query."""
        asked = self.cleaned_data
        return {"period": self.period, "therapist": asked["therapist"], "status": asked["status"]}

    def in_words(self) -> list[str]:
        """For the audit log: days and keys, no names."""
        therapist, status = self.cleaned_data["therapist"], self.cleaned_data["status"]
        words = [f"from {self.period.first}", f"to {self.period.last}"]
        words += [f"therapist {therapist.pk}"] if therapist else []
        return words + ([f"status {status}"] if status else [])


def _last_day(since: str) -> str:
    """Today, or the first day itself where that is still to come."""
    return max(clock.today().isoformat(), since) if _is_day(since) else clock.today().isoformat()


def _first_of_month(until: str) -> str:
    return f"{until[:8]}01" if _is_day(until) else clock.today().replace(day=1).isoformat()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
