"""Still pictures of the past: one visit, two visits over each other, or the heat of a period."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sessions import body_map
from sessions.figure import MIRRORED, Shape, Window, regions_of, window_round
from sessions.glyphs import OUTLINES
from sessions.models import PointFinding, TriggerPoint
from sessions.past.heat import Heat
from sessions.past.lives import Past, Seen, Visit
from sessions.past.silhouette import silhouette
from sessions.visit.apart import spread

Status = PointFinding.Status
# Chart units; a place that changed by less is the same place felt again.
SAME_PLACE = 3.0
NEAR = 0.55
# Two marks, each 40 units wide, whose numbers can both be read.
APART = 36
VIEWS = list(body_map.VIEWS)


class Spot(NamedTuple):
    """Where a finding is shown: on its own drawing, or moved to the one of today. x, y: chart units."""

    chart: str
    version: int
    view: str
    x: float
    y: float
    moved: bool


class Mark(NamedTuple):
    """kind: active, latent, tender_spot, resolved or waiting; faint: of an earlier visit; moved: see Spot.

    shape: see Seen. home: where it belongs, if it had to step aside for another mark.
    """

    x: float
    y: float
    number: int
    kind: str
    score: int | None
    faint: bool
    moved: bool
    words: str
    shape: str
    home: tuple[float, float] | None = None

    @property
    def outline(self) -> str:
        return OUTLINES[self.shape]


class Trail(NamedTuple):
    """From a point's earlier place to its later one."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass
class Picture:
    """One view of one drawing, with what lies on it."""

    chart: str
    version: int
    view: str
    marks: list[Mark] = field(default_factory=list)
    trails: list[Trail] = field(default_factory=list)
    heat: list[tuple[int, str]] = field(default_factory=list)
    concerned: set[tuple[str, str]] = field(default_factory=set)
    spots: list[tuple[float, float]] = field(default_factory=list)

    @property
    def drawn(self) -> dict[str, Any]:
        return body_map.drawn(self.chart, self.version, self.view)

    @property
    def width(self) -> str:
        return str(self.drawn["size"][0])

    @property
    def outline(self) -> Shape:
        """In few strokes under heat, which is soft itself and brings paths of its own."""
        key = self.chart, self.version, self.view
        return Shape(silhouette(*key) if self.heat else self.drawn["outline"], turned=self.view in MIRRORED)

    @property
    def muscles(self) -> list[Shape]:
        return regions_of(self.concerned, self.drawn, self.view)

    @property
    def label(self) -> str:
        return body_map.VIEWS[self.view]

    @property
    def older(self) -> bool:
        """Drawn on a version of the drawing that is no longer used for new points."""
        return self.version != body_map.VERSION

    @property
    def sides(self) -> tuple[str, str] | None:
        """The letters at the picture's left and right edge; None where only one side is seen."""
        if self.view in {"left", "right"}:
            return None
        first = body_map.side_of(self.view, 0)[0].upper()
        return first, "R" if first == "L" else "L"

    @property
    def window(self) -> Window:
        """Close round all that is ever shown, so that it holds still while visits go by; else the whole."""
        return window_round(self.spots, self.view, self.drawn["size"])

    @property
    def scale(self) -> str:
        """How large a mark is drawn."""
        return str(NEAR if self.window.is_close else 1)

    def fan_out(self) -> None:
        """Marks that would hide each other step aside; the lower number keeps its place."""
        shown = [mark for mark in self.marks if not mark.faint]
        places = spread([(mark.x, mark.y) for mark in shown], least=APART * float(self.scale))
        moved = {
            id(mark): mark._replace(x=x, y=y, home=(mark.x, mark.y))
            for mark, (x, y) in zip(shown, places, strict=True)
            if (x, y) != (mark.x, mark.y)
        }
        self.marks = [moved.get(id(mark), mark) for mark in self.marks]

    @property
    def key(self) -> str:
        """Stands in the ids of its parts."""
        return f"{self.chart}-{self.version}-{self.view}"


def spot_of(seen: Seen, point: TriggerPoint, today: str) -> Spot | None:
    """On the drawing it was charted on; where that is gone, at its teaching place on today's, or nowhere."""
    if body_map.is_shipped(seen.chart, seen.chart_version):
        width, height = body_map.drawn(seen.chart, seen.chart_version, seen.view)["size"]
        return Spot(seen.chart, seen.chart_version, seen.view, seen.x * width, seen.y * height, moved=False)
    try:
        place = body_map.canonical(today, point.muscle_id, point.code or None, point.side)
    except body_map.Unplaced:
        return None
    width, height = body_map.drawn(today, body_map.VERSION, place.view)["size"]
    return Spot(today, body_map.VERSION, place.view, place.x * width, place.y * height, moved=True)


class Album:
    """Pictures of one patient's past, a page for each view that is needed."""

    def __init__(self, past: Past, shown: Iterable[Visit]) -> None:
        self.past, self.today = past, f"tp-{past.patient.figure}"
        self.frames: dict[tuple[str, int, str], list[tuple[float, float]]] = {}
        # A place is looked at once, however many visits found the point there.
        places = {(each.point, *each[3:8]): each for visit in shown for each in visit.seen}
        for each in places.values():
            if spot := self._spot(each):
                self.frames.setdefault(spot[:3], []).append((spot.x, spot.y))

    def visit(self, visit: Visit) -> list[Picture]:
        """The visit's points, those resolved before it faint, and how far each lay from where it was."""
        pages = self._pages()
        for when, seen in self.past.until(visit).values():
            self._lay(pages, seen, faint=when is not visit)
        earlier = self.past.until(self.past.visits[visit.number - 2]) if visit.number > 1 else {}
        for seen in visit.seen:
            if seen.point in earlier:
                self._trail(pages, earlier[seen.point][1], seen)
        return self._in_order(pages)

    def alone(self, visit: Visit) -> list[Picture]:
        """Only what this visit found; every view of the album, so that two can stand beside each other."""
        pages = self._pages()
        for seen in visit.seen:
            self._lay(pages, seen.on_arrival, faint=False)
        return self._in_order(pages)

    def bare(self, visit: Visit) -> list[Picture]:
        """The same without its muscles: small, one of many."""
        pages = self.alone(visit)
        for page in pages:
            page.concerned.clear()
        return pages

    def overlay(self, then: Visit, now: Visit) -> list[Picture]:
        """The later visit over the earlier one, with a line from old to new place of the same point."""
        pages, old = self._pages(), {seen.point: seen for seen in then.seen}
        for seen in then.seen:
            self._lay(pages, seen.on_arrival, faint=True)
        for seen in now.seen:
            self._lay(pages, seen.on_arrival, faint=False)
            if seen.point in old:
                self._trail(pages, old[seen.point], seen)
        return self._in_order(pages)

    def heat(self, heat: Heat) -> list[Picture]:
        """Each view over its outline alone, whole: what lies beyond the hot places is part of the finding."""
        pages = [
            Picture(self.today, body_map.VERSION, view, heat=steps) for view, steps in heat.paths.items()
        ]
        return sorted(pages, key=lambda page: VIEWS.index(page.view))

    def _pages(self) -> dict[tuple[str, int, str], Picture]:
        return {key: Picture(*key, spots=spots) for key, spots in self.frames.items()}

    def _in_order(self, pages: dict[tuple[str, int, str], Picture]) -> list[Picture]:
        """The view with most points first, all visits counted: the order holds while visits go by."""
        for page in pages.values():
            page.marks.sort(key=lambda mark: (not mark.faint, mark.number))
            page.fan_out()
        return sorted(pages.values(), key=lambda page: (-len(page.spots), VIEWS.index(page.view)))

    def _spot(self, seen: Seen) -> Spot | None:
        return spot_of(seen, self.past.points[seen.point], self.today)

    def _lay(self, pages: dict[tuple[str, int, str], Picture], seen: Seen, *, faint: bool) -> None:
        spot, point = self._spot(seen), self.past.points[seen.point]
        if spot is None or spot[:3] not in pages:
            return
        page = pages[spot[:3]]
        kind = "waiting" if seen.waiting else seen.status
        words = f"{point.words}, {Status(seen.status).label.lower()}"
        mark = Mark(spot.x, spot.y, seen.number, kind, seen.score, faint, spot.moved, words, seen.shape)
        page.marks.append(mark)
        if not faint:
            page.concerned.add((point.muscle_id, point.side))

    def _trail(self, pages: dict[tuple[str, int, str], Picture], old: Seen, new: Seen) -> None:
        start, end = self._spot(old), self._spot(new)
        if not (start and end and start[:3] == end[:3] and start[:3] in pages):
            return
        if math.dist((start.x, start.y), (end.x, end.y)) > SAME_PLACE:
            pages[start[:3]].trails.append(Trail(start.x, start.y, end.x, end.y))
