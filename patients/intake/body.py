"""The body to tap: the outline and the zones of the chart, mirrored where the chart stores one half."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from patients.intake import wording
from patients.intake.question_models import PainZone

VIEWS = (
    ("anterior", "Front"),
    ("posterior", "Back"),
    ("left", "Left side"),
    ("right", "Right side"),
    ("plantar", "Soles"),
)
STORED = {"right": "left"}
DRAWN_AS = {"left": "lateral", "right": "lateral"}
# Whose side the stored half of a view is.
OTHER = {"left": "right", "right": "left"}


@cache
def _chart(figure: str) -> dict[str, Any]:
    file = Path(settings.BASE_DIR) / "static" / "chart" / f"tp-{figure}-1.json"
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content["views"]


def to_tap(figure: str, chosen: list[str], zones: dict[str, PainZone]) -> dict[str, Any]:
    """views: drawings with their regions; regions: the same places as a list, by part of the body."""
    return {
        "views": [_view(figure, name, label, zones) for name, label in VIEWS],
        "regions": _listed(zones, set(chosen)),
        "chosen": [(one, words) for one in chosen if (words := _words(one, zones))],
    }


def _words(place: str, zones: dict[str, PainZone]) -> str:
    slug, _, side = place.partition(":")
    return wording.place(zones[slug], side) if slug in zones else ""


def _view(figure: str, name: str, label: str, zones: dict[str, PainZone]) -> dict[str, Any]:
    stored = _chart(figure)[STORED.get(name, name)]
    width, height = stored["size"]
    shapes = []
    for slug, shape in stored["zones"].items():
        if slug in zones:
            shapes += _shapes(zones[slug], shape, name, stored)
    return {
        "name": name,
        "label": label,
        "width": width,
        "height": height,
        "art": f"chart/tp-{figure}-1-{STORED.get(name, name)}.svg",
        "turned": name in STORED,
        "shapes": shapes,
    }


def _shapes(zone: PainZone, shape: dict[str, Any], view: str, stored: dict[str, Any]) -> list[dict[str, Any]]:
    if not stored["half"]:
        return [_shape(zone, view, shape["d"], turned=view in STORED)]
    if shape["midline"] or not zone.sided:
        return [_shape(zone, "midline", shape["d"], turned=False)]
    half = stored["half_side"]
    return [
        _shape(zone, half, shape["d"], turned=False),
        _shape(zone, OTHER[half], shape["d"], turned=True),
    ]


def _shape(zone: PainZone, side: str, d: str, *, turned: bool) -> dict[str, Any]:
    if side == "midline" and not zone.middle:
        side = "left"
    return {"place": f"{zone.slug}:{side}", "words": wording.place(zone, side), "d": d, "turned": turned}


def _listed(zones: dict[str, PainZone], chosen: set[str]) -> list[dict[str, Any]]:
    """Each part of the body with its places, the patient's left before the right."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for zone in zones.values():
        sides = [*(("left", "right") if zone.sided else ()), *(("midline",) if zone.middle else ())]
        for side in sides:
            place = f"{zone.slug}:{side}"
            row = {"place": place, "words": wording.place(zone, side), "on": place in chosen}
            parts.setdefault(zone.region, []).append(row)
    return [
        {"name": name, "places": places, "open": any(place["on"] for place in places)}
        for name, places in parts.items()
    ]
