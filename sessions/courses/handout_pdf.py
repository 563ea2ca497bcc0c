"""The sheet of home care: what it says, for the page and for the PDF, with a drawing of where."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from clinic import clock
from clinic.models import Clinic
from clinic.paper import compiled
from patients.models import Patient
from sessions import body_map
from sessions.carrying import chart_of
from sessions.courses.home_care import in_hand
from sessions.courses.models import HomeCare
from sessions.courses.refusals import CourseRefused
from sessions.figure import Figure, Shape, figures
from sessions.models import PointFinding, TriggerPoint
from sessions.visit.letters import contact

TEMPLATE = Path(__file__).with_name("handout.typ").read_bytes()
# Points; the smallest is still read at arm's length.
SIZES = (11, 10, 9)
# Comes with typst, so the drawing has its letters on every machine.
FONT = 'font-family="DejaVu Sans Mono"'
ASIDE = "Ask us before you go on if you are unsure. This sheet is for you alone; do not pass it on."


@dataclass(frozen=True)
class Sheet:
    """rows: what to do, numbered as on the drawings."""

    clinic: str
    contact: str
    name: str
    day: str
    rows: list[HomeCare]
    figures: list[Figure]

    aside = ASIDE


def sheet(patient: Patient) -> Sheet:
    rows = in_hand(patient)
    marks = [mark for number, row in enumerate(rows, 1) for mark in _marks(patient, row, number)]
    day = f"{clock.today():%-d %B %Y}"
    clinic = Clinic.current()
    where = figures((mark, None) for mark in marks)
    return Sheet(clinic.name, contact(clinic), str(patient), day, rows, where)


def _marks(patient: Patient, row: HomeCare, number: int) -> list[PointFinding]:
    """Where it is done, as points of a map that is never kept; none where it is for no one muscle."""
    muscle = row.item.muscle
    sides = {"both": ("left", "right")}.get(row.side, (row.side,))
    chart = chart_of(patient)
    found: list[PointFinding] = []
    if muscle is None:
        return found
    for side in sides:
        try:
            place = body_map.canonical(chart, muscle.slug, None, side)
        except body_map.Unplaced:
            continue
        point = TriggerPoint(patient=patient, muscle=muscle, side=side)
        at = {"view": place.view, "x": place.x, "y": place.y}
        found.append(
            PointFinding(
                point=point, number=number, chart=chart, chart_version=body_map.VERSION, status="active", **at
            )
        )
    return found


def drawn(told: Sheet) -> bytes:
    """The PDF, on one page, in the largest letters that fit; raises CourseRefused where none do."""
    for size in SIZES:
        content = _in(told, size)
        with pikepdf.open(BytesIO(content)) as pdf:
            if len(pdf.pages) == 1:
                return content
    raise CourseRefused(
        "This is more than fits on one page. End what is no longer done, or shorten its words in the library."
    )


def _in(told: Sheet, size: float) -> bytes:
    return compiled(TEMPLATE, {**data_of(told), "size": size})


def data_of(told: Sheet) -> dict[str, Any]:
    return {
        "clinic": told.clinic,
        "contact": told.contact,
        "name": told.name,
        "day": told.day,
        "aside": told.aside,
        "rows": [
            {
                "title": row.title,
                "dose": row.dose,
                "pressure": row.pressure_words,
                "words": row.words,
                "stop": row.stop_rules,
            }
            for row in told.rows
        ],
        "figures": [
            {"svg": svg(figure), "label": figure.label, "says": says(figure)} for figure in told.figures[:3]
        ],
    }


def says(figure: Figure) -> str:
    """For those who do not see it."""
    numbers = ", ".join(str(mark.number) for mark in figure.marks)
    return f"{figure.label} of the body with the places of number {numbers}"


def svg(figure: Figure) -> str:
    """The drawing for paper: outline, muscle, numbered ring, side letters."""
    window = figure.window
    turn = f' transform="translate({figure.width} 0) scale(-1 1)"'
    shapes = [
        _shape(figure.outline, turn, 'fill="#f4f1ea" stroke="#555" stroke-width="2"'),
        *(_shape(muscle, turn, 'fill="#c9d8d3" stroke="#33685c"') for muscle in figure.muscles),
        *(_mark(mark.x, mark.y, mark.number) for mark in figure.marks),
    ]
    if figure.sides:
        first, last, top = window.letters
        shapes += [_letter(first, top, figure.sides[0]), _letter(last, top, figure.sides[1], end=True)]
    size = f'viewBox="{window.box}" width="{window.width}" height="{window.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes)}</svg>'


def _shape(shape: Shape, turn: str, looks: str) -> str:
    return f'<path d="{shape.d}" {looks}{turn if shape.turned else ""}/>'


def _letter(x: int, y: int, letter: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x}" y="{y}"{anchor} {FONT} font-size="26" fill="#333">{letter}</text>'


def _mark(x: float, y: float, number: int) -> str:
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="17" fill="#fff" stroke="#000" stroke-width="3"/>'
    at = f'x="{x:.1f}" y="{y + 8:.1f}" text-anchor="middle"'
    return f'{ring}<text {at} {FONT} font-size="22">{number}</text>'
