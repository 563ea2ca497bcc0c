"""What the reports ask of the access log."""

from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from clinic import audit_log
from clinic.mailing import MAILED
from clinic.models import AuditEvent
from reports.expressions import lines, totals
from reports.question import Question

NEWEST_OF = {"who": "actor", "records": "patient_id"}


def events(question: Question) -> QuerySet[AuditEvent]:
    """Everything written down in the period; by one person, of one kind, about one record where asked.

    part: the newest line of each who did something, or of each of the records.
    """
    rows: QuerySet[Any] = AuditEvent.objects.filter(**question.period.within("at"))
    record = question.more.get("record")
    asked = {
        "actor": question.more.get("who"),
        "action": question.more.get("what"),
        "patient_id__in": record and audit_log.and_merged(record),
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None and value != ""})
    return rows.filter(pk__in=_newest(rows, NEWEST_OF[question.part])) if question.part else rows


def _newest(rows: QuerySet[Any], of: str) -> QuerySet[Any]:
    known = rows.order_by().exclude(**{f"{of}__isnull": True})
    return known.values(of).annotate(newest=Max("pk")).values("newest")


def by_action(question: Question) -> list[dict[str, Any]]:
    rows = events(question.without_part).order_by().values("action")
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
    counts = {"all": Count("pk"), "failed": failed, "people": Count("patient_id", distinct=True)}
    return lines(rows.annotate(**counts).order_by("kind"))


def sums(question: Question) -> dict[str, int]:
    return totals(
        events(question.without_part),
        all=Count("pk"),
        who=Count("actor", distinct=True),
        records=Count("patient_id", distinct=True),
    )
