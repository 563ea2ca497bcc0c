"""The hours of a week as they are typed: a weekday a line, of up to three stretches."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any

from django import forms

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.forms import DayField
from scheduling.hours import Stretch
from scheduling.models import Location, Room, WorkingHours
from scheduling.team.forms import WallTimeField

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A morning, an afternoon and an evening.
STRETCHES = 3
PARTS = ("starts", "ends", "place")


class HoursForm(forms.Form):
    """set_hours()'s week, for these weekdays, with the hours that hold now filled in.

    twice: times of a date alone that the clocks bring twice.
    """

    valid_from = DayField(label="From")
    valid_until = DayField(label="Until (optional)", required=False)

    def __init__(
        self, *args: Any, weekdays: Sequence[int], standing: Sequence[WorkingHours], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.weekdays = weekdays
        self.twice: list[time] = []
        self.places = _places()
        for weekday in weekdays:
            rows = [row for row in standing if row.weekday == weekday]
            for number in range(STRETCHES):
                self._add(weekday, number, rows[number] if number < len(rows) else None)

    def _add(self, weekday: int, number: int, row: WorkingHours | None) -> None:
        name, day = _name(weekday, number), WEEKDAYS[weekday]
        for end in ("starts", "ends"):
            told = {"invalid": f"{day}: write the time like 14:30."}
            field = WallTimeField(required=False, initial=row and getattr(row, end), error_messages=told)
            field.widget.attrs["class"] = "form-control"
            self.fields[f"{name}_{end}"] = field
        self.fields[f"{name}_place"] = forms.ChoiceField(
            required=False,
            choices=[(key, words) for key, words, _ in self.places],
            initial=row and _place_of(row),
            error_messages={"invalid_choice": f"{day}: choose one of the places shown."},
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    @property
    def rows(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Each weekday's name and its stretches' fields, for the page."""
        for weekday in self.weekdays:
            names = [_name(weekday, number) for number in range(STRETCHES)]
            parts = [{part: self[f"{name}_{part}"] for part in PARTS} for name in names]
            yield WEEKDAYS[weekday], parts

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What is the matter with each row: where on the page, and what."""
        fields = [row[part] for _, rows in self.rows for row in rows for part in PARTS]
        return [(field.id_for_label, str(error)) for field in fields for error in field.errors]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.places:
            raise forms.ValidationError("Nobody can work anywhere yet: add a place under Settings, Rooms.")
        since, until = said.get("valid_from"), said.get("valid_until")
        alone = since if since == until else None
        said["week"] = {weekday: self._stretches(said, weekday, alone) for weekday in self.weekdays}
        return said

    def _stretches(self, said: dict[str, Any], weekday: int, alone: date | None) -> list[Stretch]:
        """alone: the one date that these hours are for, on which the clocks may change."""
        written: dict[str, Stretch] = {}
        for number in range(STRETCHES):
            name = _name(weekday, number)
            if not any(f"{name}_{part}" in self.errors for part in PARTS):
                written |= self._stretch(said, name, WEEKDAYS[weekday])
        self._tell_overlaps(written, WEEKDAYS[weekday])
        if alone and alone.weekday() == weekday:
            self._tell_by_the_clock(written, alone)
        return list(written.values())

    def _stretch(self, said: dict[str, Any], name: str, day: str) -> dict[str, Stretch]:
        """The one of that name; nothing where nothing is written, or nothing that could be one."""
        starts, ends = said[f"{name}_starts"], said[f"{name}_ends"]
        if starts is None and ends is None:
            return {}
        if starts is None:
            self.add_error(f"{name}_starts", f"{day}: write when it begins too, or clear both.")
        elif ends is None:
            self.add_error(f"{name}_ends", f"{day}: write when it ends too, or clear both.")
        elif ends <= starts:
            self.add_error(
                f"{name}_ends", f"{day}: it ends {'before' if ends < starts else 'when'} it begins."
            )
        else:
            places = {key: place for key, _, place in self.places}
            return {name: Stretch(starts, ends, *places[said[f"{name}_place"] or self.places[0][0]])}
        return {}

    def _tell_overlaps(self, written: Mapping[str, Stretch], day: str) -> None:
        in_order = sorted(written.items(), key=lambda row: row[1].starts)
        for (_, before), (name, one) in pairwise(in_order):
            if one.starts < before.ends:
                until = f"{before.starts:%H:%M} to {before.ends:%H:%M}"
                self.add_error(f"{name}_starts", f"{day}: it begins before the one from {until} has ended.")

    def _tell_by_the_clock(self, written: Mapping[str, Stretch], day: date) -> None:
        """A time that the clocks skip cannot be meant; of one that comes twice hours mean the second."""
        for name, one in written.items():
            for end, wall_time in (("starts", one.starts), ("ends", one.ends)):
                try:
                    clock.instant(day, wall_time)
                except SkippedTime as refusal:
                    self.add_error(f"{name}_{end}", f"{WEEKDAYS[day.weekday()]}: {refusal}")
                except RepeatedTime:
                    self.twice.append(wall_time)

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
