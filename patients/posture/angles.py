"""Angles between landmarks on a photo; pure arithmetic.

A spot is (x, y) in fractions of the photo's width and height, 0-1 from its top left; y grows downwards.
aspect is the photo's width divided by its height: without it a fraction across is not one down. Left is the
patient's left. facing is -1 where they face the picture's left edge (their left side is seen), else 1.
"""

from collections.abc import Mapping
from math import atan2, degrees
from typing import NamedTuple


class Spot(NamedTuple):
    x: float
    y: float


Spots = Mapping[str, Spot]


def craniovertebral(c7: Spot, ear: Spot, *, facing: int, aspect: float) -> float | None:
    """Degrees at C7 between the horizontal, forwards, and the line to the tragus; smaller is further forward.

    atan2(rise, run forwards), 0-180. Source: International Journal of Telerehabilitation 2021,
    doi 10.5195/ijt.2021.6346; below 50 is noted by the clinic's own default, papers use 48 to 53.
    """
    forward, up = (ear.x - c7.x) * facing * aspect, c7.y - ear.y
    return _angle(up, forward)


def tilt(left: Spot, right: Spot, *, aspect: float) -> float | None:
    """Degrees between a line of two like landmarks and the horizontal; plus: the patient's right is higher.

    atan2(height of the right over the left, distance across), from -90 to 90: shoulders, hips, ears.
    The same from the front and from behind, for left stays the patient's.
    """
    return _angle(left.y - right.y, abs(left.x - right.x) * aspect)


def pelvic_tilt(asis: Spot, psis: Spot, *, aspect: float) -> float | None:
    """Degrees of the line from PSIS to ASIS below the horizontal, seen from the side; plus: tipped forward.

    atan2(how much lower the ASIS is, distance across), from -90 to 90; the same line that a caliper
    inclinometer is laid along.
    """
    return _angle(asis.y - psis.y, abs(asis.x - psis.x) * aspect)


def off_the_line(spot: Spot, foot: Spot, head: Spot, *, facing: int, aspect: float) -> float | None:
    """How far the spot is in front of the plumb line through the foot, in percent of the height to the head.

    A photo knows no centimetres; the height from foot to head is the same ruler on every photo of a person.
    """
    height = foot.y - head.y
    return (spot.x - foot.x) * facing * aspect / height * 100 if height > 0 else None


def _angle(rise: float, run: float) -> float | None:
    """None where both spots are the same."""
    return degrees(atan2(rise, run)) if rise or run else None
