"""What the reports ask of the access log."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet

from clinic import audit_log
from clinic.mailing import MAILED
from clinic.models import AuditEvent
from reports.expressions import lines, totals
from reports.question import Question


def events(question: Question) -> QuerySet[AuditEvent]:
    """Everything written down in the period; by one person, of one kind, about one record where asked."""
    rows: QuerySet[Any] = AuditEvent.objects.filter(**question.period.within("at"))
    record = question.more.get("record")
    asked = {
        "actor": question.more.get("who"),
        "action": question.more.get("what"),
        "patient_id__in": record and audit_log.and_merged(record),
    }
    return rows.filter(**{name: value for name, value in asked.items() if value is not None and value != ""})


def by_action(question: Question) -> list[dict[str, Any]]:
    rows = events(question).order_by().values("action")
    counts = {
        "number": Count("pk"),
        "who": Count("actor", distinct=True),
        "records": Count("patient_id", distinct=True),
    }
    return lines(rows.annotate(**counts).order_by("-number", "action"))


def messages(question: Question) -> QuerySet[Any]:
    """Mails sent in the period, a line for each person. part: sent or failed."""
    rows: QuerySet[Any] = AuditEvent.objects.filter(action=MAILED, **question.period.within("at"))
    rows = rows.annotate(kind=F("fields__0"))
    wanted = {"sent": Q(outcome="done"), "failed": ~Q(outcome="done")}
    return rows.filter(wanted[question.part]) if question.part else rows


def messages_by_kind(question: Question) -> list[dict[str, Any]]:
    rows = messages(question.without_part).order_by().values("kind")
    failed = Count("pk", filter=~Q(outcome="done"))
    return lines(rows.annotate(all=Count("pk"), failed=failed).order_by("kind"))


def sums(question: Question) -> dict[str, int]:
    return totals(
        events(question),
        all=Count("pk"),
        who=Count("actor", distinct=True),
        records=Count("patient_id", distinct=True),
    )
