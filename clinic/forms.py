"""What may be asked of the audit log."""

from django import forms
from django.db.models import QuerySet

from clinic import clock
from clinic.models import AuditEvent, Staff


class AuditFilter(forms.Form):
    """By person, by patient's key and by clinic days; everything may be left out."""

    actor = forms.ModelChoiceField(Staff.objects.order_by("display_name"), required=False, label="Who")
    patient = forms.IntegerField(required=False, min_value=1, max_value=2**62, label="Record")
    action = forms.ChoiceField(required=False, label="What")
    since = forms.DateField(required=False, label="From", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label="To", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["action"].choices = [("", "Everything"), *((word, word) for word in ACTIONS)]

    def events(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        asked = self.cleaned_data
        if asked["actor"]:
            events = events.filter(actor=asked["actor"])
        if asked["patient"]:
            events = events.filter(patient_id=asked["patient"])
        if asked["action"]:
            events = events.filter(action=asked["action"])
        if asked["since"]:
            events = events.filter(at__gte=clock.clinic_day(asked["since"])[0])
        if asked["until"]:
            events = events.filter(at__lt=clock.clinic_day(asked["until"])[1])
        return events


ACTIONS = (
    "opened",
    "listed",
    "searched",
    "registered",
    "changed",
    "booked",
    "moved",
    "cancelled",
    "restored",
    "arrived",
    "started",
    "charted",
    "signed",
    "amended",
    "exported",
    "signed in",
    "sign-in failed",
    "signed out",
    "refused",
)
