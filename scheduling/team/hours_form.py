"""The hours of a week as they are typed: a weekday a line, of up to three stretches."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from clinic.forms import DayField
from scheduling.hours import Stretch
from scheduling.models import Location, Room, WorkingHours
from scheduling.team.forms import WallTimeField

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A morning, an afternoon and an evening.
STRETCHES = 3


class HoursForm(forms.Form):
    """set_hours()'s week, for these weekdays, with the hours that hold now filled in."""

    valid_from = DayField(label="From")
    valid_until = DayField(label="Until (optional)", required=False)

    def __init__(
        self, *args: Any, weekdays: Sequence[int], standing: Sequence[WorkingHours], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.weekdays = weekdays
        self.places = _places()
        for weekday in weekdays:
            rows = [row for row in standing if row.weekday == weekday]
            for number in range(STRETCHES):
                self._add(weekday, number, rows[number] if number < len(rows) else None)

    def _add(self, weekday: int, number: int, row: WorkingHours | None) -> None:
        name = _name(weekday, number)
        for end in ("starts", "ends"):
            field = WallTimeField(required=False, initial=row and getattr(row, end))
            field.widget.attrs["class"] = "form-control"
            self.fields[f"{name}_{end}"] = field
        self.fields[f"{name}_place"] = forms.ChoiceField(
            required=False,
            choices=[(key, words) for key, words, _ in self.places],
            initial=row and _place_of(row),
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def rows(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Each weekday's name and its stretches' fields, for the page."""
        for weekday in self.weekdays:
            names = [_name(weekday, number) for number in range(STRETCHES)]
            parts = [{part: self[f"{name}_{part}"] for part in ("starts", "ends", "place")} for name in names]
            yield WEEKDAYS[weekday], parts

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            said["week"] = {weekday: list(self._stretches(said, weekday)) for weekday in self.weekdays}
        return said

    def _stretches(self, said: dict[str, Any], weekday: int) -> Iterator[Stretch]:
        places = {key: place for key, _, place in self.places}
        for number in range(STRETCHES):
            name = _name(weekday, number)
            starts, ends = said[f"{name}_starts"], said[f"{name}_ends"]
            if starts is None and ends is None:
                continue
            if starts is None or ends is None:
                self.add_error(
                    f"{name}_{'starts' if starts is None else 'ends'}",
                    f"Write when it {'begins' if starts is None else 'ends'} too, or clear both.",
                )
                continue
            location, room = places[said[f"{name}_place"] or self.places[0][0]]
            yield Stretch(starts, ends, location, room)

    @property
    def asked(self) -> dict[str, Any]:
        """set_hours()'s arguments but for whose they are."""
        return {name: self.cleaned_data[name] for name in ("week", "valid_from", "valid_until")}


def _name(weekday: int, number: int) -> str:
    return f"d{weekday}_{number}"


def _places() -> list[tuple[str, str, tuple[Location, Room | None]]]:
    """Where somebody can work: anywhere at a location, or usually in one of its rooms."""
    rooms = list(Room.objects.filter(active=True).order_by("name", "pk"))
    locations = list(Location.objects.filter(active=True).order_by("name", "pk"))
    found: list[tuple[str, str, tuple[Location, Room | None]]] = []
    for one in locations:
        at = f"{one}, " if len(locations) > 1 else ""
        here = [room for room in rooms if room.location_id == one.pk]
        found.append((f"location-{one.pk}", f"{at}any room" if at else "Any room", (one, None)))
        found += [(f"room-{room.pk}", f"{at}{room}", (one, room)) for room in here]
    return found


def _place_of(row: WorkingHours) -> str:
    return f"room-{row.room_id}" if row.room_id else f"location-{row.location_id}"
