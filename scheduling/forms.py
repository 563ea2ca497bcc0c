"""What was asked of the schedule, in the words of the rules' arguments."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from clinic import clock
from clinic.asking import Standing, blank
from clinic.clock import RepeatedTime, SkippedTime
from clinic.fields import CleanCharField, clean_text, sharing_fields
from clinic.models import Staff
from patients.fields import LineField, LinesField
from patients.models import Patient
from scheduling.mobile.destination import Destination
from scheduling.models import Room, Service, TravelZone
from scheduling.series.scope import Scope

REASONS = (
    ("The patient asked", "The patient asked"),
    ("The patient could not be reached", "Could not be reached"),
    ("Our therapist is away", "Our therapist is away"),
    ("Booked by mistake", "Booked by mistake"),
)
LEAST, MOST = 1, 2**62
MOST_FEATURES, FEATURE_LENGTH = 20, 30
FIRST_YEAR, LAST_YEAR = 2000, 2098
NAMED = ("number", "first_name", "last_name", "preferred_name", "step_free")
WHO, WHAT = "Say who it is for.", "Say what it is for."
GONE = "Nobody by that name takes appointments any more."
NO_ROOM = "That room is not used any more. Choose another time or place."


def _told(words: str) -> dict[str, str]:
    """Whatever is wrong with it."""
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)


def in_our_time(day: date) -> None:
    """A day that a clinic could mean; further out the calendar itself ends."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.")


class InstantField(forms.Field):
    """An instant with its offset, as offers have it, or a wall time of the clinic, as the board has it."""

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            moment = datetime.fromisoformat(str(value))
            if moment.tzinfo is None:
                moment = clock.instant(moment.date(), moment.time())
            in_our_time(moment.date())
            return moment.astimezone(UTC)
        except SkippedTime as refusal:
            raise ValidationError(str(refusal)) from refusal
        except RepeatedTime as refusal:
            earlier = {"earlier": refusal.earlier}
            raise ValidationError(str(refusal), code="twice", params=earlier) from refusal
        except (ValueError, OverflowError) as error:
            raise ValidationError("That is not a time. Choose one of those offered.") from error


class PlaceField(forms.Field):
    """A therapist's key and an instant, as one choice among the free times: "3 2026-11-24T13:30:00+00:00"."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        key, _, moment = str(value).partition(" ")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            raise ValidationError("Choose one of the times offered.")
        return int(key), InstantField().clean(moment)


class OfferField(PlaceField):
    """The same, with the therapist."""

    def to_python(self, value: Any) -> tuple[Staff, datetime] | None:
        if (place := super().to_python(value)) is None:
            return None
        key, starts_at = place
        therapist = Staff.objects.therapists().filter(pk=key).first()
        if therapist is None:
            raise ValidationError(GONE)
        return therapist, starts_at


class FeaturesField(forms.Field):
    """What the room is to have, each word once; one that no room has finds none."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        words = [clean_text(str(one)) for one in value or ()]
        if len(words) > MOST_FEATURES or any(len(one) > FEATURE_LENGTH for one in words):
            raise ValidationError("Choose among what the rooms here have.")
        return sorted(set(words))


@sharing_fields
class ChoiceForm(forms.Form):
    """What has been chosen in the quick-book panel so far; everything may be missing."""

    service = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    minutes = forms.IntegerField(required=False, min_value=LEAST, max_value=24 * 60)
    therapist = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    room = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    day = forms.DateField(required=False, validators=[in_our_time])
    at = InstantField(required=False)
    after = InstantField(required=False)
    location = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    features = FeaturesField(required=False)
    zone = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    order = forms.ChoiceField(required=False, choices=[("", ""), ("earliest", ""), ("preferred", "")])
    dead_gaps = forms.BooleanField(required=False)
    key = forms.UUIDField(required=False)

    @property
    def choices(self) -> dict[str, Any]:
        """What makes sense of it; the rest is left out. Of a time that comes twice, the earlier."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        twice = next((one.params for one in self.errors.as_data().get("at", []) if one.params), None)
        return {**said, "at": twice["earlier"]} if twice else said

    @property
    def trouble(self) -> str:
        """Why the place that was asked for cannot be one, such as an hour that the clocks skip."""
        return " ".join(str(error) for error in self.errors.get("at", []))


def _rows() -> Sequence[QuerySet]:
    people = Patient.objects.visible_to_key(blank("by", "bigint"))
    return [
        people.filter(number=blank("patient", "bigint")).only(*NAMED),
        Service.objects.bookable().filter(pk=blank("service", "bigint")),
        Staff.objects.therapists().filter(pk=blank("therapist", "bigint")).only("display_name"),
        Room.objects.filter(active=True, pk=blank("room", "bigint")),
    ]


ROWS = Standing(_rows)


@sharing_fields
class BookingForm(forms.Form):
    """booking.book()'s arguments, and only people that this member of staff may see.

    room: the one whose place at that time was pressed; at another time any room will do. zone, address,
    directions: for a service that comes to the patient.
    """

    patient = forms.IntegerField(min_value=LEAST, max_value=MOST, error_messages=_told(WHO))
    service = forms.IntegerField(min_value=LEAST, max_value=MOST, error_messages=_told(WHAT))
    minutes = forms.IntegerField(min_value=LEAST, max_value=24 * 60)
    offer = PlaceField(error_messages={"required": "Choose one of the times offered."})
    room = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST)
    at = InstantField(required=False)
    features = FeaturesField(required=False)
    zone = forms.ModelChoiceField(TravelZone.objects.filter(active=True), required=False)
    address = LinesField(required=False, max_length=300)
    directions = LineField(required=False, max_length=200)
    note = CleanCharField(required=False, max_length=200, strip=True)
    key = forms.UUIDField()

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._staff = staff

    def clean(self) -> dict[str, Any]:
        """With the rows instead of their keys, all read in one statement."""
        said = super().clean() or {}
        if self.errors:
            return said
        said["therapist"], said["starts_at"] = said.pop("offer")
        missing = {"patient": WHO, "service": WHAT, "therapist": GONE, "room": NO_ROOM}
        asked = {name: said[name] for name in missing}
        for (name, key), found in zip(asked.items(), ROWS.ask(**asked, by=self._staff.pk), strict=True):
            said[name] = next(iter(found), None)
            if key is not None and said[name] is None:
                self.add_error(None, missing[name])
        return said

    @property
    def wish(self) -> dict[str, Any]:
        said = {**self.cleaned_data}
        if said["starts_at"] != said.pop("at"):
            said["room"] = None
        zone, address, directions = (said.pop(name) for name in ("zone", "address", "directions"))
        said["to"] = Destination(zone, address, directions) if zone and said["service"].mobile else None
        return said

    @property
    def complaints(self) -> list[str]:
        return [str(error) for errors in self.errors.values() for error in errors]


class VersionForm(forms.Form):
    """Which version of the appointment the page showed."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class CancelForm(VersionForm):
    reason = forms.ChoiceField(choices=REASONS, error_messages={"required": "Say why."})


class ScopeField(forms.ChoiceField):
    """How much of a series is meant; nothing said means the one visit."""

    def __init__(self) -> None:
        super().__init__(choices=Scope.choices, required=False)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or Scope.ONE


class CancelSeriesForm(CancelForm):
    scope = ScopeField()


class WhichField(forms.ChoiceField):
    """Of a wall time that comes twice, the one meant; asked once it is known that it does."""

    def __init__(self) -> None:
        super().__init__(choices=[("earlier", "The first"), ("later", "The second")], required=False)


class MoveForm(VersionForm):
    """One of the offers, or a day and a time by hand; which says what a time that comes twice means."""

    offer = OfferField(required=False)
    therapist = forms.ModelChoiceField(Staff.objects.therapists(), required=False)
    day = forms.DateField(required=False, validators=[in_our_time])
    time = forms.TimeField(required=False, error_messages={"invalid": "Write the time like 14:30."})
    which = WhichField()
    scope = ScopeField()
    asks_which = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            said["to"] = said.get("offer") or self._by_hand(said)
        return said

    def _by_hand(self, said: dict[str, Any]) -> tuple[Staff | None, datetime]:
        if not (said.get("day") and said.get("time")):
            raise ValidationError("Choose one of the times offered, or write a day and a time.")
        try:
            return said.get("therapist"), clock.instant(said["day"], said["time"])
        except SkippedTime as refusal:
            raise ValidationError(str(refusal)) from refusal
        except RepeatedTime as twice:
            self.asks_which = True
            if not said.get("which"):
                raise ValidationError(str(twice)) from twice
            return said.get("therapist"), twice.one(said["which"])
