"""What the reports ask about people: who is new, comes back, stays, and how they heard of the clinic."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When

from clinic import clock
from patients.models import Patient
from reports.expressions import Median, days_between, days_on, lines, totals
from reports.queries import visits
from reports.question import Question
from reports.steps import begun
from scheduling.models import Appointment, Status, Waiting

AGAIN_WITHIN = 60  # clinic days
NOT_ASKED, IN_WORDS = "Not asked", "In words alone"
ACTIVE, LAPSED = 180, 540  # clinic days


def _seen(**of: Any) -> QuerySet[Appointment]:
    """Visits that took place, of the row outside."""
    return Appointment.objects.filter(status=Status.FULFILLED, **of)


def _with_first(rows: QuerySet[Appointment]) -> QuerySet[Any]:
    return rows.annotate(
        is_first=~Exists(_seen(patient=OuterRef("patient"), starts_at__lt=OuterRef("starts_at")))
    )


def new_and_returning(question: Question) -> QuerySet[Appointment]:
    """Visits that took place, with whether it was the person's first ever. part: new or returning."""
    rows: QuerySet[Any] = _with_first(visits.fulfilled(question))
    return rows.filter(is_first=question.part == "new") if question.part else rows


def new_by_step(question: Question) -> list[dict[str, Any]]:
    rows: QuerySet[Any] = new_and_returning(question.without_part).order_by()
    counts = {
        "new": Count("pk", filter=Q(is_first=True)),
        "returning": Count("pk", filter=Q(is_first=False)),
        "people": Count("patient", distinct=True),
    }
    return lines(rows.values(begun=begun("starts_at", question.period)).annotate(**counts).order_by("begun"))


def first_visits(question: Question) -> QuerySet[Appointment]:
    """Each person's first visit, if it fell in the period; again_at: the next one that took place.

    part: returned (within 60 days), stayed_away (60 days gone by without), waiting (not yet 60 days).
    """
    again = _seen(patient=OuterRef("patient"), starts_at__gt=OuterRef("starts_at")).order_by("starts_at")
    rows: QuerySet[Any] = _with_first(visits.fulfilled(question)).filter(is_first=True)
    rows = rows.annotate(again_at=Subquery(again.values("starts_at")[:1]))
    in_time, elapsed = (
        Q(again_at__lt=days_on(F("starts_at"), AGAIN_WITHIN + 1)),
        Q(starts_at__lt=clock.clinic_day(clock.today() - timedelta(days=AGAIN_WITHIN))[0]),
    )
    waiting = ~elapsed
    rows = rows.annotate(
        fate=Case(
            When(waiting, then=Value("waiting")),
            When(in_time, then=Value("returned")),
            default=Value("stayed_away"),
            output_field=models.CharField(),
        )
    )
    return rows.filter(fate=question.part) if question.part else rows


def fates(rows: QuerySet[Any], key: Any = None) -> list[dict[str, Any]]:
    """How many rows of each fate, together or by key."""
    counted = (
        rows.order_by()
        .values(by=key if key is not None else Value(1))
        .annotate(
            **{fate: Count("pk", filter=Q(fate=fate)) for fate in ("returned", "stayed_away", "waiting")},
            people=Count("patient", distinct=True),
        )
    )
    return lines(counted.order_by("by"))


def people(question: Question) -> QuerySet[Patient]:
    """Everybody in the register; a record that was merged away is read as the one it went into."""
    rows: QuerySet[Any] = question.of_people(Patient.objects.filter(merged_into__isnull=True), "pk")
    return rows.filter(standing=question.part) if question.part else rows


def standings(question: Question) -> list[dict[str, Any]]:
    rows = people(question.without_part).order_by()
    return lines(rows.values("standing").annotate(number=Count("pk")).order_by("standing"))


def _of_visits(question: Question, **when: Any) -> QuerySet[Any]:
    """Somebody's visits that took place, of the kind asked about."""
    return question.of_visits(_seen(patient=OuterRef("pk"), **when))


def retention(question: Question) -> QuerySet[Any]:
    """People seen in the period; stayed: seen in the equal period after it too. part: stayed or left."""
    after = question.period.next
    rows: QuerySet[Any] = Patient.objects.filter(
        Exists(_of_visits(question, **question.period.within("starts_at")))
    )
    rows = rows.annotate(stayed=Exists(_of_visits(question, **after.within("starts_at"))))
    return rows.filter(stayed=question.part == "stayed") if question.part else rows


def retained(question: Question) -> dict[str, int]:
    counted = retention(question.without_part).order_by().values("stayed").annotate(number=Count("pk"))
    found = {row["stayed"]: row["number"] for row in counted}
    return {"seen": sum(found.values()), "stayed": found.get(True, 0)}


def active(question: Question) -> QuerySet[Any]:
    """People last seen before the period's end, and how long ago: activity is active, lapsed or longer.

    active: in the last 180 days; lapsed: 180 to 540 days ago; part: one of them.
    """
    lapsed, active = _begins(question, LAPSED), _begins(question, ACTIVE)
    rows = _seen_before(question).annotate(
        activity=Case(
            When(seen_at__gte=active, then=Value("active")),
            When(seen_at__gte=lapsed, then=Value("lapsed")),
            default=Value("longer"),
            output_field=models.CharField(),
        )
    )
    return rows.filter(activity=question.part) if question.part else rows


def _begins(question: Question, days: int) -> datetime:
    """The first instant of the last so many days of the period, and of those before it."""
    return clock.clinic_day(question.period.last - timedelta(days=days - 1))[0]


def _seen_before(question: Question) -> QuerySet[Any]:
    return _with_last(question).filter(seen_at__isnull=False)


def _with_last(question: Question) -> QuerySet[Any]:
    """All people with seen_at, their last visit before the period's end; null for who was never seen."""
    visits = _of_visits(question, starts_at__lt=question.period.ends_at)
    seen = visits.order_by("-starts_at").values("starts_at")[:1]
    return Patient.objects.filter(merged_into__isnull=True).annotate(seen_at=Subquery(seen))


def activity(question: Question) -> dict[str, int]:
    """How many are active, lapsed or longer gone; whatever else is asked of a last visit looks it up anew."""
    began = [_begins(question, LAPSED), _begins(question, ACTIVE)]
    steps = Value(began, ArrayField(models.DateTimeField()))
    passed = Func(F("seen_at"), steps, function="width_bucket", output_field=models.IntegerField())
    found = _with_last(question).order_by().values(passed=passed).annotate(people=Count("pk"))
    people = {line["passed"]: line["people"] for line in found}
    return {name: people.get(number, 0) for number, name in enumerate(("longer", "lapsed", "active"))}


def newcomers(question: Question) -> QuerySet[Any]:
    """First visits that fell in the period, with the source: how the person heard of the clinic.

    Words without a source of the list, as other programs keep them, are one source together. part: unknown,
    where nobody wrote anything down.
    """
    rows: QuerySet[Any] = _with_first(visits.fulfilled(question)).filter(is_first=True)
    source = Case(
        When(patient__referral__isnull=False, then=F("patient__referral__label")),
        When(~Q(patient__referral_words=""), then=Value(IN_WORDS)),
        default=Value(NOT_ASKED),
        output_field=models.CharField(),
    )
    rows = rows.annotate(source=source)
    return rows.filter(source=NOT_ASKED) if question.part == "unknown" else rows


def referral_sources(question: Question) -> QuerySet[Any]:
    """The same people by source, the commonest first."""
    return (
        newcomers(question.without_part)
        .order_by()
        .values("source")
        .annotate(people=Count("patient", distinct=True))
        .order_by("-people", "source")
    )


def waiting(question: Question) -> QuerySet[Waiting]:
    """Those put on the wait list in the period. part: booked, withdrawn or open."""
    rows: QuerySet[Any] = Waiting.objects.filter(**question.period.within("added_at"))
    asked = {"therapist": question.therapist, "service": question.service}
    rows = question.of_people(rows.filter(**{path: value for path, value in asked.items() if value}))
    if not question.part:
        return rows
    return rows.filter(outcome="" if question.part == "open" else question.part)


def wait_list(question: Question) -> dict[str, Any]:
    """all, booked, withdrawn, open, and the median of days from the wish to the booking."""
    booked = Q(outcome=Waiting.Outcome.BOOKED)
    return totals(
        waiting(question.without_part),
        all=Count("pk"),
        people=Count("patient", distinct=True),
        booked=Count("pk", filter=booked),
        withdrawn=Count("pk", filter=Q(outcome=Waiting.Outcome.WITHDRAWN)),
        open=Count("pk", filter=Q(outcome="")),
        days=Median(days_between(F("added_at"), F("closed_at")), filter=booked),
    )
