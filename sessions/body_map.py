"""The body charts: where each muscle and each named site lies on the drawing.

Chart units: a view is 500 x 1000 (feet 500 x 480), origin top left; one unit is 1.84 mm on a body of
1.73 m (0.72 mm in the feet). Left is the patient's left: on the right of the front view, on the left of the
back view. Places leave this module as fractions of the view's width and height, 0-1, as findings store them.
"""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "static" / "chart"
VERSION = 1
VIEWS = {
    "anterior": "Front",
    "posterior": "Back",
    "left": "Left side",
    "right": "Right side",
    "plantar": "Soles",
    "dorsal": "Tops of the feet",
}
SIDES = ("left", "right", "midline")
# Kept out of the drawing on purpose: suspected and referred, never treated here.
LIST_ONLY = frozenset({"sphincter_ani_externus"})


class Place(NamedTuple):
    """A spot on a view. x, y: fractions of its width and height from the top left, 0-1."""

    view: str
    x: float
    y: float


class Unplaced(LookupError):
    """The chart has no place for this muscle, side and site."""


@cache
def chart(name: str, version: int = VERSION) -> dict[str, Any]:
    """Everything a chart knows, as its file says it; name is tp-a or tp-b."""
    content: dict[str, Any] = json.loads((FOLDER / f"{name}-{version}.json").read_text())
    return content


@cache
def is_shipped(name: str, version: int) -> bool:
    """Whether this drawing is still here, so that what was charted on it can be shown on it."""
    return (FOLDER / f"{name}-{version}.json").is_file()


def drawn(name: str, version: int, view: str) -> dict[str, Any]:
    """What a chart holds of a view; the right view is the left one turned over."""
    content: dict[str, Any] = chart(name, version)["views"]["left" if view == "right" else view]
    return content


def files(name: str, version: int = VERSION) -> list[str]:
    """The names of a chart's files: coordinates first, then the art of each view and its deeper layers."""
    art = sorted(path.name for path in FOLDER.glob(f"{name}-{version}-*.svg"))
    return [f"{name}-{version}.json", *art]


def muscles(name: str) -> set[str]:
    """The slugs of all muscles that can be tapped somewhere on the chart."""
    return {region["muscle"] for view in chart(name)["views"].values() for region in view["regions"]}


def side_of(view: str, x: float) -> str:
    """The patient's side at this fraction of the view's width."""
    if view in ("left", "right"):
        return view
    stored = chart("tp-a")["views"][view]["half_side"]
    return str(stored if x >= 0.5 else opposite(stored))


def opposite(side: str) -> str:
    """Right for left, left for right; the midline stays."""
    return {"left": "right", "right": "left"}.get(side, side)


def has_site(name: str, muscle: str, code: str, side: str | None = None) -> bool:
    """Whether the chart shows this site; with a side, whether it shows it on that side."""
    return any(
        code in drawn["sites"].get(muscle, {})
        and (side is None or _on_side(drawn["sites"][muscle][code], side))
        for drawn in chart(name)["views"].values()
    )


def canonical(name: str, muscle: str, code: str | None, side: str, view: str | None = None) -> Place:
    """The teaching position of a muscle's site: in its primary view unless a view is asked for.

    Without a code, the muscle's first site. Raises Unplaced when the chart shows no such place.
    """
    places = [place for place in _places(name, muscle, code, side) if view in (None, place[1].view)]
    if not places:
        raise Unplaced(f"{muscle} {code or ''} {side} {view or ''}")
    return min(places, key=lambda found: not found[0])[1]


def middle(name: str, muscles: Collection[str], side: str) -> Place:
    """Where these muscles lie taken together: of their places in the view that shows most, the most central.

    Raises Unplaced when the chart shows none of them on that side.
    """
    own = side if side != "midline" else "left"
    places = [place for muscle in sorted(muscles) for _, place in _places(name, muscle, None, own)]
    if not places:
        raise Unplaced(f"{', '.join(sorted(muscles))} {side}")
    view = max(VIEWS, key=lambda view: sum(place.view == view for place in places))
    here = [place for place in places if place.view == view]
    x, y = (sum(values) / len(here) for values in zip(*((one.x, one.y) for one in here), strict=True))
    found = min(here, key=lambda one: ((one.x - x) ** 2 + (one.y - y) ** 2, one))
    return found._replace(x=0.5) if side == "midline" and view in ("anterior", "posterior") else found


def _places(name: str, muscle: str, code: str | None, side: str) -> list[tuple[bool, Place]]:
    """Every (primary, place) of the site on that side, in the order of the views."""
    return [
        (site.get("primary", False), _place(stored, drawn, site["at"], side))
        for stored, drawn in chart(name)["views"].items()
        for own_code, site in drawn["sites"].get(muscle, {}).items()
        if code in (None, own_code) and _on_side(site, side)
    ]


def _on_side(site: dict[str, Any], side: str) -> bool:
    return site.get("only", side) == side


def _place(stored: str, drawn: dict[str, Any], at: list[float], side: str) -> Place:
    """The stored spot on the side asked for: half charts hold one side, the right view is the left turned."""
    width, height = drawn["size"]
    mirrored = side == opposite(drawn["half_side"])
    x = width - at[0] if mirrored else at[0]
    view = "right" if stored == "left" and mirrored else stored
    return Place(view, round(x / width, 4), round(at[1] / height, 4))


def label(muscle: str, side: str, code: str | None = None) -> str:
    """A point in words: Left levator scapulae LS2. The midline is not said."""
    name = muscle if side == "midline" else f"{side.capitalize()} {muscle[:1].lower()}{muscle[1:]}"
    return f"{name} {code}" if code else name
