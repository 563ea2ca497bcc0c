"""What the reports ask about papers of the staff that end, and records that have been kept long enough."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest, Lower

from clinic import clock
from clinic.models import Credential
from patients.models import MedicalHistory, Patient
from reports.columns.parts import day
from reports.expressions import all_of, lines
from reports.question import Question
from scheduling.models import Appointment, Status
from sessions.models import EarlierNote, TreatmentSession

# The longest rule that we know: British Columbia, 16 years from the last entry or from coming of age at 19.
KEPT_YEARS, OF_AGE = 16, 19


def credentials(question: Question) -> QuerySet[Credential]:
    """Those of staff at work that end in the period, and nothing like them goes on. part: over or ahead."""
    today = clock.today()
    then = Greatest(_next_day(OuterRef("expires_on")), Value(today))
    followed = Credential.objects.standing().annotate(called=Lower("name")).filter(
        Q(issued_on=None) | Q(issued_on__lte=then), Q(expires_on=None) | Q(expires_on__gte=then),
        staff=OuterRef("staff"), kind=OuterRef("kind"), called=Lower(OuterRef("name")),
    )  # fmt: skip
    rows: QuerySet[Any] = Credential.objects.standing().filter(
        ~Exists(followed),
        staff__is_active=True,
        expires_on__gte=question.period.first,
        expires_on__lte=question.period.last,
    )
    if question.therapist:
        rows = rows.filter(staff=question.therapist)
    wanted = {"over": Q(expires_on__lt=today), "ahead": Q(expires_on__gte=today)}
    return rows.filter(wanted[question.part]) if question.part else rows


def _next_day(of: Any) -> Func:
    return Func(of, template="(%(expressions)s + 1)", output_field=models.DateField())


def credential_counts(question: Question) -> list[dict[str, Any]]:
    over = models.Count("pk", filter=Q(expires_on__lt=clock.today()))
    rows = credentials(question.without_part).order_by().values(by=F("kind"))
    return lines(rows.annotate(all=models.Count("pk"), over=over).order_by("by"))


def past_their_time(question: Question) -> QuerySet[Patient]:
    """Records with no entry for so many years; fate: due, or unknown where nobody knows when they were born.

    last_on: the day of the last entry. kept_until: the later of that and of coming of age, and the years.
    """
    long_ago = _years_before(clock.today(), KEPT_YEARS)
    rows: QuerySet[Any] = Patient.objects.filter(
        registered_at__lt=clock.clinic_day(long_ago)[1], merged_into__isnull=True
    )
    rows = question.of_people(rows, "pk").annotate(last_on=_last_entry())
    rows = rows.annotate(
        kept_until=Greatest(
            _years_after(F("last_on"), KEPT_YEARS), _years_after(F("birth_on"), OF_AGE + KEPT_YEARS)
        ),
        fate=Case(
            When(birth_on__isnull=True, then=Value("unknown")),
            default=Value("due"),
            output_field=models.CharField(),
        ),
    ).filter(kept_until__lte=clock.today())
    return rows.filter(fate=question.part) if question.part else rows


def past_their_time_counts(question: Question) -> dict[str, int]:
    counts = {fate: models.Count("pk", filter=Q(fate=fate)) for fate in ("due", "unknown")}
    found = next(iter(all_of(past_their_time(question.without_part), **counts)), {"due": 0, "unknown": 0})
    return dict(found)


def _last_entry() -> Greatest:
    """Registered, asked about health, booked, treated, or a note of another program: whatever was last."""
    of = {"patient": OuterRef("pk")}
    entries = (
        (MedicalHistory.objects.filter(**of), "answered_at"),
        (Appointment.objects.filter(**of).exclude(status=Status.ENTERED_IN_ERROR), "starts_at"),
        (TreatmentSession.objects.filter(**of), "started_at"),
        (EarlierNote.objects.filter(**of), "written_at"),
    )
    newest = [Subquery(rows.order_by(f"-{at}").values(on=day(at))[:1]) for rows, at in entries]
    return Greatest(day("registered_at"), *newest)  # what is not there does not count


def _years_after(of: Any, years: int) -> Func:
    return Func(
        of, template=f"(%(expressions)s + interval '{years} years')::date", output_field=models.DateField()
    )


def _years_before(today: date, years: int) -> date:
    """29 February is the 28th there."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)
