"""Questions asked by address: filters that stand in the URL, and what may be asked of the audit log."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from clinic import audit_log, clock
from clinic.fields import CleanCharField
from clinic.models import AuditEvent, Staff
from clinic.same_names import told_apart

FIRST_DAY = date(2000, 1, 1)
YEARS_AHEAD = 2


class _ToldApart(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        people = list(self.queryset)
        called = told_apart(people)
        for one in people:
            yield ModelChoiceIteratorValue(self.field.prepare_value(one), one), called[one.pk]


class StaffField(forms.ModelChoiceField):
    """One of the staff; two of one name are told apart."""

    iterator = _ToldApart


class SeveralStaffField(forms.ModelMultipleChoiceField):
    """The same for several at once."""

    iterator = _ToldApart


class DayField(forms.DateField):
    """A day a clinic could ask about: from 2000 to the end of the year after next."""

    default_error_messages = {"invalid": "This is no date. Write it like 2026-11-24."}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        last = date(clock.today().year + YEARS_AHEAD, 12, 31)
        if value and not FIRST_DAY <= value <= last:
            raise ValidationError(f"Choose a day between 1 January 2000 and 31 December {last.year}.")


class AddressForm(forms.Form):
    """A form whose answers stand in the URL, some under words that Python keeps for itself.

    unsaid: answers that change nothing of the rows.
    """

    words: dict[str, str] = {"since": "from", "until": "to"}
    unsaid: tuple[str, ...] = ()

    def add_prefix(self, field_name: str) -> str:
        return self.words.get(field_name, field_name)

    def for_people(self) -> list[str]:
        """What is asked, for whoever reads the file: "From: 1 November 2026", "Therapist: Maya Lindqvist"."""
        answered = (name for name in self.fields if self.cleaned_data.get(name) and name not in self.unsaid)
        return [f"{self[name].label}: {self._said(name)}" for name in answered]

    def _said(self, name: str) -> str:
        """An answer in the words of its list, or as it was typed."""
        value, typed = self.cleaned_data[name], str(self[name].data)
        if value is True:
            return "yes"
        if isinstance(value, date):
            return f"{value:%-d %B %Y}"
        if isinstance(self.fields[name], forms.ModelChoiceField):
            return str(value)
        return str(dict(getattr(self.fields[name], "choices", ())).get(typed, typed))

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        if since and until and since > until:
            self.add_error("until", f"This is before {since:%-d %B %Y}. Swap the two days, or clear one.")
        return asked


class AuditFilter(AddressForm):
    """By person, by record and by clinic days, both included; everything may be left out."""

    words = {"since": "from", "until": "to", "actor": "who", "action": "what"}

    actor = forms.ModelChoiceField(
        Staff.objects.order_by("display_name"),
        required=False,
        label="Who",
        empty_label="Everyone",
        error_messages={"invalid_choice": "Nobody here by that number. Choose a name from the list."},
    )
    action = forms.ChoiceField(
        required=False,
        label="What",
        choices=[("", "Everything"), *audit_log.ACTIONS.items()],
        error_messages={"invalid_choice": "Nothing of that name is kept. Choose from the list."},
    )
    record = forms.IntegerField(
        required=False,
        label="Record",
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "A record has a number, such as 1042."
        ),
    )
    since = DayField(required=False, label="From")
    until = DayField(required=False, label="To")

    def clean_record(self) -> int | None:
        """The patient's key; people know the number."""
        number = self.cleaned_data["record"]
        if not number:
            return None
        key = audit_log.key_of(number)
        if key is None:
            raise ValidationError(f"There is no record {number}. Look its number up under Patients.")
        return key

    def events(self) -> QuerySet[AuditEvent]:
        """Those asked for; none if the question made no sense."""
        if not self.is_valid():
            return AuditEvent.objects.none()
        asked, events = self.cleaned_data, AuditEvent.objects.all()
        if asked["actor"]:
            events = events.filter(actor=asked["actor"])
        if asked["action"]:
            events = events.filter(action=asked["action"])
        if asked["record"]:
            events = events.filter(patient_id__in=audit_log.and_merged(asked["record"]))
        if asked["since"]:
            events = events.filter(at__gte=clock.clinic_day(asked["since"])[0])
        if asked["until"]:
            events = events.filter(at__lt=clock.clinic_day(asked["until"])[1])
        return events

    @property
    def period_words(self) -> str:
        """For a file's name."""
        return f"{self.cleaned_data['since'] or 'start'}_{self.cleaned_data['until'] or clock.today()}"

    def in_words(self) -> list[str]:
        """What was asked, for the audit log's own line about it; keys only."""
        asked = self.cleaned_data
        who = asked["actor"]
        said = {
            f"from {asked['since']}": asked["since"],
            f"to {asked['until']}": asked["until"],
            "one record": asked["record"],
            f"who {who and who.pk}": who,
            f"what {asked['action']}": asked["action"],
        }
        return [words for words, given in said.items() if given]


class RegistrationForm(forms.Form):
    """What one therapist is, and where they are registered."""

    person = forms.ModelChoiceField(Staff.objects.therapists())
    profession = CleanCharField(label="Profession", max_length=80, required=False)
    registration = CleanCharField(label="Registered with, number", max_length=120, required=False)
