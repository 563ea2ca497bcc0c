"""The past as it leaves a page: a drawing with colours of its own, and plain data for the open map."""

from collections.abc import Iterator
from typing import Any

from clinic.models import Clinic
from sessions import body_map
from sessions.models import PointFinding
from sessions.past.lives import Past, Seen, Visit
from sessions.past.picture import Mark, Picture

Status = PointFinding.Status
# The light ramp of the page, as a drawing that stands alone must say it; on dark steps the number is white.
PAIN = (
    "#F9F0DA", "#EFD7B0", "#E8BD88", "#E3A064", "#DD8246", "#D16436", "#C3452D", "#AA3036", "#8F1C3A",
    "#70133C", "#520C37",
)  # fmt: skip
COLUMNS = (
    "Date", "No.", "Muscle", "Latin", "Side", "Site", "Status", "Before", "After", "View", "x", "y",
    "Drawing", "Version",
)  # fmt: skip
# So begins what a spreadsheet would run; the reports of the floor above know more of it.
FORMULA = tuple("=+-@＝＋－＠")
WHITE_FROM = 6
LINE = 22
# More visits than a finger can find on a track; the page of the past has them all.
MOST_VISITS = 60


def context(past: Past, visit: Visit, page: Picture) -> dict[str, Any]:
    """For picture.svg: the drawing, and below it the list of its points with the same numbers."""
    width, height = page.drawn["size"]
    shown = [mark for mark in page.marks if not mark.faint]
    seen = {each.number: each for each in visit.seen}
    rows = [
        (mark, f"{mark.number}. {mark.words}, {_scores(seen[mark.number])}", height + 60 + i * LINE)
        for i, mark in enumerate(sorted(shown, key=lambda mark: mark.number))
    ]
    return {
        "page": page,
        "rows": rows,
        "fills": [(mark, *_colours(mark)) for mark in page.marks],
        "height": height + 80 + len(rows) * LINE,
        "drawing_height": height,
        "half": width / 2,
        "ends": (20, width - 20),
        "title": f"{Clinic.current().name}, {past.patient.number}: {past.words(visit)}, {page.label.lower()}",
    }


def data(past: Past, chart: str) -> dict[str, Any]:
    """Visits oldest first, each point in few letters; what is charted on another drawing is left out."""
    return {
        "visits": [
            {
                "session": visit.key,
                "words": past.words(visit),
                "points": [
                    _brief(each)
                    for each in visit.seen
                    if (each.chart, each.chart_version) == (chart, body_map.VERSION)
                ],
            }
            for visit in past.visits[-MOST_VISITS:]
        ],
        "lives": {life.point.pk: life.sentence + _again(past, life.point.pk) for life in past.lives},
    }


def rows(past: Past) -> Iterator[tuple[object, ...]]:
    """The head, then each finding by visit and number; what a spreadsheet might run is only text."""
    yield COLUMNS
    for visit in past.visits:
        for seen in visit.seen:
            point = past.points[seen.point]
            yield (
                visit.on.isoformat(), seen.number, _text(point.muscle.name), _text(point.muscle.latin),
                point.side, point.code, Status(seen.status).label, seen.before, seen.after, seen.view,
                f"{seen.x:.4f}", f"{seen.y:.4f}", seen.chart, seen.chart_version,
            )  # fmt: skip


def _text(words: str) -> str:
    return f"'{words}" if words[:1] in FORMULA else words


def _brief(seen: Seen) -> dict[str, Any]:
    return {
        "point": seen.point,
        "number": seen.number,
        "view": seen.view,
        "x": seen.x,
        "y": seen.y,
        "status": seen.status,
        "score": seen.score,
        "waiting": seen.waiting,
        "relation": seen.relation,
        "site_type": seen.site_type,
    }


def _again(past: Past, key: int) -> str:
    back = past.recurrences.get(key)
    return f". Came back {back.days} days after it was resolved" if back else ""


def _scores(seen: Seen) -> str:
    before, after = ("not taken" if score is None else score for score in (seen.before, seen.after))
    return f"before {before}, after {after}"


def _colours(mark: Mark) -> tuple[str, str]:
    """Fill and ink; where nothing was taken grey for what is active, else white."""
    if mark.score is None:
        return ("#5A6363", "#FFFFFF") if mark.kind == Status.ACTIVE else ("#FFFFFF", "#101516")
    return PAIN[mark.score], "#FFFFFF" if mark.score >= WHITE_FROM else "#101516"
