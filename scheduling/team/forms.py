"""What is typed about who works when, in the words of the rules' arguments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.fields import CleanCharField
from clinic.forms import DayField
from clinic.models import Clinic, Staff
from clinic.same_names import told_apart
from scheduling.forms import WhichField, in_our_time
from scheduling.models import Room, arranges
from scheduling.team import holidays

EVERYONE = "clinic"


class WallTimeField(forms.TimeField):
    """A time of the wall clock, written 9, 9:30, 0930 or 09:30."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "step": 300})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H", "%H%M"], **kwargs)


class WeekForm(forms.Form):
    """A day in the address: of the week to show, or the one date whose hours are to change."""

    day = forms.DateField(input_formats=["%Y-%m-%d"], validators=[in_our_time])

    @classmethod
    def day_of(cls, address: Mapping[str, str]) -> date:
        """The one asked for, or today where the address makes no sense."""
        return cls._read(address.get("week", "")) or clock.today()

    @classmethod
    def asked(cls, address: Mapping[str, str]) -> date | None:
        return cls._read(address.get("on", ""))

    @classmethod
    def _read(cls, words: str) -> date | None:
        form = cls({"day": words})
        return form.cleaned_data["day"] if form.is_valid() else None


class TimeOffForm(forms.Form):
    """take_time_off()'s arguments; whole days where no time is written.

    asks: which of its times come twice, so that the page asks which one is meant.
    """

    whose = forms.ChoiceField(label="Who or what is away")
    first = DayField(label="From")
    since = WallTimeField(label="At (optional)", required=False)
    since_which = WhichField()
    last = DayField(label="Until, that day included")
    until = WallTimeField(label="At (optional)", required=False)
    until_which = WhichField()
    reason = CleanCharField(
        label="Why",
        max_length=80,
        strip=True,
        help_text="The desk and admins read it; colleagues see that they are away.",
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
        error_messages={"required": "Say why, such as holiday, course or illness."},
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks: set[str] = set()
        self.people = {f"staff-{one.pk}": one for one in Staff.objects.therapists()}
        self.rooms: dict[str, Room] = {}
        if arranges(staff):
            self.rooms = {
                f"room-{one.pk}": one for one in Room.objects.filter(active=True).order_by("name", "pk")
            }
        else:
            self.people = {key: one for key, one in self.people.items() if one == staff}
        self.fields["whose"].choices = self._choices()  # type: ignore[attr-defined]

    def _choices(self) -> list[tuple[str, Any]]:
        called = told_apart(self.people.values())
        people = [(key, called[one.pk]) for key, one in self.people.items()]
        if not self.rooms:
            return people
        rooms = [(key, str(one)) for key, one in self.rooms.items()]
        return [("Therapists", people), ("Rooms", rooms), ("Everyone", [(EVERYONE, "The whole clinic")])]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            first, last = clock.clinic_day(said["first"])[0], clock.clinic_day(said["last"])[1]
            said["starts_at"] = self._instant("since", said["first"]) if said["since"] else first
            said["ends_at"] = self._instant("until", said["last"]) if said["until"] else last
        if not self.errors and said["ends_at"] <= said["starts_at"]:
            self.add_error("last", "It must end after it begins.")
        return said

    def _instant(self, field: str, day: date) -> datetime | None:
        """The time written there; None, and why, if the clocks skip it or nobody said which of two it is."""
        which = self.cleaned_data[f"{field}_which"]
        try:
            return clock.instant(day, self.cleaned_data[field])
        except RepeatedTime as twice:
            self.asks.add(field)
            if which:
                return twice.one(which)
            self.add_error(field, ValidationError(str(twice)))
        except SkippedTime as refusal:
            self.add_error(field, ValidationError(str(refusal)))
        return None

    @property
    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        whose = {
            "therapist": self.people.get(said["whose"]),
            "room": self.rooms.get(said["whose"]),
            "everyone": said["whose"] == EVERYONE,
        }
        return {**whose, **{name: said[name] for name in ("starts_at", "ends_at", "reason")}}


class HolidaysForm(forms.Form):
    """On which of the public holidays to come the clinic is closed."""

    closed = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closed"].choices = [(day.isoformat(), day) for day in days]  # type: ignore[attr-defined]

    @property
    def days(self) -> set[date]:
        return {date.fromisoformat(day) for day in self.cleaned_data["closed"]}


class RegionForm(forms.Form):
    region = forms.ChoiceField(label="Region", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = holidays.region_names(Clinic.current().country)
        self.fields["region"].choices = [("", "Only those of the whole country"), *names]  # type: ignore[attr-defined]
