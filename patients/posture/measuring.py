"""What the landmarks of one photo tell: angles, distances from the plumb line, and the lines to draw."""

from collections.abc import Iterator
from typing import NamedTuple

from patients.posture import angles
from patients.posture.angles import Spot, Spots

FROM_THE_SIDE = ("ear", "c7", "shoulder", "asis", "psis", "hip", "knee", "ankle")
PAIRS = {
    "front": ("ear", "shoulder", "asis", "knee", "ankle"),
    "back": ("ear", "shoulder", "psis", "knee", "ankle"),
}
PAIR_WORDS = {
    "ear": "Head", "shoulder": "Shoulders", "asis": "Pelvis, by the ASIS", "psis": "Pelvis, by the PSIS",
    "knee": "Knees",
}  # fmt: skip
LINE_WORDS = {"ear": "Ear", "shoulder": "Acromion", "hip": "Trochanter", "knee": "Knee"}
LEVEL = 0.5


class Angle(NamedTuple):
    """One figure with what it means, and the finding it can be taken over as: sign, side, measure, value."""

    label: str
    words: str
    meaning: str = ""
    sign: str = ""
    side: str = "midline"
    measure: str = ""
    value: str = ""


class Line(NamedTuple):
    """To draw over the photo, in fractions of it; kind is plumb, level or angle."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


def names(view: str) -> tuple[str, ...]:
    """The landmarks that can be set in this view, from the head down."""
    if view in PAIRS:
        return tuple(f"{name}_{side}" for name in PAIRS[view] for side in ("right", "left"))
    return FROM_THE_SIDE


def facing(view: str) -> int:
    """Seen from their left, people look to the picture's left."""
    return -1 if view == "left" else 1


def figures(view: str, spots: Spots, aspect: float) -> list[Angle]:
    """What can be said with the landmarks that are set."""
    if view in PAIRS:
        return [*_tilts(view, spots, aspect)]
    return [*_side_angles(view, spots, aspect), *_distances(view, spots, aspect)]


def _side_angles(view: str, spots: Spots, aspect: float) -> Iterator[Angle]:
    if {"c7", "ear"} <= spots.keys():
        degrees = angles.craniovertebral(spots["c7"], spots["ear"], facing=facing(view), aspect=aspect)
        if degrees is not None:
            taken = f"{degrees:.1f}" if 20 <= degrees <= 80 else ""
            meaning = "under 50°: the head stands forward" if degrees < 50 else "50° or more: not noted"
            yield Angle(
                "Forward-head angle, at C7", _words(degrees), meaning, "forward_head", "midline",
                "forward_head-cva", taken,
            )  # fmt: skip
    if {"asis", "psis"} <= spots.keys():
        degrees = angles.pelvic_tilt(spots["asis"], spots["psis"], aspect=aspect)
        if degrees is not None:
            way = "anterior" if degrees >= 0 else "posterior"
            value = f"{abs(degrees):.1f}" if abs(degrees) <= 45 else ""
            yield Angle(
                "Pelvic tilt", _words(abs(degrees)), f"tipped {'forward' if degrees >= 0 else 'back'}",
                f"{way}_pelvic_tilt", "midline", f"{way}_pelvic_tilt-asis", value,
            )  # fmt: skip


def _distances(view: str, spots: Spots, aspect: float) -> Iterator[Angle]:
    if not {"ear", "ankle"} <= spots.keys():
        return
    for name, label in LINE_WORDS.items():
        if name in spots:
            part = angles.off_the_line(
                spots[name], spots["ankle"], spots["ear"], facing=facing(view), aspect=aspect
            )
            if part is not None:
                where = "on the line" if abs(part) < LEVEL else "in front" if part > 0 else "behind"
                yield Angle(
                    f"{label} from the plumb line", f"{abs(part):.1f} %", f"{where}; % of ankle to ear"
                )


def _tilts(view: str, spots: Spots, aspect: float) -> Iterator[Angle]:
    for name, label in PAIR_WORDS.items():
        left, right = spots.get(f"{name}_left"), spots.get(f"{name}_right")
        degrees = angles.tilt(left, right, aspect=aspect) if left and right else None
        if degrees is not None:
            side = "right" if degrees > 0 else "left"
            meaning = "level" if abs(degrees) < LEVEL else f"{side} higher"
            if name == "ear" and abs(degrees) <= 45:
                # The side that is lower is the one the head leans to.
                lower = "left" if degrees > 0 else "right"
                yield Angle(
                    f"{label} tilt", _words(abs(degrees)), meaning, "head_tilt", lower, "head_tilt-line",
                    f"{abs(degrees):.1f}",
                )  # fmt: skip
            else:
                yield Angle(f"{label} tilt", _words(abs(degrees)), meaning)


def lines(view: str, spots: Spots) -> list[Line]:
    """The plumb line through the ankle, or midway between both, and those that the angles lie between."""
    drawn = []
    foot = _foot(view, spots)
    if foot:
        drawn.append(Line(foot.x, 0, foot.x, 1, "plumb"))
    for name in PAIRS.get(view, ()):
        left, right = spots.get(f"{name}_left"), spots.get(f"{name}_right")
        if left and right and name != "ankle":
            drawn.append(Line(*left, *right, "angle"))
    for one, other in (("c7", "ear"), ("psis", "asis")):
        if one in spots and other in spots:
            drawn.append(Line(*spots[one], *spots[other], "angle"))
            drawn.append(Line(*spots[one], spots[other].x, spots[one].y, "level"))
    return drawn


def _foot(view: str, spots: Spots) -> Spot | None:
    if view not in PAIRS:
        return spots.get("ankle")
    left, right = spots.get("ankle_left"), spots.get("ankle_right")
    return Spot((left.x + right.x) / 2, (left.y + right.y) / 2) if left and right else None


def _words(degrees: float) -> str:
    return f"{degrees:.1f}°"
