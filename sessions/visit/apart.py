"""Numbers on a drawing, moved off each other; a line leads back to where each belongs."""

import math
from collections.abc import Iterable, Iterator

Spot = tuple[float, float]
# Tried outwards in rings, in this order: aside first, then up and down.
TURNS = [math.radians(angle) for angle in (0, 180, 45, 135, 315, 225, 90, 270)]
RINGS = 6


def spread(spots: Iterable[Spot], *, least: float, middle: float | None = None) -> list[Spot]:
    """Where each may stand so that no two are closer than least; the first comer keeps its place.

    middle: where left and right meet; no number crosses it. A spot that finds no room in any ring stays
    where it belongs.
    """
    taken: list[Spot] = []
    for spot in spots:
        free = (
            one
            for one in _around(spot, least)
            if _on_its_side(spot, one, middle) and all(math.dist(one, other) >= least for other in taken)
        )
        taken.append(next(free, spot))
    return taken


def _on_its_side(spot: Spot, place: Spot, middle: float | None) -> bool:
    return middle is None or (spot[0] - middle) * (place[0] - middle) >= 0


def _around(spot: Spot, least: float) -> Iterator[Spot]:
    yield spot
    for ring in range(1, RINGS + 1):
        for turn in TURNS:
            far = ring * least * 0.6
            yield spot[0] + far * math.cos(turn), spot[1] - far * math.sin(turn)
