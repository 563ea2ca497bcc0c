"""How a patient's complaints stand, for any page: visits, plan, goals, outcomes, what is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from clinic import clock
from clinic.asking import Standing, blank, deal, together
from patients.models import Patient
from sessions.courses import plans
from sessions.courses.home_care import given_in, rows_in_hand
from sessions.courses.models import (
    Complaint,
    ComplaintZone,
    Goal,
    HomeCare,
    Measure,
    Outcome,
    Plan,
    SessionComplaint,
)
from sessions.courses.outcomes import Line, lines
from sessions.models import TreatmentSession

PAIN = "nprs"


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


def courses(patient: Patient, *, standing: bool = False, beside: Iterable[QuerySet] = ()) -> list[Course]:
    """Every complaint of the patient, or those that are not over; one statement for one as for many.

    beside: what the same statement is to read for somebody else.
    """
    rows = patient.complaints.standing() if standing else patient.complaints.latest_first()
    return _courses(rows, patient, beside)


def course(complaint: Complaint, patient: Patient, *, beside: Iterable[QuerySet] = ()) -> Course:
    rows = Complaint.objects.filter(pk=complaint.pk).select_related("opened_by", "over_by")
    return _courses(rows, patient, beside)[0]


def _courses(rows: QuerySet[Complaint], patient: Patient, beside: Iterable[QuerySet]) -> list[Course]:
    asked = _questions(rows, patient)
    together(*asked, *beside)
    return _told(*asked)


def _questions(rows: QuerySet[Complaint], patient: Any) -> list[QuerySet]:
    """About these complaints of the patient, or of a blank for their key."""
    theirs = {"complaint__in": rows.values("pk")}
    planned = Plan.objects.filter(**theirs).select_related("kind").order_by("-begun_on", "-pk")
    return [
        rows,
        planned,
        Goal.objects.filter(plan__in=planned.values("pk")).select_related("measure"),
        ComplaintZone.objects.filter(**theirs).select_related("zone"),
        *rows_in_hand(patient),
        _links().filter(**theirs),
        _outcomes().filter(**theirs),
        Measure.objects.filter(pk=PAIN),
    ]


def _told(*answers: QuerySet) -> list[Course]:
    rows, planned, goals, zones, given, reports, links, outcomes, pain = answers
    deal(rows, "plans", planned, by="complaint")
    deal(planned, "goals", goals, by="plan")
    deal(rows, "zones", zones, by="complaint")
    deal(given, "reports", reports, by="home_care")
    visits, taken, at_home = _by_complaint(links), _by_complaint(outcomes), _by_complaint(given)
    return [
        Course(
            complaint=one,
            plan=next((plan for plan in one.plans.all() if plan.ended_on is None), None),
            earlier_plans=[plan for plan in one.plans.all() if plan.ended_on],
            visits=[_visit(link.treatment_session) for link in visits[one.pk]],
            lines=lines(taken[one.pk]),
            pain=next(iter(pain), None),
            home_care=at_home[one.pk],
        )
        for one in rows
    ]


def _links() -> QuerySet[SessionComplaint]:
    """Which visit was about which complaint, in time; of the visit, what a course tells."""
    told = (f"treatment_session__{name}" for name in ("started_at", "pain_before", "pain_after"))
    rows = SessionComplaint.objects.select_related("treatment_session").only("complaint", *told)
    return rows.order_by("treatment_session__started_at")


def _outcomes() -> QuerySet[Outcome]:
    return Outcome.objects.standing().select_related("measure", "taken_by")


def _visit(session: TreatmentSession) -> Visit:
    return Visit(session.pk, session.started_at, session.pain_before, session.pain_after)


def _by_complaint(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.complaint_id].append(row)
    return found


def summary_for(patient: Patient) -> list[Course]:
    """The complaints that stand, the oldest first: for the summary, the prep card and the note."""
    found = _told(*STANDING.ask(patient=patient.pk))
    for one in found:
        one.complaint.patient = patient
    return found


def _standing() -> list[QuerySet]:
    patient: Any = blank("patient", "bigint")
    return _questions(Complaint.objects.of(patient).standing(), patient)


STANDING = Standing(_standing)


def due(patient: Patient) -> list[str]:
    """What the courses of this patient ask for now, in sentences."""
    return [sentence for one in summary_for(patient) for sentence in one.reminders]


def home_care_given(treatment_session: TreatmentSession) -> list[HomeCare]:
    """What was given to do at home in this visit, in its order."""
    return given_in(treatment_session)
