"""One figure's chart: the tables' shapes as regions and zones, cut to the body and carried to the figure."""

from collections.abc import Callable
from typing import Any

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from tools.bodymap.drawing import curves, tables
from tools.bodymap.drawing.bezier import Fit, Points, path
from tools.bodymap.drawing.ground import Ground
from tools.bodymap.drawing.tables import HALF, Muscle, Shape, Zone
from tools.bodymap.drawing.warp import Warp

CORNER = 48  # degrees
FINE, TO_TAP, ZONES = 0.14, 0.2, 0.25  # units a drawn line, a region's and a zone's may stray
INSIDE = 0.5  # units that shapes keep from the outline
# A hair past the midline, so that the two halves join.
HALF_BOX = Polygon([(249.7, -50), (900, -50), (900, 1050), (249.7, 1050)])
# What the raised arm hides of the trunk in the side view.
ARM = Polygon(
    [
        (339, 208), (363, 190), (380, 193), (397, 206), (393, 232), (380, 256), (371, 266), (350, 280),
        (330, 294), (310, 306), (290, 316), (230, 330), (230, 290), (300, 246), (320, 240), (324, 224),
    ]
)  # fmt: skip
UNDER_THE_ARM = {
    "intercostals", "diaphragm", "serratus_anterior", "external_oblique", "rectus_abdominis",
    "pectoralis_major",
}  # fmt: skip


class Chart:
    """grounds: of this figure by view; frame: of figure a; warps: none for figure a itself."""

    def __init__(
        self, figure: str, grounds: dict[str, Ground], frame: dict[str, Ground], warps: dict[str, Warp]
    ) -> None:
        self.figure, self.grounds, self.warps = figure, grounds, warps
        self.frame = {view: _body(ground) for view, ground in frame.items()}
        self.body = {view: _body(ground) for view, ground in grounds.items()}
        self.muscles, self.zones, self.extras = tables.muscles(), tables.zones(), tables.extras()

    def region(self, muscle: Muscle) -> tuple[Any, list[Points]]:
        """Where it lies on this figure, and its fibres; the shape is empty where nothing of it is seen."""
        rings, fibres = curves.drawn(muscle.shape)
        shape = Polygon(rings[0]).buffer(0)
        for hole in rings[1:]:
            shape = shape.difference(Polygon(hole).buffer(0))
        if not muscle.shape.ring:
            rounding = min(1.0, 0.22 * np.sqrt(max(shape.area, 1)))
            shape = shape.buffer(-rounding).buffer(rounding)
        view = muscle.view
        if view == "left" and muscle.slug in UNDER_THE_ARM:
            shape = shape.difference(ARM)
        shape = shape.intersection(self.frame[view].buffer(-INSIDE))
        if view in HALF:
            shape = shape.intersection(HALF_BOX)
        return self.carried(view, shape), [self.moved(view, line) for line in fibres]

    def zone(self, zone: Zone) -> Any:
        outline = curves.turned_ellipse(zone.ellipse) if zone.ellipse else curves.closed_spline(zone.outline)
        shape = Polygon(outline).buffer(0).intersection(self.frame[zone.view])
        if zone.view in HALF and not zone.midline:
            shape = shape.intersection(HALF_BOX)
        return self.carried(zone.view, shape)

    def unnamed(self, view: str, shape: Shape) -> Any:
        if shape.ring:
            outer, inner = curves.ring(shape.ring[0], shape.ring[1], shape.ring[2])
            found = Polygon(outer).difference(Polygon(inner))
        else:
            found = Polygon(curves.closed_spline(shape.outline)).buffer(0)
        found = self.carried(view, found.intersection(self.frame[view].buffer(-0.4)))
        return found.intersection(HALF_BOX) if view in HALF else found

    def moved(self, view: str, line: Points) -> Points:
        return self.warps[view](line) if view in self.warps else np.asarray(line)

    def carried(self, view: str, shape: Any) -> Any:
        """Figure a's shape on this figure: it may run over the old outline, then it is cut at the new one."""
        if view not in self.warps:
            return shape
        body = self.frame[view]
        edge = shape.intersection(body.boundary.buffer(1.4))
        if not edge.is_empty:
            over = edge.buffer(9).difference(body.buffer(-0.5)).intersection(shape.buffer(9))
            shape = shape.union(over).buffer(0)
        found = [_each(part, lambda line: self.moved(view, line)) for part in polygons(shape)]
        return unary_union(found).intersection(self.body[view].buffer(-INSIDE)) if found else shape


def polygons(shape: Any) -> list[Any]:
    parts = shape.geoms if hasattr(shape, "geoms") else [shape]
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 1]


def path_of(shape: Any, error: float = FINE) -> str:
    fit = Fit(error, 0.7, CORNER)
    return "".join(
        path(np.array(ring.coords)[:-1], fit)
        for part in polygons(shape)
        for ring in (part.exterior, *part.interiors)
    )


def _each(part: Any, move: Callable[[Points], Points]) -> Any:
    def dense(ring: Any) -> Points:
        return move(np.array(LineString(ring.coords).segmentize(1.5).coords))

    return Polygon(dense(part.exterior), [dense(hole) for hole in part.interiors]).buffer(0)


def _body(ground: Ground) -> Any:
    parts = [Polygon(ring).buffer(0) for ring in ground.rings]
    return unary_union([part for part in parts if part.area > 20])
