"""What the pages of an assessment show: rows to answer, findings to read, patterns they suggest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q

from clinic.asking import give, together
from patients.models import PlumbDistance, PostureFinding, PostureMeasure, PostureNote, PostureSign
from patients.posture import comparing, patterns, places
from patients.posture.measuring import Angle
from patients.posture.models import View
from patients.posture.sign_models import plain

DRAWN = (View.FRONT, View.BACK, View.LEFT, View.RIGHT)
MORE = "more"
TABS = [*((view.value, view.label) for view in DRAWN), (MORE, "Lying and habits")]
Key = tuple[str, str]


class Tried(NamedTuple):
    """What was sent for one row and could not be kept, and why."""

    typed: Mapping[str, str]
    error: str
    version: int


@dataclass
class Row:
    """One finding on one side, as it can be answered in a view; last: the same in the assessment before."""

    sign: PostureSign
    side: str
    view: str
    found: PostureFinding | None
    last: PostureFinding | None
    tried: Tried | None = None
    measured: Angle | None = None

    @property
    def label(self) -> str:
        return comparing.named(self.sign, self.side if self.has_own_side else "midline")

    @property
    def has_own_side(self) -> bool:
        return self.sign.sides == PostureSign.Sides.EACH

    @property
    def is_toward(self) -> bool:
        return self.sign.sides == PostureSign.Sides.TOWARD

    @property
    def version(self) -> int:
        if self.tried:
            return self.tried.version
        return self.found.version if self.found else 0

    @property
    def measures(self) -> list[PostureMeasure]:
        return [*self.sign.measures.all()]

    @property
    def measure(self) -> PostureMeasure | None:
        """The one chosen, else the one used last, else the first."""
        chosen = self._typed("measure")
        ways = {way.pk: way for way in self.measures}
        used = next((row.measure_id for row in (self.found, self.last) if row and row.measure_id), None)
        return ways.get(chosen) or ways.get(used or "") or next(iter(ways.values()), None)

    @property
    def value(self) -> str:
        stored = self.found.value if self.found else None
        return self._typed("value") or ("" if stored is None else f"{stored.normalize():f}")

    @property
    def slider(self) -> str:
        """Where the slider stands: the value, else last time's, else where it starts."""
        last = self.last.value if self.last and self.last.measure == self.measure else None
        measure = self.measure
        start = measure.low if measure and measure.low >= 0 else 0
        return self.value or str(last if last is not None else start)

    @property
    def words(self) -> str:
        return self._typed("words") or (self.found.words if self.found else "")

    @property
    def grades(self) -> list[tuple[str, str, bool]]:
        """The keys: figure, word, whether it is the chosen one."""
        chosen = self._typed("grade") if self.tried else "" if self.found is None else str(self.found.grade)
        return [(str(grade), word, str(grade) == chosen) for grade, word in enumerate(self.sign.grades)]

    @property
    def sides(self) -> list[tuple[str, str, bool]]:
        chosen = self._typed("side") or (self.found.side if self.found else "")
        return [(side, side.capitalize(), side == chosen) for side in self.sign.allowed_sides]

    @property
    def last_words(self) -> str:
        if not self.last:
            return ""
        side = f"{self.last.side}, " if self.is_toward else ""
        return side + self.last.in_words

    def _typed(self, name: str) -> str:
        return self.tried.typed.get(name, "") if self.tried else ""


@dataclass
class Group:
    """The rows at one landmark."""

    spot: str
    label: str
    rows: list[Row] = field(default_factory=list)


class Dot(NamedTuple):
    """A landmark on the silhouette and how many findings are present there."""

    place: places.Place
    found: int


def groups(
    note: PostureNote,
    tab: str,
    last: PostureNote | None,
    measured: Mapping[str, Angle],
    tried: Mapping[Key, Tried] | None = None,
) -> list[Group]:
    """All that can be answered in this tab, landmark by landmark from the head down.

    measured: what the photos tell, by finding.
    """
    found, before = _by_key(note.findings.all()), _by_key(last.findings.all() if last else ())
    made = {spot: Group(spot, label) for spot, label in places.SPOTS.items()}
    for sign in _signs(tab, note):
        for side in _sides(sign, tab):
            key = (sign.pk, side)
            row = Row(sign, side, _view(sign, tab), found.get(key), before.get(key), (tried or {}).get(key))
            row.measured = measured.get(sign.pk)
            made[sign.spot].rows.append(row)
    return [group for group in made.values() if group.rows]


def _signs(tab: str, note: PostureNote) -> Iterable[PostureSign]:
    """With their measures; the note's distances, which the same page shows, are read with them."""
    every, here = PostureSign.objects.all(), Q(views__contains=[tab])
    signs = every.exclude(views__overlap=[*DRAWN]) if tab == MORE else every.filter(here)
    measures, lines = PostureMeasure.objects.filter(sign__in=signs.values("pk")), note.distances.all()
    together(signs, measures, lines)
    give(note, "distances", lines)
    for sign in signs:
        give(sign, "measures", [measure for measure in measures if measure.sign_id == sign.pk])
    return signs


def _sides(sign: PostureSign, tab: str) -> tuple[str, ...]:
    """A finding to one side is one row, its side an answer; seen from the side there is only one side."""
    if sign.sides != PostureSign.Sides.EACH:
        return ("midline",)
    return (tab,) if tab in ("left", "right") else ("right", "left")


def _view(sign: PostureSign, tab: str) -> str:
    return str(sign.views[0]) if tab == MORE else tab


def _by_key(findings: Iterable[PostureFinding]) -> dict[Key, PostureFinding]:
    """By sign and row: a finding to one side stands in the row without a side."""
    each = PostureSign.Sides.EACH
    return {
        (found.sign_id, found.side if found.sign.sides == each else "midline"): found for found in findings
    }


def dots(tab: str, shown: Iterable[Group]) -> list[Dot]:
    rows = {group.spot: group.rows for group in shown}
    return [
        Dot(place, sum(_counts(row, place.side) for row in rows[place.spot]))
        for place in places.places(tab)
        if place.spot in rows
    ]


def _counts(row: Row, side: str) -> bool:
    here = row.side == side or "midline" in (row.side, side)
    return bool(here and row.found and not row.found.carried and row.found.present)


def distances(note: PostureNote, view: str) -> dict[str, Any]:
    return {row.landmark: plain(row.cm) for row in note.distances.all() if row.view == view}


class Distance(NamedTuple):
    view: str
    label: str
    words: str


def plumb_lines(note: PostureNote) -> list[Distance]:
    """Centimetres with their direction in words."""
    return [
        Distance(View(row.view).label, PlumbDistance.Landmark(row.landmark).label, _distance(row))
        for row in sorted(note.distances.all(), key=lambda row: (row.view, row.pk))
    ]


def _distance(row: PlumbDistance) -> str:
    if not row.cm:
        return "on the line"
    words = ("in front", "behind") if row.view in ("left", "right") else ("to the right", "to the left")
    return f"{plain(abs(row.cm))} cm {words[row.cm < 0]}"


def suggested(note: PostureNote) -> list[patterns.Pattern]:
    """By what was looked at and seen."""
    return patterns.of({row.sign_id for row in note.findings.all() if row.present and not row.carried})


def in_order(note: PostureNote) -> list[PostureFinding]:
    return sorted(note.findings.all(), key=lambda row: (row.sign.order, row.side))
