"""Taking an outcome measure, taking one back, and the line of one measure over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from sessions.courses import complaints, plans, scoring
from sessions.courses.models import Complaint, Measure, Outcome
from sessions.courses.refusals import CourseRefused
from sessions.courses.rows import plain
from sessions.courses.scoring import Change

# What an outcome keeps of its measure, so that it can be judged later as it was then.
JUDGED_BY = ("instrument_version", "detectable", "important", "important_percent", "source")


@dataclass(frozen=True)
class Line:
    """One measure of one complaint, in time; the first that has a score is the baseline."""

    measure: Measure
    outcomes: list[Outcome]

    @property
    def scored(self) -> list[Outcome]:
        return [one for one in self.outcomes if one.score is not None]

    @property
    def baseline(self) -> Outcome | None:
        return self.scored[0] if self.scored else None

    @property
    def latest(self) -> Outcome | None:
        return self.scored[-1] if self.scored else None

    @property
    def change(self) -> Change | None:
        """From the baseline to the latest; None for one score alone."""
        return self.change_to(self.latest) if self.latest else None

    @property
    def rows(self) -> list[tuple[Outcome, Change | None, str]]:
        """Each with its change against the baseline, and its band."""
        return [(one, self.change_to(one), scoring.band(self.measure, one.score)) for one in self.outcomes]

    def plain(self, outcome: Outcome) -> str:
        return "no score" if outcome.score is None else plain(outcome.score)

    def change_to(self, outcome: Outcome) -> Change | None:
        first = self.baseline
        if first is None or (outcome is first and not self.measure.is_change):
            return None
        return scoring.change(self.measure, first, outcome)


def lines(outcomes: Iterable[Outcome]) -> list[Line]:
    """Of one complaint, in the clinic's order of measures."""
    ordered = sorted(outcomes, key=lambda one: (one.measure.order, one.taken_on, one.pk))
    return [
        Line(rows[0].measure, rows)
        for _, group in groupby(ordered, lambda one: one.measure_id)
        if (rows := [*group])
    ]


@verb
def take(
    complaint: Complaint,
    measure: Measure,
    items: list[int | None],
    *,
    names: list[str] | None = None,
    taken_on: date,
    mode: str,
    key: UUID,
    by: Staff,
) -> Outcome:
    """Score and keep the answers with the thresholds of today; the same form sent twice keeps one.

    items: null for one left out; names: of the activities, where the patient names them.
    """
    held = complaints.hold(complaint)
    if known := Outcome.objects.filter(key=key, complaint=held).first():
        return known
    _refuse(held, measure, items, taken_on)
    scored = scoring.score(measure, items)
    judged_by = {name: getattr(measure, name) for name in JUDGED_BY}
    outcome = Outcome.objects.create(
        complaint=held, measure=measure, taken_on=taken_on, mode=mode, items=items, names=names or [],
        score=scored.score, missing=scored.missing, taken_by=by, taken_at=clock.now(), key=key, **judged_by,
    )  # fmt: skip
    plan = plans.in_force(held)
    plans.heard(outcome, visits=visits_since(held, plan.begun_on) if plan else 0)
    audit.record("took an outcome", held, by=by, fields=[measure.slug], ids=[outcome.pk])
    return outcome


@verb
def withdraw(outcome: Outcome, *, why: str, by: Staff) -> Outcome:
    """Entered by mistake: it counts no longer, and stays to be read; withdrawn already, it stays as it is."""
    complaint = complaints.hold(outcome.complaint)
    held = Outcome.objects.select_for_update(no_key=True).get(pk=outcome.pk)
    if held.withdrawn_at:
        return held
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = clock.now(), by, why
    held.save()
    plans.unheard(held)
    audit.record("withdrew an outcome", complaint, by=by, reason=why, ids=[held.pk])
    return held


def visits_since(complaint: Complaint, day: date) -> int:
    return complaint.treatment_sessions.filter(started_at__gte=clock.clinic_day(day)[0]).count()


def _refuse(complaint: Complaint, measure: Measure, items: list[int | None], taken_on: date) -> None:
    if complaint.is_over:
        raise CourseRefused("This complaint is over. Take it up again first.")
    if taken_on > clock.today():
        raise CourseRefused("That day is still to come.")
    if all(item is None for item in items):
        raise CourseRefused("Nothing is answered yet.")
    if measure.is_change and not complaint.treatment_sessions.exists():
        raise CourseRefused("This asks for the change since the first visit, so it comes after one.")
