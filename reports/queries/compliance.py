"""What the reports ask about duties: notes unsigned or late, consents that end, health not asked about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import Exact

from clinic import clock
from clinic.models import Clinic
from patients.models import Consent
from reports.expressions import hours_between, lines, totals
from reports.queries.outcomes import COUNTS_AS_SIGNED, LATE_HOURS, begun_sessions, of_sessions
from reports.question import Question
from sessions.models import Addendum, CountedPoint, TreatmentSession
from sessions.visit import areas
from sessions.visit.areas import Area
from sessions.visit.models import AreaConsent, Supervision

PARTS = {
    "unsigned": "Unsigned for over 72 hours",
    "late": "Signed late",
    "amended": "With addenda",
    "no_update": "Health not asked about",
    "no_consent": "Sensitive area without a yes",
}


def duty(part: str) -> Q:
    """Where a session falls short of one duty."""
    clinic = Clinic.current()
    return {
        "unsigned": ~COUNTS_AS_SIGNED & Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS)),
        "late": Q(signed_at__gt=F("started_at") + timedelta(hours=clinic.late_entry_hours)),
        "amended": Q(Exists(Addendum.objects.filter(treatment_session=OuterRef("pk")))),
        # Asked, or the whole history answered that very day: either leaves a history at the session's start.
        "no_update": Q(start_check__isnull=True) | Q(start_check__history__isnull=True),
        "no_consent": _without_consent(),
    }[part]


def _without_consent() -> Q:
    """Treated in a sensitive area to which the newest word of that visit is not a yes."""
    short = Q(pk__in=[])
    for area in areas.every().values():
        short |= Q(_worked(area.muscles)) & ~Q(_agreed(area))
    # Most sessions touched none of them, which one question tells.
    return Q(_worked(areas.muscles())) & short


def _agreed(area: Area) -> Exact:
    """Whether the newest word on it is a yes; where nobody asked there is none."""
    said = AreaConsent.objects.filter(treatment_session=OuterRef("pk"), area=area.slug)
    newest = Subquery(said.order_by("-at", "-pk").values("said")[:1])
    return Exact(Coalesce(newest, Value("")), Value(AreaConsent.Said.AGREED))


def _worked(muscles: Iterable[str]) -> Exists:
    """Found by the patient and the time, for which what is counted by has an index."""
    points = CountedPoint.objects.filter(patient=OuterRef("patient"), started_at=OuterRef("started_at"))
    here = points.filter(treatment_session=OuterRef("pk"), treated=True)
    return Exists(here.filter(muscle__in=sorted(muscles)))


def sessions(question: Question) -> QuerySet[TreatmentSession]:
    """Sessions begun in the period; those that fall short of one duty where it is named."""
    rows: QuerySet[Any] = begun_sessions(question)
    return rows.filter(duty(question.part)) if question.part else rows


def duties(question: Question) -> dict[str, int]:
    counts = {part: Count("pk", filter=duty(part)) for part in PARTS}
    return totals(begun_sessions(question), all=Count("pk"), **counts)


def _not_signed() -> Q:
    """The same as not COUNTS_AS_SIGNED, said so that the few are looked up, not all sessions gone through."""
    unseconded = Supervision.objects.filter(treatment_session__cosignature__isnull=True)
    few = TreatmentSession.objects.filter(signed_at__isnull=True).values("pk")
    return Q(pk__in=few.union(unseconded.values("treatment_session"), all=True))


def unsigned(question: Question) -> QuerySet[TreatmentSession]:
    """Every session not signed yet, whenever it was; hours: since it began. part: late, over 72 hours, or
    in_time.
    """
    rows = of_sessions(question, TreatmentSession.objects.filter(_not_signed()))
    # 0 for one that is to begin: a clock may have been set back, and the demo's day is always under way.
    since = Greatest(hours_between(F("started_at"), Value(clock.now())), 0)
    rows = rows.annotate(hours=since)
    late = Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS))
    return rows.filter({"late": late, "in_time": ~late}[question.part]) if question.part else rows


def unsigned_by_therapist(question: Question) -> list[dict[str, Any]]:
    late = Count("pk", filter=Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS)))
    rows = unsigned(question.without_part).order_by().values(by=F("therapist"))
    return lines(
        rows.annotate(all=Count("pk"), late=late, people=Count("patient", distinct=True)).order_by("by")
    )


def consents(question: Question) -> QuerySet[Consent]:
    """Consents that end in the period, not taken back and not given again since. part: over or ahead."""
    again = Consent.objects.filter(
        patient=OuterRef("patient"), text__kind=OuterRef("text__kind"), withdrawn_at__isnull=True
    ).filter(Q(expires_on__isnull=True) | Q(expires_on__gt=OuterRef("expires_on")))
    rows: QuerySet[Any] = Consent.objects.filter(
        ~Exists(again),
        withdrawn_at__isnull=True,
        expires_on__gte=question.period.first,
        expires_on__lte=question.period.last,
    )
    rows = question.of_people(rows)
    if not question.part:
        return rows
    today = clock.today()
    return (
        rows.filter(expires_on__lt=today) if question.part == "over" else rows.filter(expires_on__gte=today)
    )


def ended(question: Question) -> QuerySet[Consent]:
    return consents(replace(question, part="over"))


def consent_counts(question: Question) -> list[dict[str, Any]]:
    over = Count("pk", filter=Q(expires_on__lt=clock.today()))
    rows = consents(question.without_part).order_by().values(by=F("text__kind"))
    return lines(
        rows.annotate(all=Count("pk"), over=over, people=Count("patient", distinct=True)).order_by("by")
    )
