"""What the reports ask about safety: what went wrong, and what was done about cautions."""

from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Subquery

from patients.models import Answer, MedicalHistory, Settlement
from reports.expressions import Asked, lines, totals_of
from reports.queries.outcomes import begun_sessions, of_sessions
from reports.question import Question
from sessions.models import Treatment, TreatmentSession
from sessions.treatment_models import Adverse
from sessions.visit.models import Incident

RAISES = (Answer.Choice.YES, Answer.Choice.UNSURE)


def incidents(question: Question) -> QuerySet[Incident]:
    """Those that happened in the period, by when they are said to have happened. part: a kind."""
    rows: QuerySet[Any] = Incident.objects.filter(**question.period.within("happened_at"))
    rows = of_sessions(question, rows, "treatment_session__")
    return rows.filter(kind=question.part) if question.part else rows


def incident_counts(question: Question) -> list[dict[str, Any]]:
    rows = incidents(question.without_part).order_by()
    people = Count("treatment_session__patient", distinct=True)
    return lines(rows.values("kind").annotate(number=Count("pk"), people=people).order_by("-number", "kind"))


def counts(question: Question) -> dict[str, int]:
    """What is counted of sessions, cautions and decisions, in one statement."""
    return totals_of(_of_sessions(question), _of_flags(question), _of_settlements(question))


def sessions(question: Question) -> QuerySet[TreatmentSession]:
    """Sessions begun in the period. part: over_cap or unwritten."""
    return begun_sessions(question).filter(_marked()[question.part])


def _marked() -> dict[str, Q]:
    """over_cap: past a caution's pressure; unwritten: marked adverse, without an incident."""
    given = Treatment.objects.filter(treatment_session=OuterRef("pk"))
    unwritten = Exists(given.exclude(adverse=Adverse.NONE)) & ~Exists(
        Incident.objects.filter(treatment_session=OuterRef("pk"))
    )
    return {"over_cap": Q(Exists(given.exclude(over_cap_why=""))), "unwritten": Q(unwritten)}


def _of_sessions(question: Question) -> Asked:
    counted: dict[str, Aggregate] = {
        name: Count("pk", filter=condition) for name, condition in _marked().items()
    }
    return begun_sessions(question), {"all": Count("pk"), **counted}


def flags(question: Question) -> QuerySet[Answer]:
    """Answers of yes or unsure in histories of the period: each raises its caution."""
    rows: QuerySet[Any] = Answer.objects.filter(
        answer__in=RAISES, **question.period.within("history__answered_at")
    )
    return question.of_people(rows, "history__patient")


def _of_flags(question: Question) -> Asked:
    """raised, and of them open: still so in the newest history, and not closed since."""
    histories = MedicalHistory.objects.filter(patient=OuterRef("history__patient")).order_by("-version")
    said = Answer.objects.filter(history=OuterRef("newest"), rule=OuterRef("rule"), answer__in=RAISES)
    closed = Settlement.objects.filter(
        kind=Settlement.Kind.CLOSING,
        patient=OuterRef("history__patient"),
        rule=OuterRef("rule"),
        at__gte=OuterRef("newest_at"),
        withdrawn_by__isnull=True,
    )
    rows: QuerySet[Any] = flags(question).annotate(
        newest=Subquery(histories.values("pk")[:1]), newest_at=Subquery(histories.values("answered_at")[:1])
    )
    still = Q(Exists(said)) & ~Q(Exists(closed))
    return rows, {"raised": Count("pk"), "open": Count("pk", filter=still)}


DECIDED = {
    "overridden": Q(kind=Settlement.Kind.OVERRIDE),
    "referred": Q(kind=Settlement.Kind.HANDLED, rule__red_flag=True),
}


def decisions(question: Question) -> QuerySet[Settlement]:
    """Decisions of the period that were not withdrawn. part: overridden, or referred, red flags alone."""
    rows: QuerySet[Any] = Settlement.objects.filter(withdrawn_by__isnull=True, **question.period.within("at"))
    rows = question.of_people(rows)
    return rows.filter(DECIDED[question.part]) if question.part else rows


def _of_settlements(question: Question) -> Asked:
    counted: dict[str, Aggregate] = {
        name: Count("pk", filter=condition) for name, condition in DECIDED.items()
    }
    return decisions(question.without_part), counted
