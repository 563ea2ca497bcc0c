"""What a record's first page tells: to everyone the person and their visits, to the care team the chart."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet

from clinic import clock
from clinic.asking import together
from clinic.models import Role, Staff
from patients import screening
from patients.models import Patient

VISITS = 10
COMING = 6
POINTS = 12
# Two points is the least change of a 0-10 scale that means something (Farrar et al. 2001, Pain 94:149).
REAL_CHANGE = 2
STARTABLE = ("booked", "arrived", "checked-in")
FULFILLED = Q(status="fulfilled")


def of(patient: Patient, *, staff: Staff, chart_open: bool, page: Any = None) -> dict[str, Any]:
    """The page's parts by name; fields names those shown, for the audit log."""
    coming, past, treating = _coming(patient), _past(patient, page, chart_open=chart_open), team(patient)
    together(coming, past, treating)
    record: dict[str, Any] = {
        "fields": ["contact", "appointments"],
        "cautions": None,
        "today": clock.today(),
        "coming": [*coming],
        "visits": _visits(past, page),
        "team": treating,
    }
    if chart_open:
        record |= _chart(patient)
        record["fields"] = ["contact", "appointments", "history", "points", "notes"]
        record["startable"] = _startable(record["coming"], staff)
    return record


def members(patient: Patient) -> dict[str, Any]:
    """The care team in two parts: those who treat, and those added by name."""
    treating = patient.appointments.in_care().values("therapist")
    return {
        "treating": Staff.objects.therapists().filter(pk__in=treating),
        "named": patient.care_team.current().select_related("therapist").order_by("since_on", "pk"),
    }


def team(patient: Patient) -> QuerySet[Staff]:
    """Therapists who treat this person, or were added to the care team by name."""
    treating = Q(pk__in=patient.appointments.in_care().values("therapist"))
    added = Q(pk__in=patient.care_team.current().values("therapist"))
    return Staff.objects.therapists().filter(treating | added)


def _appointments(patient: Patient) -> QuerySet:
    return patient.appointments.select_related("therapist", "room", "chair_day", "service").with_visits()


def _coming(patient: Patient) -> QuerySet:
    """Today's, whatever became of them except that they were, and what is booked after it."""
    start, end = clock.clinic_day(clock.today())
    today = Q(starts_at__gte=start, starts_at__lt=end)
    held = patient.appointments.holding().values("pk")
    shown = _appointments(patient).filter(today | Q(starts_at__gte=end, pk__in=held)).exclude(FULFILLED)
    return shown.order_by("starts_at")[:COMING]


class Visits(NamedTuple):
    """Some of the visits before today and of those fulfilled today, newest first; page counts from 1."""

    rows: list
    page: int
    more: bool


def _past(patient: Patient, page: Any, *, chart_open: bool) -> QuerySet:
    """With the pain of each visit for those who may know it; one more than a page shows."""
    start, _end = clock.clinic_day(clock.today())
    over = Q(starts_at__lt=start) | FULFILLED
    past = _appointments(patient).filter(over).order_by("-starts_at", "-pk")
    if chart_open:
        past = past.annotate(
            pain_before=F("treatment_session__pain_before"), pain_after=F("treatment_session__pain_after")
        )
    first = (_number(page) - 1) * VISITS
    return past[first : first + VISITS + 1]


def _visits(past: QuerySet, page: Any) -> Visits:
    return Visits([*past][:VISITS], _number(page), len(past) > VISITS)


def _number(page: Any) -> int:
    """Nonsense for a page is the first one."""
    return max(int(page), 1) if page and page.isascii() and page.isdigit() and len(page) < 4 else 1


def _startable(coming: Iterable, staff: Staff) -> Any:
    """Today's appointment with this therapist that has no session yet, or whose session is open."""
    for visit in coming:
        mine = visit.therapist_id == staff.pk and staff.has(Role.THERAPIST)
        if mine and visit.status in STARTABLE and visit.day == clock.today():
            return visit
    return None


def _chart(patient: Patient) -> dict[str, Any]:
    cautions = screening.of(patient)
    signed = (
        patient.treatment_sessions.signed().select_related("therapist").annotate(charted=Count("findings"))
    )
    signed = signed.order_by("-started_at")[:1]
    points = _scored_points(patient)
    together(signed, points)
    return {
        "history": cautions.history,
        "cautions": cautions,
        "note": next(iter(signed), None),
        "points": open_points(patient, points),
    }


class OpenPoint(NamedTuple):
    """A point that is not resolved: first and last tenderness before treatment, and how often scored."""

    point: Any
    status: str
    first: int | None
    last: int | None
    scores: int

    @property
    def eased(self) -> int | None:
        """How much less it hurts; None when there are not two scores."""
        if self.first is None or self.last is None or self.scores < 2:
            return None
        return self.first - self.last

    @property
    def change(self) -> str:
        """better, worse, steady, or nothing where two scores are missing."""
        if self.eased is None:
            return ""
        if abs(self.eased) < REAL_CHANGE:
            return "steady"
        return "better" if self.eased > 0 else "worse"

    @property
    def by(self) -> int:
        return abs(self.eased or 0)


def _scored_points(patient: Patient) -> QuerySet:
    """With what was found at each, in the order of the visits."""
    in_time = ("findings__treatment_session__started_at", "findings__treatment_session")
    scored = Q(findings__tenderness_before__isnull=False)
    return (
        patient.trigger_points.select_related("muscle")
        .filter(findings__isnull=False)
        .annotate(
            statuses=ArrayAgg("findings__status", order_by=in_time),
            scores=ArrayAgg("findings__tenderness_before", filter=scored, order_by=in_time, default=[]),
        )
    )


def open_points(patient: Patient, points: Iterable | None = None) -> list[OpenPoint]:
    """Sorest first; one query, however many visits, where the points are not given."""
    known = _scored_points(patient) if points is None else points
    found = [_open_point(point) for point in known if point.statuses[-1] != "resolved"]
    return sorted(found, key=lambda one: -(one.last or 0))[:POINTS]


def _open_point(point: Any) -> OpenPoint:
    first, last = (point.scores[0], point.scores[-1]) if point.scores else (None, None)
    return OpenPoint(point, point.statuses[-1], first, last, len(point.scores))
