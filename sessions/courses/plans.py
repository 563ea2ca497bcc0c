"""Plans and their goals: written with the patient, changed, looked at again when they are due."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients.effects import Effects, effects
from sessions.courses import complaints
from sessions.courses.models import Complaint, CourseDefault, Goal, Outcome, Plan
from sessions.courses.refusals import ChangedMeanwhile, CourseRefused

WRITTEN = (
    "kind", "problem", "times", "weeks", "visits", "minutes", "techniques", "areas", "adaptations",
    "reassess_on", "reassess_visit", "discharge", "agreed_by", "agreed_on",
)  # fmt: skip
GOAL = ("words", "measure", "unit", "baseline", "target", "due_on")
DISCHARGE = "Goals met, or no important change after the planned visits; then refer."


@dataclass
class SaidGoal:
    """One line of the form; key is the goal's it changes, None for a new one."""

    words: str
    key: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


def in_force(complaint: Complaint) -> Plan | None:
    return complaint.plans.filter(ended_on__isnull=True).select_related("kind", "written_by").first()


def to_begin_with(complaint: Complaint, kind: CourseDefault) -> dict[str, Any]:
    """A new plan's fields as the clinic's defaults and the patient's cautions have them."""
    today = clock.today()
    return {
        "kind": kind,
        "problem": "\n".join(filter(None, [complaint.words, complaint.places])),
        "times": kind.times,
        "weeks": kind.weeks,
        "visits": kind.visits,
        "minutes": kind.minutes,
        "techniques": ["pressure_release", "stretch"],
        "adaptations": adaptations(effects(complaint.patient, on=today)),
        "reassess_on": today + timedelta(days=kind.reassess_days),
        "reassess_visit": kind.reassess_visits,
        "discharge": DISCHARGE,
    }


def adaptations(found: Effects) -> str:
    """What the cautions ask for, a line each."""
    groups = (
        ("Letter first", found.closed),
        ("Keep off", found.avoid),
        ("Pressure", found.caps),
        ("No", found.bans),
        ("Adapt", found.adapt),
    )
    return "\n".join(f"{word}: {limit.words}" for word, limits in groups for limit in limits)


@verb
def write(
    complaint: Complaint, said: dict[str, Any], goals: list[SaidGoal], *, version: int, by: Staff
) -> Plan:
    """The complaint's plan, begun or changed; version: of the plan that was shown, 0 for none.

    said: the fields of WRITTEN. A goal that is no longer among goals stays as it is.
    """
    held = complaints.hold(complaint)
    if held.is_over:
        raise CourseRefused("This complaint is over. Take it up again before you plan for it.")
    plan = Plan.objects.select_for_update(no_key=True).filter(complaint=held, ended_on__isnull=True).first()
    if (plan.version if plan else 0) != version:
        raise ChangedMeanwhile
    if plan is None:
        plan = Plan(complaint=held, begun_on=clock.today(), version=0)
    for name in WRITTEN:
        setattr(plan, name, said[name])
    plan.version += 1
    plan.written_by, plan.written_at = by, clock.now()
    plan.save()
    _write_goals(plan, goals)
    audit.record("planned", held, by=by, fields=[*WRITTEN, "goals"], ids=[plan.pk])
    return plan


def _write_goals(plan: Plan, goals: list[SaidGoal]) -> None:
    known = {goal.pk: goal for goal in plan.goals.all()}
    order = max((goal.order for goal in known.values()), default=0)
    for said in goals:
        goal = known.get(said.key or 0)
        if goal is None:
            order += 1
            goal = Goal(plan=plan, order=order)
        for name, value in {"words": said.words, **said.more}.items():
            setattr(goal, name, value)
        goal.version += goal.pk is not None
        goal.save()


@verb
def score_goal(goal: Goal, *, state: str, latest: Decimal | None, version: int, by: Staff) -> Goal:
    """Where it stands now; latest: None where no number was taken."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=goal.plan_id)
    held = Goal.objects.get(pk=goal.pk)
    if held.version != version:
        raise ChangedMeanwhile
    if plan.ended_on:
        raise CourseRefused("This plan has ended; its goals stay as they were then.")
    held.state = state
    if latest is not None:
        held.latest, held.latest_on = latest, clock.today()
    held.version += 1
    held.save()
    audit.record("changed", plan.complaint, by=by, fields=["goal"], ids=[held.pk])
    return held


def heard(outcome: Outcome, *, visits: int) -> None:
    """After an outcome was taken: its goals know it, and a re-assessment that was due is done.

    visits: how many the plan has had. Part of the verb that takes the outcome.
    """
    plan = in_force(outcome.complaint)
    if plan is None:
        return
    if outcome.score is not None:
        for goal in plan.goals.filter(measure=outcome.measure):
            goal.baseline = outcome.score if goal.baseline is None else goal.baseline
            # A sheet of paper may be entered after a newer one.
            if goal.latest_on is None or goal.latest_on <= outcome.taken_on:
                goal.latest, goal.latest_on = outcome.score, outcome.taken_on
            goal.version += 1
            goal.save()
    if is_due(plan, visits, outcome.taken_on):
        plan.reassess_on = outcome.taken_on + timedelta(days=plan.kind.reassess_days)
        plan.reassess_visit = visits + plan.kind.reassess_visits
        plan.version += 1
        plan.save()


def unheard(outcome: Outcome) -> None:
    """After an outcome was withdrawn: its goals say what still stands since the plan began.

    Part of the verb that withdraws it.
    """
    plan = in_force(outcome.complaint)
    if plan is None or outcome.score is None:
        return
    standing = Outcome.objects.standing().filter(
        complaint=outcome.complaint, measure=outcome.measure, score__isnull=False, taken_on__gte=plan.begun_on
    )
    scores = [(one.score, one.taken_on) for one in standing]
    for goal in plan.goals.filter(measure=outcome.measure):
        if goal.baseline == outcome.score and _began_by_measuring(goal):
            goal.baseline = scores[0][0] if scores else None
        goal.latest, goal.latest_on = scores[-1] if scores else (None, None)
        goal.version += 1
        goal.save()


def _began_by_measuring(goal: Any) -> bool:
    """Whether its first number was read from an outcome; one typed with the plan stays."""
    first = goal.events.filter(baseline__isnull=False).order_by("pgh_id").first()
    return first is not None and first.latest is not None


def is_due(plan: Plan, visits: int, today: date) -> bool:
    """By the day or by the number of visits, whichever comes first."""
    return today >= plan.reassess_on or visits >= plan.reassess_visit
