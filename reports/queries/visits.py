"""What the reports ask about visits: where each stands, and how many of them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, ExtractHour, ExtractIsoWeekDay, NullIf

from clinic import clock
from clinic.models import Clinic
from reports.expressions import day_end, day_start, lines, minutes
from reports.periods import Period
from reports.question import Question
from reports.steps import begun
from scheduling.models import Appointment, Status
from sessions.courses.models import Complaint

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
DUE = ("fulfilled", "noshow", "late")
NO_REASON = "No reason given"
NEVER = (Status.ENTERED_IN_ERROR, Status.WAITLIST)


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


def outcome_in(words: dict[str, str]) -> Case:
    """The word of these that a row's outcome has."""
    return Case(
        *(When(outcome(slug), then=Value(word)) for slug, word in words.items()),
        output_field=models.CharField(),
    )


def appointments(question: Question) -> QuerySet[Appointment]:
    """Those that begin in the period; neither what was entered in error nor who waits for a time."""
    rows: QuerySet[Any] = Appointment.objects.filter(**question.period.within("starts_at")).exclude(
        status__in=NEVER
    )
    rows = question.of_visits(rows)
    return rows.filter(outcome(question.part)) if question.part else rows


def due(question: Question) -> QuerySet[Appointment]:
    """Those that took place or were lost too late to fill: what the rates are out of."""
    rows = appointments(question)
    if question.part:
        return rows
    return rows.filter(outcome("fulfilled") | outcome("noshow") | outcome("late"))


def cancelled(question: Question) -> QuerySet[Appointment]:
    """why: the reason that was chosen, or that none was."""
    rows: QuerySet[Any] = appointments(question).annotate(
        why=Coalesce(NullIf("cancel_reason", Value("")), Value(NO_REASON))
    )
    return rows if question.part else rows.filter(status=Status.CANCELLED)


def fulfilled(question: Question) -> QuerySet[Appointment]:
    return appointments(question.without_part).filter(status=Status.FULFILLED)


def priced(question: Question) -> QuerySet[Appointment]:
    """Fulfilled visits. part: priced, unpriced, or called_out, those with a fee for coming."""
    wanted = {
        "priced": Q(price__isnull=False),
        "unpriced": Q(price__isnull=True),
        "called_out": Q(mobile_visit__fee__isnull=False),
    }
    rows = fulfilled(question)
    return rows.filter(wanted[question.part]) if question.part else rows


def outcomes_by(period: Period, rows: QuerySet[Appointment]) -> list[dict[str, Any]]:
    """How many of each outcome began in each step of the period that had any."""
    return counted_by(begun("starts_at", period), rows)


def counted_by(key: Any, rows: QuerySet[Appointment]) -> list[dict[str, Any]]:
    """How many of each outcome there are for each value of the key, in the key's order."""
    counts = {slug: Count("pk", filter=outcome(slug)) for slug in OUTCOMES}
    people = Count("patient", distinct=True)
    found = rows.order_by().values(begun=key).annotate(**counts, people=people).order_by("begun")
    return [dict(row) for row in found]


def people_by(key: Any, rows: QuerySet[Appointment]) -> dict[Any, int]:
    """How many different people there are for each value of the key."""
    counted = rows.order_by().values(by=key).annotate(people=Count("patient", distinct=True))
    return {row["by"]: row["people"] for row in counted}


def cancel_reasons(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """How many were cancelled late and in time for each reason that was chosen, the commonest first."""
    late, early = Count("pk", filter=outcome("late")), Count("pk", filter=outcome("cancelled"))
    found = (
        rows.order_by()
        .values("why")
        .annotate(late=late, early=early, all=Count("pk"), people=Count("patient", distinct=True))
    )
    return [dict(row) for row in found.order_by("-all", "why")]


def stood_in_the_morning(question: Question) -> QuerySet[Appointment]:
    """Booked before their day began, and not cancelled by then."""
    morning = day_start("starts_at")
    rows = appointments(question.without_part).filter(booked_at__lt=morning)
    return rows.filter(~Q(status=Status.CANCELLED) | Q(cancelled_at__gte=morning))


def minutes_by(period: Period, rows: QuerySet[Appointment]) -> list[dict[str, Any]]:
    """Minutes of service, and those with the buffers around them, by therapist and step."""
    plain, wide = minutes(F("starts_at"), F("ends_at")), minutes_of_range("occupies")
    found = (
        rows.order_by()
        .values("therapist", begun=begun("starts_at", period))
        .annotate(plain=Sum(plain), wide=Sum(wide), visits=Count("pk"))
    )
    return [dict(row) for row in found]


def priced_by(key: Any, rows: QuerySet[Appointment]) -> QuerySet[Any]:
    """What their prices come to for each value of the key, in its order; how many have one, how many not.

    callouts: what their call-out fees come to, apart from the prices.
    """
    sums = {
        "amount": Coalesce(Sum("price"), Decimal(0)),
        "priced": Count("price"),
        "unpriced": Count("pk", filter=Q(price=None)),
        "callouts": Coalesce(Sum("mobile_visit__fee"), Decimal(0)),
        "called_out": Count("mobile_visit__fee"),
        "people": Count("patient", distinct=True),
    }
    return rows.order_by().values(begun=key).annotate(**sums).order_by("begun")


def minutes_of_range(field: str) -> Any:
    lower = models.Func(F(field), function="lower", output_field=models.DateTimeField())
    upper = models.Func(F(field), function="upper", output_field=models.DateTimeField())
    return minutes(lower, upper)


def rebooking(question: Question) -> QuerySet[Appointment]:
    """Fulfilled visits of people not discharged that day; rebooked: a later one stood at the day's end.

    part: rebooked or not. Discharged: there were complaints, and all were over when the day ended.
    """
    rows: QuerySet[Any] = fulfilled(question).annotate(day_end=day_end("starts_at"))
    later = Appointment.objects.exclude(status__in=NEVER).filter(
        ~Q(status=Status.CANCELLED) | Q(cancelled_at__gte=OuterRef("day_end")),
        patient=OuterRef("patient"),
        starts_at__gte=OuterRef("day_end"),
        booked_at__lt=OuterRef("day_end"),
        # No day is as long: most of those booked since are put aside without asking the clock for its end.
        booked_at__lte=OuterRef("starts_at") + timedelta(hours=26),
    )
    known = Complaint.objects.filter(patient=OuterRef("patient"), opened_at__lt=OuterRef("day_end"))
    standing = known.filter(Q(over_at__isnull=True) | Q(over_at__gte=OuterRef("day_end")))
    rows = rows.filter(~Exists(known) | Exists(standing)).annotate(rebooked=Exists(later))
    if question.part:
        return rows.filter(rebooked=question.part == "rebooked")
    return rows


def rebooked_by(key: Any, question: Question) -> list[dict[str, Any]]:
    found = rebooking(question.without_part).order_by().values(by=key)
    counts = {"all": Count("pk"), "rebooked": Count("pk", filter=Q(rebooked=True))}
    return lines(found.annotate(**counts, people=Count("patient", distinct=True)).order_by("by"))


def held(question: Question) -> QuerySet[Appointment]:
    """Visits not cancelled; hour_cell: where the table by weekday and hour has them, such as 1-14.

    part: busiest, those of the fullest hour of the week, the first of equals.
    """
    weekday, hour = _begin_in().values()
    text = models.CharField()
    rows: QuerySet[Any] = appointments(question.without_part).exclude(status=Status.CANCELLED)
    rows = rows.annotate(hour_cell=Concat(Cast(weekday, text), Value("-"), Cast(hour, text)))
    if question.part != "busiest":
        return rows
    rows = rows.annotate(hour_of_week=weekday * 24 + hour)
    by_hour = rows.order_by().values("hour_of_week").annotate(visits=Count("pk"))
    most = by_hour.order_by("-visits", "hour_of_week").values("hour_of_week")[:1]
    return rows.filter(hour_of_week=Subquery(most))


def density(question: Question) -> QuerySet[Any]:
    """Visits not cancelled for each weekday, 1 is Monday, and hour of the clinic's clock they begin in."""
    rows: Any = held(question.without_part).order_by().values(**_begin_in())
    found = rows.annotate(visits=Count("pk"), people=Count("patient", distinct=True))
    ordered: QuerySet[Any] = found.order_by("weekday", "hour")
    return ordered


def _begin_in() -> dict[str, Any]:
    zone = clock.zone()
    return {
        "weekday": ExtractIsoWeekDay("starts_at", tzinfo=zone),
        "hour": ExtractHour("starts_at", tzinfo=zone),
    }
