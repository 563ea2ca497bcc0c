"""All that was ever found on one patient's body map: by visit, and by point over the visits."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from patients.summary import REAL_CHANGE
from sessions.glyphs import shape_of
from sessions.models import PointFinding, TreatmentSession, TriggerPoint

Status = PointFinding.Status
# The same muscle, side and code resolved and active again so soon is the same trouble come back. The clinic's
# reports count it alike; the number is the clinic's own convention, not a finding of research.
RECURS_WITHIN = timedelta(days=28)
# So many scores are spelt out in a sentence; those before them are only in the line.
SPELT_OUT = 8


class Seen(NamedTuple):
    """What one visit found at one point, and where on which drawing; x and y are fractions of the view."""

    point: int
    session: int
    number: int
    chart: str
    chart_version: int
    view: str
    x: float
    y: float
    status: str
    before: int | None
    after: int | None
    previous: int | None
    relation: str
    site_type: str

    @property
    def score(self) -> int | None:
        """The newest tenderness taken at this visit: after the treatment, else before it."""
        return self.before if self.after is None else self.after

    @property
    def shape(self) -> str:
        """Its outline, a key of glyphs.OUTLINES; one that waits to be scored again is a ring."""
        return "" if self.waiting else shape_of(self.status, self.relation, self.site_type)

    @property
    def on_arrival(self) -> "Seen":
        """As it was before the treatment, for two visits beside each other."""
        return self if self.before is None else self._replace(after=None)

    @property
    def waiting(self) -> bool:
        """Carried over from an earlier visit and not pressed again."""
        unscored = self.before is None and self.after is None
        return self.previous is not None and unscored and self.status != Status.RESOLVED


@dataclass(frozen=True)
class Visit:
    """A treatment session with what it found, in the order of the list; number counts from the first, 1."""

    number: int
    key: int
    started_at: datetime
    therapist: str
    signed: bool
    seen: list[Seen] = field(default_factory=list)

    @cached_property
    def on(self) -> date:
        return clock.local(self.started_at).date()


@dataclass(frozen=True)
class Life:
    """One point over the visits, oldest first."""

    point: TriggerPoint
    seen: list[tuple[Visit, Seen]]

    @property
    def last(self) -> Seen:
        return self.seen[-1][1]

    @property
    def is_open(self) -> bool:
        return self.last.status != Status.RESOLVED

    @property
    def status_words(self) -> str:
        return str(Status(self.last.status).label)

    @cached_property
    def scores(self) -> list[tuple[Visit, int]]:
        """Tenderness before treatment, where it was taken: what the visits before it left of the point."""
        return [(visit, seen.before) for visit, seen in self.seen if seen.before is not None]

    @property
    def sentence(self) -> str:
        """Left upper trapezius TrP2: 8, 6, 3 over 4 visits."""
        visits = f"{len(self.seen)} visit" if len(self.seen) == 1 else f"{len(self.seen)} visits"
        spelt = [str(score) for _visit, score in self.scores[-SPELT_OUT:]]
        earlier = ["…"] if len(self.scores) > SPELT_OUT else []
        said = ", ".join([*earlier, *spelt]) or "no score"
        return f"{self.point.words}: {said} over {visits}"

    @property
    def change(self) -> str:
        """better, worse or steady from the first score to the last; nothing where there is one or none."""
        if len(self.scores) < 2:
            return ""
        more = self.scores[-1][1] - self.scores[0][1]
        if abs(more) < REAL_CHANGE:
            return "steady"
        return "worse" if more > 0 else "better"

    @property
    def by(self) -> int:
        return abs(self.scores[-1][1] - self.scores[0][1])


@dataclass(frozen=True)
class Recurrence:
    """A site that was resolved and then active again within RECURS_WITHIN."""

    point: TriggerPoint
    resolved_on: date
    again_on: date

    @property
    def days(self) -> int:
        return (self.again_on - self.resolved_on).days


@dataclass(frozen=True)
class Past:
    """visits oldest first; points by key."""

    patient: Patient
    visits: list[Visit]
    points: dict[int, TriggerPoint]

    @cached_property
    def lives(self) -> list[Life]:
        """Every point: the open ones first, those seen last before others, then by their number there."""
        seen: dict[int, list[tuple[Visit, Seen]]] = {}
        for visit in self.visits:
            for each in visit.seen:
                seen.setdefault(each.point, []).append((visit, each))
        lives = [Life(self.points[key], rows) for key, rows in seen.items()]
        return sorted(lives, key=lambda life: (not life.is_open, -life.seen[-1][0].number, life.last.number))

    @cached_property
    def recurrences(self) -> dict[int, Recurrence]:
        """The latest for each point that came back; a site is the same whichever of its points it was."""
        sites: dict[object, list[tuple[Visit, Seen]]] = {}
        for visit in self.visits:
            for each in visit.seen:
                sites.setdefault(_site(self.points[each.point]), []).append((visit, each))
        found = {}
        for rows in sites.values():
            for (was, old), (now, new) in pairwise(rows):
                back = old.status == Status.RESOLVED and new.status == Status.ACTIVE
                if back and now.on - was.on <= RECURS_WITHIN:
                    found[new.point] = Recurrence(self.points[new.point], was.on, now.on)
        return found

    def visit(self, asked: str) -> Visit | None:
        """By its number as people typed it; nonsense is none."""
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
        return self.visits[number - 1] if 0 < number <= len(self.visits) else None

    def words(self, visit: Visit) -> str:
        """Session 3 of 6, 4 October; with the year where it is not this one."""
        year = "" if visit.on.year == clock.today().year else f" {visit.on.year}"
        return f"Session {visit.number} of {len(self.visits)}, {visit.on:%-d %B}{year}"

    def until(self, visit: Visit) -> dict[int, tuple[Visit, Seen]]:
        """Each point as it was last seen up to and with this visit."""
        return {each.point: (one, each) for one in self.visits[: visit.number] for each in one.seen}


def of(patient: Patient, staff: Staff) -> Past:
    """Of the visits that this person may see; three queries, however long the history is."""
    sessions = TreatmentSession.objects.visible_to(staff).filter(patient=patient)
    rows = sessions.order_by("started_at", "pk").values_list(
        "pk", "started_at", "therapist__display_name", "signed_at"
    )
    visits = {
        key: Visit(number, key, at, therapist, signed is not None)
        for number, (key, at, therapist, signed) in enumerate(rows, 1)
    }
    points = TriggerPoint.objects.filter(patient=patient).select_related("muscle").in_bulk()
    findings = PointFinding.objects.filter(treatment_session__patient=patient).order_by("number")
    for row in findings.values_list(*FIELDS):
        seen = Seen._make((*row[:6], float(row[6]), float(row[7]), *row[8:]))
        if seen.session in visits:
            visits[seen.session].seen.append(seen)
    return Past(patient, list(visits.values()), points)


FIELDS = (
    "point_id", "treatment_session_id", "number", "chart", "chart_version", "view", "x", "y", "status",
    "tenderness_before", "tenderness_after", "previous_id", "relation", "site_type",
)  # fmt: skip


def _site(point: TriggerPoint) -> object:
    """A place without a code is only ever itself."""
    return (point.muscle_id, point.side, point.code) if point.code else point.pk
