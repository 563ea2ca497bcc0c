"""What the reports ask about treatment: sessions, their scores, and how people fared over a course."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Avg, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Round
from django.db.models.lookups import GreaterThanOrEqual

from clinic import clock
from reports.expressions import Quartiles, over, totals
from reports.periods import Period
from reports.quartiles import quartiles
from reports.question import Question
from reports.steps import begun
from sessions.models import CountedPoint, PointFinding, TreatmentSession

# A note is late when it is not signed by then.
LATE_HOURS = 72
# A student's note counts once the supervisor has signed as well.
COUNTS_AS_SIGNED = Q(signed_at__isnull=False) & (Q(supervision__isnull=True) | Q(cosignature__isnull=False))
# Points alike first: sorting every point, for people counted once and for quartiles, took twice as long.
BY_STEP = """
, changes AS (
    SELECT begun, change, sum(points)::int AS points FROM one_each
    GROUP BY GROUPING SETS ((begun, change), (change))
), scored AS (
    SELECT begun, count(DISTINCT patient_id) FILTER (WHERE change IS NOT NULL) AS people FROM one_each
    GROUP BY GROUPING SETS ((begun), ())
)
SELECT changes.begun, people, array_agg(ARRAY[change, points]) AS alike
FROM changes JOIN scored ON changes.begun IS NOT DISTINCT FROM scored.begun
GROUP BY changes.begun, people ORDER BY changes.begun
"""
SIGNING = {"signed": "Signed", "unsigned": "Not signed"}


def of_sessions(question: Question, rows: QuerySet[Any], to: str = "") -> QuerySet[Any]:
    """Rows of the therapist, place, service and people asked about; to: the path to their session."""
    visit = f"{to}appointment__"
    asked = {
        f"{to}therapist": question.therapist,
        f"{visit}room__location": question.location,
        f"{visit}service": question.service,
    }
    rows = rows.filter(**{path: value for path, value in asked.items() if value})
    return question.of_people(rows, f"{to}patient")


def begun_sessions(question: Question) -> QuerySet[TreatmentSession]:
    """Those begun in the period, of all patients: for those who run the clinic, and without the notes."""
    rows: QuerySet[Any] = TreatmentSession.objects.filter(**question.period.within("started_at"))
    return of_sessions(question, rows)


def counted(question: Question) -> QuerySet[CountedPoint]:
    """Points found in sessions begun in the period, in the rows that are kept for counting."""
    rows: QuerySet[Any] = CountedPoint.objects.filter(**question.period.within("started_at"))
    return of_sessions(question, rows, "treatment_session__")


def sessions(question: Question) -> QuerySet[TreatmentSession]:
    """The same, with counts and means of their points; signed or unsigned alone where asked."""
    rows = with_points(begun_sessions(question))
    if not question.part:
        return rows
    return rows.filter(COUNTS_AS_SIGNED) if question.part == "signed" else rows.exclude(COUNTS_AS_SIGNED)


def with_points(rows: QuerySet[TreatmentSession]) -> QuerySet[TreatmentSession]:
    """Points found, points scored after, mean tenderness before and after to a tenth; none is null."""
    return rows.annotate(
        found=Coalesce(_of_points(Count("*")), 0),
        scored=Coalesce(_of_points(Count("tenderness_after")), 0),
        mean_before=_of_points(Round(Avg("tenderness_before"), 1)),
        mean_after=_of_points(Round(Avg("tenderness_after"), 1)),
    )


def signing(rows: QuerySet[TreatmentSession]) -> dict[str, int]:
    """How many there are, how many are signed, and how many are late to be."""
    late = ~COUNTS_AS_SIGNED & Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS))
    return totals(
        rows,
        total=Count("pk"),
        people=Count("patient", distinct=True),
        signed=Count("pk", filter=COUNTS_AS_SIGNED),
        unsigned=Count("pk", filter=~COUNTS_AS_SIGNED),
        late=Count("pk", filter=late),
    )


def changes(found: QuerySet[CountedPoint], period: Period) -> list[dict[str, Any]]:
    """Tenderness before minus after, 0-10, of these points by step of the period, and last of all of them.

    points: all found. scored: those with both scores, of so many people; the quartiles are of those or None.
    begun: the step's first day; None of all. No line where there is no point.
    """
    change = F("tenderness_before") - F("tenderness_after")
    rows: QuerySet[Any] = found.order_by()
    alike = rows.values("patient_id", begun=begun("started_at", period), change=change).annotate(
        points=Count("pk")
    )
    return [_change(**line) for line in over(alike, BY_STEP)]


def _change(begun: date | None, people: int, alike: list[tuple[int | None, int]]) -> dict[str, Any]:
    """alike: each change that there is, null where a score is missing, with the number of its points."""
    scored = {change: points for change, points in alike if change is not None}
    return {
        "begun": begun,
        "points": sum(points for _, points in alike),
        "scored": sum(scored.values()),
        "people": people,
        "quartiles": quartiles(scored),
    }


def _of_points(aggregate: Any) -> Subquery:
    # A subquery a figure, not a join: so the rows leave the database in order, the first one at once.
    findings = PointFinding.objects.filter(treatment_session=OuterRef("pk")).order_by()
    return Subquery(findings.values("treatment_session").annotate(figure=aggregate).values("figure"))


# What changed over one session, and over a course of them


def with_pain(question: Question) -> QuerySet[TreatmentSession]:
    """Sessions begun in the period with change: pain before minus pain after, null without both.

    part: scored (both are known), helped (2 points or 30 % better) or missing.
    """
    rows: QuerySet[Any] = begun_sessions(question).annotate(change=F("pain_before") - F("pain_after"))
    wanted = {"scored": Q(change__isnull=False), "missing": Q(change__isnull=True), "helped": helped()}
    return rows.filter(wanted[question.part]) if question.part else rows


def helped(before: str = "pain_before", change: str = "change") -> Q:
    """2 points or 30 % better; where it was 0 before, per cent say nothing (Farrar 2001, Pain 94:149)."""
    third = GreaterThanOrEqual(F(change) * 10, F(before) * 3)
    return Q(**{f"{change}__gte": 2}) | Q(third, **{f"{before}__gt": 0})


def pain_change(rows: QuerySet[TreatmentSession], key: Any = None) -> list[dict[str, Any]]:
    """all, scored, people, mean, quartiles and helped, together or for each value of the key."""
    known = Q(change__isnull=False)
    found = (
        rows.order_by()
        .values(by=key if key is not None else Value(1))
        .annotate(
            all=Count("pk"),
            scored=Count("pk", filter=known),
            people=Count("patient", filter=known, distinct=True),
            mean=Avg(F("change"), output_field=models.FloatField()),
            quartiles=Quartiles(F("change")),
            helped=Count("pk", filter=helped()),
        )
        .order_by("by")
    )
    return [dict(row) for row in found]
