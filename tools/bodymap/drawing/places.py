"""A figure's coordinates: regions to tap, referral zones, named sites, zoom boxes and outlines, as JSON."""

import json
import math
import re
from typing import Any

from tools.bodymap.drawing.chart import TO_TAP, ZONES, Chart, path_of
from tools.bodymap.drawing.tables import HALF, SIDE, VIEWS
from tools.bodymap.sites import sites

# By view: a box's name and its left, top, width and height; of what comes in pairs, the half that is stored.
ZOOMS: dict[str, dict[str, list[int]]] = {
    "anterior": {
        "head_neck": [185, 20, 130, 185],
        "shoulders_chest": [100, 150, 300, 190],
        "arm_left": [335, 250, 150, 260],
        "hand_left": [390, 490, 100, 125],
        "pelvis": [165, 390, 170, 150],
        "thighs": [150, 470, 200, 230],
        "legs": [145, 670, 210, 310],
    },
    "posterior": {
        "head_neck": [185, 20, 130, 185],
        "shoulders": [100, 150, 300, 190],
        "low_back_pelvis": [165, 320, 170, 220],
        "arm_right": [335, 250, 150, 260],
        "hand_right": [390, 490, 100, 125],
        "thighs": [150, 490, 200, 230],
        "legs": [145, 670, 210, 310],
    },
    "left": {
        "head_neck": [270, 20, 140, 190],
        "arm": [30, 180, 370, 270],
        "trunk_hip": [280, 230, 150, 300],
        "thigh": [280, 430, 140, 290],
        "leg_foot": [240, 670, 180, 310],
    },
    "plantar": {},
    "dorsal": {},
}


def places(chart: Chart, version: int) -> str:
    """The file's text."""
    views = {view: _view(chart, view) for view in VIEWS}
    text = json.dumps(
        {"chart": f"tp-{chart.figure}", "version": version, "views": views}, separators=(",", ":")
    )
    return text.replace('{"muscle"', '\n{"muscle"') + "\n"


def _view(chart: Chart, view: str) -> dict[str, Any]:
    outline, size = chart.grounds[view].outline, VIEWS[view]
    return {
        "size": [*size],
        "half": view in HALF,
        "half_side": SIDE[view],
        "outline": outline,
        "zooms": ZOOMS[view],
        "regions": _regions(chart, view),
        "zones": _zones(chart, view),
        "sites": sites(chart.figure, view),
        "body": _body(outline, size[0] if view in HALF else None),
    }


def _regions(chart: Chart, view: str) -> list[dict[str, Any]]:
    shapes = [(one, chart.region(one)[0]) for one in chart.muscles if one.view == view]
    return [
        {"muscle": one.slug, "layer": one.layer, "d": path_of(shape, TO_TAP)}
        for one, shape in shapes
        if not shape.is_empty
    ]


def _zones(chart: Chart, view: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for zone in chart.zones:
        if zone.view == view:
            drawn = found.setdefault(zone.slug, {"d": "", "midline": zone.midline})
            drawn["d"] += path_of(chart.zone(zone), ZONES)
    return found


def _body(outline: str, mirrored_in: int | None) -> list[int]:
    """The box round the drawn body, [x, y, width, height]; of both halves where only one is stored."""
    spots: list[tuple[float, float]] = []
    for letter, text in re.findall(r"([Mc])([^A-Za-z]*)", outline):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]
        for i in range(0, len(numbers), 2 if letter == "M" else 6):
            x, y = numbers[i : i + 2] if letter == "M" else numbers[i + 4 : i + 6]
            spots.append((x, y) if letter == "M" else (spots[-1][0] + x, spots[-1][1] + y))
    xs, ys = zip(*spots, strict=True)
    left, right = math.floor(min(xs)), math.ceil(max(xs))
    if mirrored_in:
        left = min(left, mirrored_in - right)
        right = mirrored_in - left
    return [left, math.floor(min(ys)), right - left, math.ceil(max(ys)) - math.floor(min(ys))]
