"""How a patient's complaints stand, for any page: visits, plan, goals, outcomes, what is due."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from clinic import clock
from patients.models import Patient
from sessions.courses import plans
from sessions.courses.home_care import given_in, in_hand
from sessions.courses.models import Complaint, Goal, HomeCare, Measure, Outcome, Plan, SessionComplaint
from sessions.courses.outcomes import Line, lines
from sessions.models import TreatmentSession

PAIN = "nprs"
# Outcomes that a plan begins with may have been taken at the same visit.
GOALS = Prefetch("goals", Goal.objects.select_related("measure"))
PLANS = Prefetch(
    "plans", Plan.objects.select_related("kind").prefetch_related(GOALS).order_by("-begun_on", "-pk")
)


class Visit(NamedTuple):
    session: int
    at: datetime
    pain: int | None
    after: int | None


@dataclass(frozen=True)
class Course:
    """One complaint with all that belongs to it; visits and outcomes in time."""

    complaint: Complaint
    plan: Plan | None
    earlier_plans: list[Plan]
    visits: list[Visit]
    lines: list[Line]
    pain: Measure | None = None
    home_care: list[HomeCare] = field(default_factory=list)

    @property
    def goals(self) -> list[Goal]:
        return list(self.plan.goals.all()) if self.plan else []

    @property
    def done(self) -> int:
        """Visits of the plan so far, one that is under way included."""
        return len(self._since_the_plan)

    @property
    def progress(self) -> str:
        """Visit 3 of 6."""
        return f"Visit {self.done} of {self.plan.visits}" if self.plan else ""

    @property
    def reminders(self) -> list[str]:
        """What is due, in sentences; none for a complaint that is over or has no plan."""
        if self.plan is None or self.complaint.is_over:
            return []
        return [*self._reassessment(clock.today()), *self._no_change()]

    @property
    def pains(self) -> list[int]:
        return [visit.pain for visit in self.visits if visit.pain is not None]

    @property
    def adherence(self) -> int | None:
        """Mean of what was told last about each thing done at home, per cent."""
        told = [
            reports[-1]
            for given in self.home_care
            if (reports := [one.adherence for one in given.reports.all() if one.adherence is not None])
        ]
        return round(sum(told) / len(told)) if told else None

    @property
    def _since_the_plan(self) -> list[Visit]:
        assert self.plan
        first, _ = clock.clinic_day(self.plan.begun_on)
        return [visit for visit in self.visits if visit.at >= first]

    def _reassessment(self, today: date) -> list[str]:
        assert self.plan
        if not plans.is_due(self.plan, self.done, today):
            return []
        when = (
            f"by {self.plan.reassess_on:%-d %B}"
            if today >= self.plan.reassess_on
            else f"at visit {self.done}"
        )
        return [f"Re-assessment is due {when}. Take an outcome measure and look at the goals."]

    def _no_change(self) -> list[str]:
        assert self.plan
        if self.done < self.plan.kind.no_change_after or self.better:
            return []
        if not self._measured:
            return [f"{self.done} visits, and nothing measured twice. Take an outcome measure."]
        return [f"{self.done} visits without an important change. Look at the plan again, or refer."]

    @property
    def better(self) -> bool:
        """Whether any measure, or the pain before each visit, has changed for the better by what matters."""
        changes = [line.change for line in self.lines]
        return any(one and one.matters and one.amount > 0 for one in changes) or self._pain_eased

    @property
    def _measured(self) -> bool:
        return any(line.change for line in self.lines) or len(self.pains) > 1

    @property
    def _pain_eased(self) -> bool:
        pains = self.pains
        if len(pains) < 2 or self.pain is None:
            return False
        eased = pains[0] - pains[-1]
        share = self.pain.important_percent
        enough = eased >= self.pain.important or bool(share and pains[0] and eased * 100 >= share * pains[0])
        return eased >= self.pain.detectable and enough


def courses(patient: Patient, *, standing: bool = False) -> list[Course]:
    """Every complaint of the patient, or those that are not over; as many questions for one as for many."""
    rows = patient.complaints.standing() if standing else patient.complaints.latest_first()
    return _courses(rows.prefetch_related(PLANS, "zones__zone"), patient)


def course(complaint: Complaint, patient: Patient) -> Course:
    rows = Complaint.objects.filter(pk=complaint.pk).select_related("opened_by", "over_by")
    return _courses(rows.prefetch_related(PLANS, "zones__zone"), patient)[0]


def _courses(rows: QuerySet[Complaint], patient: Patient) -> list[Course]:
    found = list(rows)
    if not found:
        return []
    visits, outcomes, done_at_home = defaultdict(list), defaultdict(list), defaultdict(list)
    links = SessionComplaint.objects.filter(complaint__in=found).select_related("treatment_session")
    for link in links.order_by("treatment_session__started_at"):
        session = link.treatment_session
        visit = Visit(session.pk, session.started_at, session.pain_before, session.pain_after)
        visits[link.complaint_id].append(visit)
    for outcome in (
        Outcome.objects.standing().filter(complaint__in=found).select_related("measure", "taken_by")
    ):
        outcomes[outcome.complaint_id].append(outcome)
    for given in in_hand(patient):
        done_at_home[given.complaint_id].append(given)
    pain = Measure.objects.filter(pk=PAIN).first()
    return [
        Course(
            complaint=one,
            plan=next((plan for plan in one.plans.all() if plan.ended_on is None), None),
            earlier_plans=[plan for plan in one.plans.all() if plan.ended_on],
            visits=visits[one.pk],
            lines=lines(outcomes[one.pk]),
            pain=pain,
            home_care=done_at_home[one.pk],
        )
        for one in found
    ]


def summary_for(patient: Patient) -> list[Course]:
    """The complaints that stand, the oldest first: for the summary, the prep card and the note."""
    return courses(patient, standing=True)


def due(patient: Patient) -> list[str]:
    """What the courses of this patient ask for now, in sentences."""
    return [sentence for one in summary_for(patient) for sentence in one.reminders]


def home_care_given(treatment_session: TreatmentSession) -> list[HomeCare]:
    """What was given to do at home in this visit, in its order."""
    return given_in(treatment_session)
