"""What the reports ask about courses of treatment: episodes, plans and outcome measures."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Avg, Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import GreaterThanOrEqual

from clinic import clock
from reports.expressions import Median, Quartiles, days_between, lines, totals
from reports.queries.outcomes import of_sessions
from reports.question import Question
from sessions.courses.models import Complaint, Goal, HomeCareReport, Outcome, Plan, SessionComplaint

SESSION = "treatment_session"


def _visits(**of: Any) -> QuerySet[SessionComplaint]:
    return SessionComplaint.objects.filter(complaint=OuterRef("pk"), **of)


def _about(question: Question, rows: QuerySet[Complaint], **when: Any) -> QuerySet[Complaint]:
    """Complaints with a visit of the therapist, place, service and people asked about, in the period."""
    seen = of_sessions(question, _visits(**when), f"{SESSION}__")
    return rows.filter(Exists(seen))


def episodes(question: Question) -> QuerySet[Complaint]:
    """Complaints whose last scored visit so far began in the period, with two scored visits or more.

    first, last: pain before treatment at the first and at the last visit that has it; change: first - last.
    part: better, where that is more than nothing.
    """
    scored = _visits(**{f"{SESSION}__pain_before__isnull": False})
    in_time = scored.order_by(f"{SESSION}__started_at", "pk")
    latest = scored.order_by(f"-{SESSION}__started_at", "-pk")
    pain = f"{SESSION}__pain_before"
    rows: QuerySet[Any] = _about(
        question, Complaint.objects.all(), **question.period.within(f"{SESSION}__started_at")
    )
    rows = rows.annotate(
        visits=_number(scored),
        first=Subquery(in_time.values(pain)[:1]),
        last=Subquery(latest.values(pain)[:1]),
        last_at=Subquery(latest.values(f"{SESSION}__started_at")[:1]),
    )
    rows = rows.filter(visits__gte=2, **question.period.within("last_at"))
    rows = rows.annotate(change=F("first") - F("last"))
    return rows.filter(change__gt=0) if question.part == "better" else rows


def _number(rows: QuerySet[Any]) -> Any:
    counted = rows.order_by().values("complaint").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def episode_change(question: Question) -> dict[str, Any]:
    return totals(
        episodes(question.without_part),
        all=Count("pk"),
        people=Count("patient", distinct=True),
        mean=Avg("change", output_field=models.FloatField()),
        quartiles=Quartiles(F("change")),
        better=Count("pk", filter=Q(change__gt=0)),
    )


def resolved(question: Question) -> QuerySet[Complaint]:
    """Complaints that ended in the period after a visit or more; visits: how many, days: how long it took."""
    rows: QuerySet[Any] = Complaint.objects.filter(
        state=Complaint.State.OVER, **question.period.within("over_at")
    )
    rows = _about(question, rows).annotate(visits=_number(_visits()))
    first = _visits().order_by(f"{SESSION}__started_at").values(f"{SESSION}__started_at")[:1]
    return rows.annotate(days=days_between(Subquery(first), F("over_at")))


def resolution(question: Question) -> dict[str, Any]:
    return totals(
        resolved(question.without_part),
        all=Count("pk"),
        people=Count("patient", distinct=True),
        visits=Quartiles(F("visits")),
        days=Median(F("days")),
    )


def plans(question: Question) -> QuerySet[Plan]:
    """Plans begun in the period; attended: sessions about the complaint from its first day to its last."""
    rows: QuerySet[Any] = Plan.objects.filter(
        begun_on__gte=question.period.first, begun_on__lte=question.period.last
    )
    rows = question.of_people(rows, "complaint__patient")
    rows = rows.filter(written_by=question.therapist) if question.therapist else rows
    had = SessionComplaint.objects.filter(complaint=OuterRef("complaint")).annotate(
        day=TruncDate(f"{SESSION}__started_at", tzinfo=clock.zone())
    )
    had = had.filter(day__gte=OuterRef("begun_on"), day__lte=Coalesce(OuterRef("ended_on"), Value(date.max)))
    return rows.annotate(attended=_number(had))


def goals(question: Question) -> QuerySet[Goal]:
    """Goals due in the period and not cancelled."""
    rows: QuerySet[Any] = Goal.objects.filter(
        due_on__gte=question.period.first, due_on__lte=question.period.last
    )
    rows = question.of_people(rows.exclude(state=Goal.State.CANCELLED), "plan__complaint__patient")
    return rows.filter(plan__written_by=question.therapist) if question.therapist else rows


def met(question: Question) -> QuerySet[Goal]:
    return goals(question).filter(state=Goal.State.MET)


def home_care(question: Question) -> QuerySet[HomeCareReport]:
    """Answers of the period about home care, with how much of it was done."""
    rows: QuerySet[Any] = HomeCareReport.objects.filter(
        adherence__isnull=False, asked_on__gte=question.period.first, asked_on__lte=question.period.last
    )
    rows = question.of_people(rows, "home_care__complaint__patient")
    return rows.filter(asked_by=question.therapist) if question.therapist else rows


def planned(question: Question) -> dict[str, Any]:
    return totals(
        plans(question),
        all=Count("pk"),
        people=Count("complaint__patient", distinct=True),
        attended=Sum("attended"),
        planned=Sum("visits"),
    )


def reached(question: Question) -> dict[str, Any]:
    met = Q(state=Goal.State.MET)
    return totals(goals(question), due=Count("pk"), met=Count("pk", filter=met))


def done_at_home(question: Question) -> dict[str, Any]:
    people = Count("home_care__complaint__patient", distinct=True)
    mean = Avg("adherence", output_field=models.FloatField())
    return totals(home_care(question), answers=Count("pk"), people=people, mean=mean)


def answered(question: Question) -> QuerySet[Outcome]:
    """For each person and measure the newest score, if it was taken in the period, against the first one of
    the same complaint.

    baseline: that first score; amount: the change, better is positive; fate: responded, less, or baseline
    where nothing has followed. part: one of these, or followed: not baseline. Thresholds are those that
    were stored with the newest.
    """
    standing = Outcome.objects.filter(withdrawn_at__isnull=True, score__isnull=False)
    first = standing.filter(complaint=OuterRef("complaint"), measure=OuterRef("measure")).order_by(
        "taken_on", "pk"
    )
    later = standing.filter(
        complaint__patient=OuterRef("complaint__patient"), measure=OuterRef("measure")
    ).filter(Q(taken_on__gt=OuterRef("taken_on")) | Q(taken_on=OuterRef("taken_on"), pk__gt=OuterRef("pk")))
    rows: QuerySet[Any] = standing.filter(
        taken_on__gte=question.period.first, taken_on__lte=question.period.last
    )
    rows = question.of_people(rows.filter(~Exists(later)), "complaint__patient")
    rows = rows.filter(taken_by=question.therapist) if question.therapist else rows
    rows = rows.annotate(
        first_pk=Subquery(first.values("pk")[:1]), baseline=Subquery(first.values("score")[:1])
    )
    rows = rows.annotate(amount=_amount()).annotate(fate=_fate())
    if question.part == "followed":
        return rows.filter(~Q(fate="baseline"))
    return rows.filter(fate=question.part) if question.part else rows


def _amount() -> Case:
    return Case(
        When(measure__is_change=True, then=F("score")),
        When(measure__lower_is_better=True, then=F("baseline") - F("score")),
        default=F("score") - F("baseline"),
        output_field=models.DecimalField(max_digits=6, decimal_places=1),
    )


def _fate() -> Case:
    by_percent = Q(
        GreaterThanOrEqual(F("amount") * 100, F("important_percent") * F("baseline")),
        important_percent__gt=0,
        baseline__gt=0,
        measure__is_change=False,
    )
    enough = Q(amount__gte=F("detectable")) & (Q(amount__gte=F("important")) | by_percent)
    return Case(
        When(Q(first_pk=F("pk"), measure__is_change=False), then=Value("baseline")),
        When(enough, then=Value("responded")),
        default=Value("less"),
        output_field=models.CharField(),
    )


def responders(question: Question) -> list[dict[str, Any]]:
    """For each measure: people asked, followed up, responded, and the quartiles of the change."""
    followed = ~Q(fate="baseline")
    found = (
        answered(question.without_part)
        .order_by()
        .values(by=F("measure__name"), slug=F("measure"))
        .annotate(
            all=Count("pk"),
            followed=Count("pk", filter=followed),
            responded=Count("pk", filter=Q(fate="responded")),
            people=Count("complaint__patient", filter=followed, distinct=True),
            quartiles=Quartiles(F("amount"), filter=followed),
        )
    )
    return lines(found.order_by("by"))
