"""How the figure stands: arms a little out and palms forward; from the side, the arm raised to the front."""

from dataclasses import dataclass

import numpy as np

from tools.bodymap.drawing.mesh import Array, Body

APART = 4.5  # degrees between leg and plumb line
SHRUG = 3  # degrees that the shoulders come down
OUT, CARRY, PALM = 11, 5, -80  # degrees: upper arm, forearm beyond it, turn of the forearm
FORWARD, BENT, THUMB_UP = 47, 8, -28
X, Z = [1, 0, 0], [0, 0, 1]
# Shares of the forearm's turn; the rest of it turns the wrist.
UPPER, LOWER, WRIST = 0.35, 0.4, 0.25


@dataclass(frozen=True)
class Arm:
    """The joints of one arm at rest; sign is 1 on the body's left and -1 on its right."""

    side: str
    sign: int
    shoulder: Array
    elbow: Array
    wrist: Array
    hand: Array


def turn(axis: list[float] | Array, degrees: float) -> Array:
    """Rodrigues' rotation about an axis."""
    x, y, z = np.asarray(axis, float) / np.linalg.norm(np.asarray(axis, float))
    angle = np.radians(degrees)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def turn_to(start: Array, end: Array) -> Array:
    """The shortest rotation that brings one direction onto another."""
    start, end = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis = np.cross(start, end)
    size = np.linalg.norm(axis)
    return np.eye(3) if size < 1e-9 else turn(axis, float(np.degrees(np.arctan2(size, start @ end))))


def standing(body: Body) -> dict[str, Array]:
    """Anatomical position."""
    turns = _legs()
    for arm in _arms(body):
        before = _shoulder(turns, arm, np.eye(3))
        out, further = np.radians(OUT), np.radians(OUT + CARRY)
        upper = np.array([arm.sign * np.sin(out), -np.cos(out), -0.03])
        lower = np.array([arm.sign * np.sin(further), -np.cos(further), 0.06])
        first = turn_to(before @ (arm.elbow - arm.shoulder), upper)
        _forearm(turns, arm, (before, first), lower, PALM, hand=lower + np.array([0, 0, 0.02]))
    return turns


def from_the_side(body: Body) -> dict[str, Array]:
    """The arm forward, so that the flank is free; the palm faces the body."""
    turns = _legs()
    for arm in _arms(body):
        before = _shoulder(turns, arm, turn(X, -6))
        out = np.radians(OUT)
        rest = before @ (arm.elbow - arm.shoulder)
        hanging = turn_to(rest, np.array([arm.sign * np.sin(out), -np.cos(out), -0.03]))
        upper = turn(X, -FORWARD) @ np.array([arm.sign * 0.10, -1, 0])
        upper /= np.linalg.norm(upper)
        raised = turn(X, -FORWARD) @ hanging
        lower = turn(X, -BENT) @ upper
        lower[0] = arm.sign * 0.06
        lower /= np.linalg.norm(lower)
        first = turn_to(raised @ rest, upper) @ raised
        _forearm(turns, arm, (before, first), lower, THUMB_UP, hand=lower)
    return turns


def _legs() -> dict[str, Array]:
    turns = {}
    for side, sign in (("L", 1), ("R", -1)):
        turns[f"upperleg01.{side}"] = turn(Z, -APART * sign)
        turns[f"foot.{side}"] = turn(Z, APART * sign)
    return turns


def _arms(body: Body) -> list[Arm]:
    names = ("upperarm01", "lowerarm01", "wrist", "finger3-1")
    return [
        Arm(side, sign, *(body.head(f"{name}.{side}") for name in names))
        for side, sign in (("L", 1), ("R", -1))
    ]


def _shoulder(turns: dict[str, Array], arm: Arm, back: Array) -> Array:
    """Turns collar bone and shoulder; answers both together."""
    turns[f"clavicle.{arm.side}"] = turn(Z, -SHRUG * arm.sign)
    turns[f"shoulder01.{arm.side}"] = back @ turn(Z, -SHRUG * arm.sign)
    return np.asarray(turns[f"clavicle.{arm.side}"] @ turns[f"shoulder01.{arm.side}"])


def _forearm(
    turns: dict[str, Array], arm: Arm, upper: tuple[Array, Array], lower: Array, twist: float, *, hand: Array
) -> None:
    """upper: what the shoulder was turned by, and the turn of the upper arm in the world's directions.

    A bone turns within its parent's frame: what is wanted in the world is brought back through it.
    """
    before, first = upper
    own = before.T @ first @ before
    turns[f"upperarm01.{arm.side}"] = own
    frame = before @ own
    axis = (arm.wrist - arm.elbow) / np.linalg.norm(arm.wrist - arm.elbow)
    bend = turn_to(frame @ (arm.wrist - arm.elbow), lower)
    turns[f"lowerarm01.{arm.side}"] = frame.T @ bend @ frame @ turn(axis, arm.sign * twist * UPPER)
    turns[f"lowerarm02.{arm.side}"] = turn(axis, arm.sign * twist * LOWER)
    frame = frame @ turns[f"lowerarm01.{arm.side}"] @ turns[f"lowerarm02.{arm.side}"]
    last = turn(axis, arm.sign * twist * WRIST)
    ahead = turn_to(frame @ last @ (arm.hand - arm.wrist), hand)
    turns[f"wrist.{arm.side}"] = frame.T @ ahead @ frame @ last
