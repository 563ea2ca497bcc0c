"""What was placed by hand, read from the tables beside this folder; all in chart units of figure a."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
Point = tuple[float, float]
# A view's width and height. In all but the side only one half is placed: x from the midline at 250 up.
VIEWS = {
    "anterior": (500, 1000),
    "posterior": (500, 1000),
    "left": (500, 1000),
    "plantar": (500, 480),
    "dorsal": (500, 480),
}
HALF = {"anterior", "posterior", "plantar", "dorsal"}
FEET = {"plantar", "dorsal"}
SIDE = {"anterior": "left", "posterior": "right", "plantar": "left", "dorsal": "left", "left": "left"}


@dataclass(frozen=True)
class Shape:
    """A closed outline, an ellipse with a hole (centre, outer and inner radii), or two edges with caps.

    The edges run from origin to insertion; a cap holds what lies between their ends. taper: which share of
    the length narrows at the start and at the end, and the width left there. fibres: None for a guess.
    """

    edges: tuple[list[Point], list[Point]] | None = None
    caps: tuple[list[Point], list[Point]] = field(default_factory=lambda: ([], []))
    taper: tuple[float, float, float] | None = None
    fibres: int | None = None
    outline: list[Point] = field(default_factory=list)
    ring: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Muscle:
    """layer is painting order: 0 a sheet over everything, 1 superficial, 2 intermediate, 3 deep."""

    view: str
    slug: str
    part: str
    layer: int
    shape: Shape


@dataclass(frozen=True)
class Zone:
    """ellipse: centre, radii, turn in degrees; else a closed outline. midline: drawn whole, not mirrored."""

    view: str
    slug: str
    midline: bool
    ellipse: list[float]
    outline: list[Point]


@dataclass(frozen=True)
class Extra:
    """Bone, tendon, fascia, or a muscle that is drawn and not charted; over: on top of the muscles."""

    view: str
    kind: str
    shape: Shape


def muscles() -> list[Muscle]:
    return [
        Muscle(row["view"], row["muscle"], row["part"], int(row["layer"]), _shape(row))
        for row in _rows("muscles.csv")
    ]


def zones() -> list[Zone]:
    return [
        Zone(
            row["view"],
            row["zone"],
            row["midline"] == "yes",
            [number(one) for one in row["ellipse"].split()],
            points(row["outline"]),
        )
        for row in _rows("zones.csv")
    ]


def extras() -> list[Extra]:
    return [
        Extra(row["view"], row["kind"], Shape(outline=points(row["outline"]), ring=points(row["ring"])))
        for row in _rows("underdrawing.csv")
    ]


def points(text: str) -> list[Point]:
    """252 79; 252 66 as pairs."""
    pairs = (pair.split() for pair in text.split(";") if pair.strip())
    return [(number(x), number(y)) for x, y in pairs]


def number(text: str) -> float:
    """Whole numbers stay whole: tints are taken from how a place is written."""
    return float(text) if "." in text else int(text)


def _shape(row: dict[str, str]) -> Shape:
    edges = (points(row["edge_a"]), points(row["edge_b"])) if row["edge_a"] else None
    taper = [number(one) for one in row["taper"].split()]
    return Shape(
        edges,
        (points(row["cap_a"]), points(row["cap_b"])),
        (taper[0], taper[1], taper[2]) if taper else None,
        int(row["fibres"]) if row["fibres"] else None,
        points(row["outline"]),
        points(row["ring"]),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
