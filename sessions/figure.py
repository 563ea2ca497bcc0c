"""Still pictures of points: outline, muscles concerned, a numbered mark each; they print without scripts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sessions import body_map
from sessions.glyphs import OUTLINES, shape_of
from sessions.models import PointFinding

# A view stored for one half of the body is turned over for the other.
MIRRORED = {"right": "left"}
# Width and height of a close view, in the drawing's units (1.84 mm), and the room left around its points.
CLOSE = (260, 400)
MARGIN = 60
# Where the head ends, in the same units from the top of a drawing that has one.
CHIN = 150
# From where to where it reaches across, a little wider than on either figure.
HEAD = {"anterior": (200, 300), "posterior": (200, 300), "left": (276, 402), "right": (98, 224)}


class Mark(NamedTuple):
    """x, y in the drawing's own units; score: None where nothing was taken; shape: a key of OUTLINES."""

    x: float
    y: float
    score: int | None
    number: int
    status: str
    shape: str

    @property
    def outline(self) -> str:
        return OUTLINES[self.shape]


class Shape(NamedTuple):
    d: str
    turned: bool


class Window(NamedTuple):
    """The part of the drawing that is shown, in the drawing's units."""

    left: int
    top: int
    width: int
    height: int

    @property
    def is_close(self) -> bool:
        return self.width == CLOSE[0]

    @property
    def letters(self) -> tuple[int, int, int]:
        """Left and right end, and height, of the side letters."""
        edge = self.width // 20
        return self.left + edge, self.left + self.width - edge, self.top + edge * 2

    @property
    def box(self) -> str:
        return f"{self.left} {self.top} {self.width} {self.height}"


@dataclass(frozen=True)
class Figure:
    view: str
    width: int
    height: int
    outline: Shape
    muscles: list[Shape]
    marks: list[Mark]

    @property
    def window(self) -> "Window":
        """The part of the drawing around the points; the whole of it when they lie far apart."""
        return window_round([(mark.x, mark.y) for mark in self.marks], self.view, (self.width, self.height))

    @property
    def width_text(self) -> str:
        return str(self.width)

    @property
    def label(self) -> str:
        return body_map.VIEWS[self.view]

    @property
    def sides(self) -> tuple[str, str] | None:
        """The letters at the picture's left and right edge; None where only one side is seen."""
        if self.view in {"left", "right"}:
            return None
        first = body_map.side_of(self.view, 0)[0].upper()
        return first, "R" if first == "L" else "L"


def figures(findings: Iterable[tuple[PointFinding, int | None]]) -> list[Figure]:
    """A picture for each view that has points, the fullest first; given with the score to show."""
    shown: dict[tuple[str, int, str], list[tuple[PointFinding, int | None]]] = {}
    for finding, score in findings:
        shown.setdefault((finding.chart, finding.chart_version, finding.view), []).append((finding, score))
    fullest = sorted(shown.items(), key=lambda item: -len(item[1]))
    return [_figure(*where, points) for where, points in fullest]


def window_round(spots: list[tuple[float, float]], view: str, size: tuple[int, int]) -> Window:
    """Close round the spots, the head whole where it would be cut; the whole drawing where they lie apart."""
    (wide, high), (width, height) = CLOSE, size
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    if not spots or max(xs) - min(xs) > wide - MARGIN or max(ys) - min(ys) > high - MARGIN:
        return Window(0, 0, width, height)
    left = _within((min(xs) + max(xs) - wide) / 2, width - wide)
    top = _within((min(ys) + max(ys) - high) / 2, height - high)
    if view in HEAD and top < CHIN:
        first, last = HEAD[view]
        left = min(max(left, last - wide), first)
        if min(xs) < left + MARGIN // 2 or max(xs) > left + wide - MARGIN // 2:
            return Window(0, 0, width, height)
        return Window(left, 0, wide, min(top + high, height))
    return Window(left, top, wide, min(high, height))


def whole(chart: str, version: int, view: str) -> Figure:
    """The view by itself, without a point on it."""
    return _figure(chart, version, view, [])


def _within(start: float, most: int) -> int:
    return round(min(max(start, 0), max(most, 0)))


def _figure(chart: str, version: int, view: str, points: list[tuple[PointFinding, int | None]]) -> Figure:
    drawn = body_map.chart(chart, version)["views"][MIRRORED.get(view, view)]
    width, height = drawn["size"]
    return Figure(
        view=view,
        width=width,
        height=height,
        outline=Shape(drawn["outline"], turned=view in MIRRORED),
        muscles=_muscles(drawn, view, points),
        marks=[_mark(each, score, width, height) for each, score in points],
    )


def _mark(point: PointFinding, score: int | None, width: int, height: int) -> Mark:
    shape = shape_of(point.status, point.relation, point.site_type)
    return Mark(float(point.x) * width, float(point.y) * height, score, point.number, point.status, shape)


def _muscles(drawn: dict[str, Any], view: str, points: list[tuple[PointFinding, int | None]]) -> list[Shape]:
    return regions_of(
        {(finding.point.muscle_id, finding.point.side) for finding, _score in points}, drawn, view
    )


def regions_of(wanted: set[tuple[str, str]], drawn: dict[str, Any], view: str) -> list[Shape]:
    """The shapes of these muscles, each on its side, as far as the view shows them."""
    return [
        Shape(region["d"], turned)
        for region in drawn["regions"]
        for turned in (False, True)
        if (region["muscle"], _side(drawn, view, turned=turned)) in wanted
    ]


def _side(drawn: dict[str, Any], view: str, *, turned: bool) -> str:
    """The side that a region stands for as it is stored, or turned over."""
    if view in {"left", "right"}:
        return view if turned == (view in MIRRORED) else ""
    stored: str = drawn["half_side"]
    return body_map.opposite(stored) if turned else stored
