"""The body views of a signed sheet as SVG for print: black on white, numbered, with L and R at the edges."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from sessions import body_map
from sessions.figure import Figure, Mark, figures, whole
from sessions.glyphs import RING
from sessions.visit.apart import Spot, spread

ALWAYS = ("posterior", "anterior")
RADIUS, GAP = 24, 6
INK, LINE, SKIN, MUSCLE = "#111111", "#7d7d77", "#f3f2ee", "#d9d6cd"
# The outlines of the screen without its colours: what is active is filled, what is resolved is crossed.
FILLED = {"active"}


class Drawn(NamedTuple):
    """One view: svg as text, label for its caption, alt for who cannot see it."""

    svg: str
    label: str
    alt: str


class _Site(NamedTuple):
    muscle_id: str
    side: str


class _Seen(NamedTuple):
    """A point of the sheet, as figure.py asks for one."""

    chart: str
    chart_version: int
    view: str
    x: str
    y: str
    number: int
    status: str
    relation: str
    site_type: str
    point: _Site


def of_sheet(points: list[dict[str, Any]]) -> list[Drawn]:
    """Back and front always, then every other view that has points; nothing where no chart was used."""
    if not points:
        return []
    seen = [(_seen(point), _score(point)) for point in points]
    found = {figure.view: figure for figure in figures(seen)}  # type: ignore[arg-type]
    first = seen[0][0]
    for view in ALWAYS:
        found.setdefault(view, whole(first.chart, first.chart_version, view))
    order = [*ALWAYS, *(view for view in body_map.VIEWS if view not in ALWAYS)]
    words = {point["number"]: point["words"] for point in points}
    return [_drawn(found[view], words) for view in order if view in found]


def _seen(point: dict[str, Any]) -> _Seen:
    site = _Site(point["muscle"], point["side"])
    names = ("chart", "chart_version", "view", "x", "y", "number", "status")
    felt = {name: point.get("palpation", {}).get(name, "") for name in ("relation", "site_type")}
    return _Seen(**{name: point[name] for name in names}, **felt, point=site)


def _score(point: dict[str, Any]) -> int | None:
    score: int | None = point["before"] if point["after"] is None else point["after"]
    return score


def _drawn(figure: Figure, words: dict[int, str]) -> Drawn:
    listed = "; ".join(f"{mark.number} {words[mark.number]}" for mark in figure.marks) or "no points"
    return Drawn(svg(figure), figure.label, f"{figure.label} of the body: {listed}")


def svg(figure: Figure) -> str:
    """With presentation attributes alone, so that it prints as it is anywhere."""
    box = f"0 0 {figure.width} {figure.height}"
    size = f'width="{figure.width}" height="{figure.height}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}>', *_body(figure)]
    parts += _letters(figure)
    spots = [(mark.x, mark.y) for mark in figure.marks]
    places = spread(spots, least=2 * RADIUS + GAP, middle=figure.width / 2 if figure.sides else None)
    for spot, place in zip(spots, places, strict=True):
        parts += _leader(spot, place)
    for mark, place in zip(figure.marks, places, strict=True):
        parts += _mark(mark, *place)
    return "".join([*parts, "</svg>"])


def _body(figure: Figure) -> Iterator[str]:
    for shape, fill in [(figure.outline, SKIN), *((muscle, MUSCLE) for muscle in figure.muscles)]:
        turn = f' transform="translate({figure.width} 0) scale(-1 1)"' if shape.turned else ""
        yield f'<path d={quoteattr(shape.d)} fill="{fill}" stroke="{LINE}" stroke-width="1.2"{turn}/>'


def _letters(figure: Figure) -> Iterator[str]:
    if not figure.sides:
        return
    for x, letter, anchor in ((12, figure.sides[0], "start"), (figure.width - 12, figure.sides[1], "end")):
        yield (
            f'<text x="{x}" y="44" font-size="34" font-weight="bold" font-family="sans-serif" '
            f'text-anchor="{anchor}" fill="{INK}">{escape(letter)}</text>'
        )


def _leader(spot: Spot, place: Spot) -> Iterator[str]:
    """From a number that had to make room to the place it means."""
    if spot == place:
        return
    (x, y), (to_x, to_y) = spot, place
    yield f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="{INK}" stroke-width="3"/>'
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{INK}"/>'


def _mark(mark: Mark, x: float, y: float) -> Iterator[str]:
    ground, ink = (INK, "#ffffff") if mark.status in FILLED else ("#ffffff", INK)
    dashed = ' stroke-dasharray="6 5"' if mark.status == "resolved" else ""
    larger = RADIUS / RING
    yield (
        f'<path d="{mark.outline}" transform="translate({x:.1f} {y:.1f}) scale({larger:g})" '
        f'fill="{ground}" stroke="{INK}" stroke-width="{3 / larger:g}"{dashed}/>'
    )
    if mark.status == "resolved":
        yield from _cross(x, y)
    low = 17 if mark.shape == "tender_spot" else 10
    yield (
        f'<text x="{x:.1f}" y="{y + low:.1f}" font-size="28" font-weight="bold" font-family="sans-serif" '
        f'text-anchor="middle" fill="{ink}">{mark.number}</text>'
    )


def _cross(x: float, y: float) -> Iterator[str]:
    """Four strokes outside the ring, so that the number stays readable."""
    near, far = RADIUS * 0.75, RADIUS * 1.3
    for along, across in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        start = f"{x + along * near:.1f} {y + across * near:.1f}"
        end = f"{x + along * far:.1f} {y + across * far:.1f}"
        yield f'<path d="M{start}L{end}" stroke="{INK}" stroke-width="4"/>'
