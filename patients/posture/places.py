"""Where the landmarks of an assessment stand on the silhouettes, and what can be seen there.

Places are in the units of the drawing: a view is 500 x 1000, origin top left, one unit 1.84 mm on 1.73 m.
Seen from the front the patient's left is on the picture's right; from behind it is on its left.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHARTS = Path(__file__).resolve().parent.parent.parent / "static" / "chart"
VERSION = 1
WIDTH, HEIGHT = 500, 1000
DRAWINGS = {"front": "anterior", "back": "posterior", "left": "left", "right": "left"}
SPOTS = {
    "head": "Head and neck",
    "shoulder": "Shoulders",
    "chest": "Chest",
    "upper_back": "Upper back",
    "low_back": "Low back and trunk",
    "pelvis": "Pelvis and hips",
    "knee": "Thighs and knees",
    "foot": "Feet",
    "habits": "Habits",
}
# On the patient's left half; a spot on the midline (250) is there once.
FRONT = {
    "head": (250, 95),
    "shoulder": (352, 200),
    "chest": (250, 270),
    "pelvis": (315, 437),
    "knee": (306, 668),
    "foot": (318, 935),
}
BACK = {
    "head": (250, 100),
    "shoulder": (352, 205),
    "upper_back": (302, 250),
    "low_back": (250, 350),
    "pelvis": (300, 420),
    "knee": (304, 690),
    "foot": (315, 935),
}
SIDE = {
    "head": (341, 102),
    "shoulder": (366, 196),
    "upper_back": (418, 255),
    "low_back": (402, 372),
    "pelvis": (350, 455),
    "knee": (355, 690),
    "foot": (345, 935),
}
MIDLINE = 250


class Place(NamedTuple):
    """A landmark to tap: the spot it stands for, and whose side, midline where it has none."""

    spot: str
    side: str
    x: int
    y: int

    @property
    def label(self) -> str:
        name = SPOTS[self.spot]
        return name if self.side == "midline" else f"{name}, {self.side}"


def places(view: str) -> list[Place]:
    """The landmarks of a view from the head down; none where nothing is drawn."""
    if view in ("left", "right"):
        turned = view == "right"
        return [Place(spot, view, WIDTH - x if turned else x, y) for spot, (x, y) in SIDE.items()]
    half = {"front": FRONT, "back": BACK}.get(view, {})
    return [place for spot, (x, y) in half.items() for place in _both(spot, x, y, behind=view == "back")]


def _both(spot: str, x: int, y: int, *, behind: bool) -> list[Place]:
    if x == MIDLINE:
        return [Place(spot, "midline", x, y)]
    right, left = (x, WIDTH - x) if behind else (WIDTH - x, x)
    return [Place(spot, "right", right, y), Place(spot, "left", left, y)]


def art(figure: str, view: str) -> str:
    """The file with the drawing of a view, below static; empty where nothing is drawn."""
    drawing = DRAWINGS.get(view)
    return f"chart/tp-{figure}-{VERSION}-{drawing}.svg" if drawing else ""


@cache
def outline(figure: str, view: str) -> str:
    """The silhouette as an SVG path; the right side is the left one turned over."""
    if view not in DRAWINGS:
        return ""
    content = json.loads((CHARTS / f"tp-{figure}-{VERSION}.json").read_text())
    path: str = content["views"][DRAWINGS[view]]["outline"]
    return path
