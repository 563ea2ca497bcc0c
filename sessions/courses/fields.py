"""The kinds of fields that a course's forms are made of."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sessions.catalogue_models import Zone
from sessions.muscles import REGIONS

PLACES_MOST = 30


class Number(forms.CharField):
    """A whole number in plain digits between two bounds; empty only where it may be."""

    def __init__(
        self, label: str, least: int, most: int, *, required: bool = True, help_text: str = ""
    ) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, required=required, max_length=6, widget=widget, help_text=help_text)
        self.bounds = (least, most)
        wrong = f"Write a whole number from {least} to {most}."
        self.error_messages |= {"required": wrong, "max_length": wrong, "invalid": wrong}

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and self.bounds[0] <= int(typed) <= self.bounds[1]):
            raise ValidationError(self.error_messages["invalid"])
        return int(typed)


class Amount(forms.CharField):
    """A number with at most one decimal, from -9999.9 to 9999.9; empty is not known."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, required=False, max_length=7, widget=widget)
        self.error_messages["max_length"] = self.wrong

    wrong = "Write a number such as 45 or 7.5."

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").strip().replace(",", ".")
        if not typed:
            return None
        digits = typed.removeprefix("-")
        whole, dot, rest = digits.partition(".")
        plain = digits.isascii() and whole.isdigit() and len(whole) <= 4
        if not plain or (dot and not (rest.isdigit() and len(rest) == 1)):
            raise ValidationError(self.wrong)
        return Decimal(typed)


class PlacesField(forms.MultipleChoiceField):
    """Zones with the patient's own side, as zone:side; cleaned to pairs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, choices=[], widget=forms.MultipleHiddenInput, **options)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        sent = list(dict.fromkeys(super().clean(value)))
        if len(sent) > PLACES_MOST:
            raise ValidationError(f"Choose {PLACES_MOST} places at most.")
        pairs = [one.partition(":")[::2] for one in sent]
        known = Zone.objects.in_bulk([zone for zone, _ in pairs])
        if any(zone not in known or side not in known[zone].possible_sides for zone, side in pairs):
            raise ValidationError("That is no place on the body. Choose from the list.")
        return pairs

    def valid_value(self, value: str) -> bool:
        """Looked up all at once, in clean."""
        return len(value) < 80 and "\0" not in value


def regions(chosen: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Every place to choose from by part of the body, the patient's left before the right."""
    on = set(chosen)
    parts: dict[str, list[dict[str, Any]]] = {}
    for zone in Zone.objects.all():
        for side in zone.possible_sides:
            words = (
                zone.label if side == "midline" and len(zone.possible_sides) == 1 else f"{zone.label}, {side}"
            )
            row = {"value": f"{zone.slug}:{side}", "words": words, "on": (zone.slug, side) in on}
            parts.setdefault(zone.region, []).append(row)
    return [
        {"name": REGIONS.get(name, name), "places": rows, "open": any(row["on"] for row in rows)}
        for name, rows in parts.items()
    ]
