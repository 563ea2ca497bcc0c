"""How the people one opens first are doing: goals with numbers, outcomes, what they do at home."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from demo.charts import Sheet
from demo.courses import day_of, outcome
from sessions.courses.models import (
    Complaint,
    Goal,
    HomeCare,
    HomeCareItem,
    HomeCareReport,
    Measure,
    Outcome,
    Plan,
    SessionComplaint,
)

# Items at the first visit and at the last one; where nothing changed, the plan says so.
TAKEN: dict[str, dict[str, tuple[list[int], list[int]]]] = {
    "Daniel Osei": {"nprs": ([7], [4]), "odi": ([3, 2, 3, 2, 3, 2, 3, 2, 2, 3], [2, 1, 2, 2, 2, 1, 2, 1, 1, 2])},
    "Jonas Weber": {"nprs": ([8], [3]), "quickdash": ([4, 3, 4, 3, 3, 4, 3, 3, 4, 4, 3], [2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2])},
    "Sofia Marin": {"nprs": ([6], [5]), "ndi": ([2, 2, 3, 2, 2, 3, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2])},
    "Peter Lang": {"nprs": ([6], [6]), "odi": ([2, 2, 3, 2, 2, 2, 3, 2, 2, 2], [2, 2, 3, 2, 2, 2, 2, 2, 2, 2])},
}  # fmt: skip
# What is done at home, and how much of it they told at the last visit, per cent.
AT_HOME: dict[str, tuple[tuple[str, str, int | None], ...]] = {
    "Daniel Osei": (("Up from the chair", "midline", 80), ("Pillow between the knees", "midline", 100)),
    "Jonas Weber": (("Ball on the back of the shoulder", "right", 60),),
    "Sofia Marin": (("Side bend of the neck", "left", 40),),
    "Peter Lang": (("Up from the chair", "midline", 20),),
}
DOSE = ("name", "words", "stop_rules", "seconds", "repetitions", "times_a_day", "days_a_week", "pressure")


def furnish(sheets: list[Sheet], links: list[SessionComplaint]) -> None:
    """A few rows of each kind, after complaints, plans and sessions are saved."""
    visits: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        visits.setdefault(sheet.session.patient_id, []).append(sheet)
    complaints = {one.complaint.pk: one.complaint for one in links if str(one.complaint.patient) in TAKEN}
    plans = Plan.objects.filter(complaint__in=complaints).select_related("complaint__patient")
    measures = Measure.objects.in_bulk()
    told = [*complaints.values()]
    Outcome.objects.bulk_create(
        outcome(one, measures[slug], taken, visits[one.patient_id][at])
        for one in told
        for slug, both in TAKEN[str(one.patient)].items()
        for at, taken in zip((0, -1), both, strict=True)
    )
    Goal.objects.bulk_create(
        _goal(plan, measures["nprs"], visits[plan.complaint.patient_id])
        for plan in plans
        if plan.complaint in told
    )
    _home_care(told, visits)


def _home_care(told: list[Complaint], visits: dict[int, list[Sheet]]) -> None:
    """What was given at the first visit, and what they told of it at the last."""
    items = {one.name: one for one in HomeCareItem.objects.all()}
    given = [
        (_given(one, items[name], side, visits[one.patient_id]), done)
        for one in told
        for name, side, done in AT_HOME[str(one.patient)]
    ]
    HomeCare.objects.bulk_create(one for one, _ in given)
    HomeCareReport.objects.bulk_create(
        HomeCareReport(
            home_care=one, asked_on=day_of(visits[one.complaint.patient_id][-1]), asked_by=one.given_by,
            adherence=done, soreness=1,
        )
        for one, done in given
    )  # fmt: skip


def _goal(plan: Plan, nprs: Measure, visits: list[Sheet]) -> Goal:
    first, last = (TAKEN[str(plan.complaint.patient)]["nprs"][at][0] for at in (0, 1))
    return Goal(
        plan=plan, words="Pain over the week down by half", measure=nprs, order=2,
        due_on=plan.begun_on + timedelta(days=90), baseline=Decimal(first), target=Decimal(first // 2),
        latest=Decimal(last), latest_on=day_of(visits[-1]),
    )  # fmt: skip


def _given(complaint: Complaint, item: HomeCareItem, side: str, visits: list[Sheet]) -> HomeCare:
    first = visits[0]
    return HomeCare(
        complaint=complaint, item=item, side=side, demonstrated=True, given_on=day_of(first),
        given_by=first.session.therapist, key=uuid4(), **{name: getattr(item, name) for name in DOSE},
    )  # fmt: skip
