"""What waits for somebody to do something: of the whole clinic, as it stands now."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from clinic import audit_log, clock
from clinic.models import AuditEvent
from reports.expressions import totals_of
from reports.periods import Period
from reports.queries import compliance, keeping
from reports.queries.outcomes import LATE_HOURS
from reports.question import Question
from scheduling.appointment_models import HELD, TsTzRange
from scheduling.models import Appointment, Call, Status, TimeOff, Waiting

SOON = timedelta(days=30)
GAPS_AHEAD, NO_SHOWS_BACK = timedelta(days=7), timedelta(days=14)


def counts() -> dict[str, int]:
    """Notes in time and late, what is over and ending, people to ring and waiting, jobs that failed."""
    today = clock.today()
    now, ending = Question(Period(today, today)), Question(around())
    late = Q(started_at__lt=clock.now() - timedelta(hours=LATE_HOURS))
    over = Q(expires_on__lt=today)
    glasses = AuditEvent.objects.filter(
        action=audit_log.OPENED_BY_GLASS, at__gte=clock.clinic_day(glasses_since())[0]
    )
    return totals_of(
        (
            compliance.unsigned(now),
            {"in_time": Count("pk", filter=~late), "late": Count("pk", filter=late)},
        ),
        (
            compliance.consents(ending),
            {"over": Count("pk", filter=over), "ending": Count("pk", filter=~over)},
        ),
        (
            keeping.credentials(ending),
            {"lapsed": Count("pk", filter=over), "lapsing": Count("pk", filter=~over)},
        ),
        (Call.objects.open(), {"calls": Count("pk")}),
        (Waiting.objects.open(), {"waiting": Count("pk")}),
        (ProcrastinateJob.objects.filter(status="failed"), {"jobs": Count("pk")}),
        (glasses, {"glasses": Count("pk")}),
    )


def around() -> Period:
    """The days in which what ends soon or has just ended falls."""
    return Period(clock.today() - SOON, clock.today() + SOON)


def glasses_since() -> date:
    return clock.today() - timedelta(days=audit_log.GLASS_DAYS - 1)


def gaps() -> QuerySet[Appointment]:
    """Cancelled times of the next seven days that somebody else could have, the next one first."""
    taken = Appointment.objects.filter(
        HELD,
        therapist=OuterRef("therapist"),
        occupies__overlap=TsTzRange(OuterRef("starts_at"), OuterRef("ends_at")),
    )
    away = TimeOff.objects.filter(
        Q(therapist=OuterRef("therapist")) | Q(therapist=None, room=None),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    now = clock.now()
    rows = Appointment.objects.filter(
        ~Exists(taken),
        ~Exists(away),
        status=Status.CANCELLED,
        starts_at__gte=now,
        starts_at__lt=now + GAPS_AHEAD,
    )
    return rows.select_related("patient", "therapist", "service").order_by("starts_at", "pk")


def no_shows() -> QuerySet[Appointment]:
    """No-shows of the last two weeks whose patient has not been rung and has no visit since, newest first."""
    later = Appointment.objects.filter(HELD, patient=OuterRef("patient"), starts_at__gt=OuterRef("starts_at"))
    rung = Call.objects.filter(appointment=OuterRef("pk"))
    rows = Appointment.objects.filter(
        ~Exists(later),
        ~Exists(rung),
        status=Status.NOSHOW,
        starts_at__gte=clock.now() - NO_SHOWS_BACK,
        starts_at__lt=clock.now(),
    )
    return rows.select_related("patient", "therapist").order_by("-starts_at", "-pk")
