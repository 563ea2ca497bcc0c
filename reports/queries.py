"""What the reports ask: the rows of a period, and what is counted over them."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Aggregate, Avg, Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Round

from clinic import clock
from clinic.models import Clinic, Staff
from reports.periods import Period, begun
from scheduling.models import Appointment, Status
from sessions.models import PointFinding, TreatmentSession

# A note is late when it is not signed by then.
LATE_HOURS = 72

OUTCOMES = {
    "proposed": "Proposed",
    "booked": "Booked",
    "confirmed": "Confirmed",
    "arrived": "Arrived",
    "fulfilled": "Fulfilled",
    "noshow": "No-show",
    "late": "Cancelled late",
    "cancelled": "Cancelled in time",
}
SLUGS = {slug: slug for slug in OUTCOMES}
# A student's note counts once the supervisor has signed as well.
COUNTS_AS_SIGNED = Q(signed_at__isnull=False) & (Q(supervision__isnull=True) | Q(cosignature__isnull=False))
SIGNING = {"signed": "Signed", "unsigned": "Not signed"}


def outcome(slug: str) -> Q:
    """Where an appointment stands; a cancellation is late within the hours that the clinic asks for."""
    notice = timedelta(hours=Clinic.current().late_cancel_hours)
    cancelled, booked = Q(status=Status.CANCELLED), Q(status=Status.BOOKED)
    late = Q(cancelled_at__isnull=False, cancelled_at__gt=F("starts_at") - notice)
    return {
        "proposed": Q(status__in=[Status.PROPOSED, Status.PENDING]),
        "booked": booked & Q(confirmed_at__isnull=True),
        "confirmed": booked & Q(confirmed_at__isnull=False),
        "arrived": Q(status__in=[Status.ARRIVED, Status.CHECKED_IN]),
        "fulfilled": Q(status=Status.FULFILLED),
        "noshow": Q(status=Status.NOSHOW),
        "late": cancelled & late,
        "cancelled": cancelled & ~late,
    }[slug]


def appointments(period: Period, therapist: Staff | None = None, status: str = "") -> QuerySet[Appointment]:
    """Those that begin in the period; neither what was entered in error nor who waits for a time."""
    rows = Appointment.objects.filter(**period.within("starts_at")).exclude(
        status__in=[Status.ENTERED_IN_ERROR, Status.WAITLIST]
    )
    rows = rows.filter(therapist=therapist) if therapist else rows
    return rows.filter(outcome(status)) if status else rows


def sessions(period: Period, therapist: Staff | None = None, status: str = "") -> QuerySet[TreatmentSession]:
    """Those begun in the period, with counts and means of their points, and not a word of the notes.

    Of all patients: this is for those who run the clinic, whether or not they may open a chart.
    """
    rows = TreatmentSession.objects.filter(**period.within("started_at"))
    rows = rows.filter(therapist=therapist) if therapist else rows
    if not status:
        return rows
    return rows.filter(COUNTS_AS_SIGNED) if status == "signed" else rows.exclude(COUNTS_AS_SIGNED)


def with_points(rows: QuerySet[TreatmentSession]) -> QuerySet[TreatmentSession]:
    """Points found, points scored after, mean tenderness before and after to a tenth; none is null."""
    return rows.annotate(
        found=Coalesce(_of_points(Count("*")), 0),
        scored=Coalesce(_of_points(Count("tenderness_after")), 0),
        mean_before=_of_points(Round(Avg("tenderness_before"), 1)),
        mean_after=_of_points(Round(Avg("tenderness_after"), 1)),
    )


def outcome_in(words: dict[str, str]) -> Case:
    """The word of these that a row's outcome has."""
    return Case(
        *(When(outcome(slug), then=Value(word)) for slug, word in words.items()),
        output_field=models.CharField(),
    )


def outcomes_by(step: str, rows: QuerySet[Appointment]) -> list[dict[str, Any]]:
    """How many of each outcome began in each day, week or month that had any."""
    counted = {slug: Count("pk", filter=outcome(slug)) for slug in OUTCOMES}
    found = rows.values(begun=begun("starts_at", step)).annotate(**counted).order_by("begun")
    return [dict(row) for row in found]


class Quartiles(Aggregate):
    """First quartile, median and third quartile of what is not null."""

    template = "percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(models.FloatField())


def signing(rows: QuerySet[TreatmentSession]) -> dict[str, int]:
    """How many there are, how many are signed, and how many are late to be."""
    late = ~COUNTS_AS_SIGNED & Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS))
    return rows.aggregate(
        total=Count("pk"),
        people=Count("patient", distinct=True),
        signed=Count("pk", filter=COUNTS_AS_SIGNED),
        unsigned=Count("pk", filter=~COUNTS_AS_SIGNED),
        late=Count("pk", filter=late),
    )


def changes(rows: QuerySet[TreatmentSession], step: str = "") -> list[dict[str, Any]]:
    """Tenderness before minus after, 0-10, of the points found: all together, or by day, week or month.

    points: all found. scored: those with both scores, of so many people; the quartiles are of those or null.
    """
    both = Q(tenderness_before__isnull=False, tenderness_after__isnull=False)
    findings = PointFinding.objects.filter(treatment_session__in=rows.order_by().values("pk"))
    key: Any = begun("treatment_session__started_at", step) if step else Value(1)
    found = (
        findings.values(begun=key)
        .annotate(
            points=Count("pk"),
            scored=Count("pk", filter=both),
            people=Count("treatment_session__patient", filter=both, distinct=True),
            quartiles=Quartiles(F("tenderness_before") - F("tenderness_after")),
        )
        .order_by("begun")
    )
    return [dict(row) for row in found]


def _of_points(aggregate: Any) -> Subquery:
    # A subquery a figure, not a join: so the rows leave the database in order, the first one at once.
    findings = PointFinding.objects.filter(treatment_session=OuterRef("pk")).order_by()
    return Subquery(findings.values("treatment_session").annotate(figure=aggregate).values("figure"))
