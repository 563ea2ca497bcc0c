"""Complaints and the visits about each; for today's people plans; for Helen a whole course; two protocols."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from clinic import clock
from demo import helen
from demo.charts import Sheet
from demo.furnishings import House
from patients.models import MedicalHistory, Patient
from sessions.courses import scoring
from sessions.courses.models import (
    Complaint,
    ComplaintZone,
    CourseDefault,
    Goal,
    HomeCare,
    HomeCareItem,
    HomeCareReport,
    Measure,
    Outcome,
    Plan,
    Protocol,
    ProtocolStep,
    SessionComplaint,
)

ZONES = (("suboccipital", "left"), ("temple", "left"), ("back_neck", "left"))
GOAL = "Turn the head to look over the left shoulder"
# By visit: pain of the week, items of NDI and HIT-6, and of what she can do.
TAKEN: dict[int, dict[str, list[int]]] = {
    0: {"nprs": [8], "ndi": [3, 2, 3, 2, 4, 3, 2, 2, 3, 3], "hit6": [11, 11, 10, 11, 11, 10], "psfs": [3, 2, 4]},
    2: {"nprs": [6], "ndi": [2, 2, 2, 2, 3, 2, 2, 1, 2, 2], "hit6": [10, 10, 10, 10, 11, 10], "psfs": [5, 4, 5]},
    3: {"nprs": [5], "ndi": [2, 1, 2, 1, 2, 2, 1, 1, 2, 1], "hit6": [10, 10, 8, 10, 10, 8], "psfs": [6, 6, 6]},
    4: {"nprs": [3], "psfs": [7, 7, 6], "groc": [4]},
}  # fmt: skip
DOES = ["Look over the shoulder when reversing", "Work two hours at the screen", "Sleep on the left side"]
GIVEN = (
    ("Side bend of the neck", "left", 1, ((2, 60, 1), (3, 75, 1))),
    ("Chin back", "midline", 1, ((3, 80, 0),)),
    ("Ball between shoulder blade and wall", "right", 3, ()),
)
PROTOCOLS: dict[str, tuple[str, tuple[tuple[str, str, str, str], ...]]] = {
    "Tension headache": (
        "Neck and temple, from the back to the front.",
        (
            ("suboccipitals", "both", "SO1", "Hold until it eases, head resting"),
            ("trapezius_upper", "both", "TrP1", "Pincer hold"),
            ("levator_scapulae", "both", "LS1", "Along the fibres first"),
            ("temporalis", "both", "TrP2", "Light, with the jaw loose"),
        ),
    ),
    "Low back, first visit": (
        "To begin with; the side that leads comes first.",
        (
            ("quadratus_lumborum", "both", "", "Lying on the side"),
            ("gluteus_medius", "both", "", "Slow, with the knee bent"),
            ("piriformis", "both", "", "Never on the nerve: ask for tingling"),
        ),
    ),
}


def open_complaints(sheets: list[Sheet], histories: list[MedicalHistory]) -> list[SessionComplaint]:
    """One for each patient who was treated, in the words of the questionnaire; links are saved with the sheets."""
    reasons = {one.patient_id: one for one in histories if one.reason_for_visit}
    firsts: dict[int, Sheet] = {}
    for sheet in sheets:
        firsts.setdefault(sheet.session.patient_id, sheet)
    complaints = Complaint.objects.bulk_create(
        _complaint(sheet, reasons.get(key)) for key, sheet in firsts.items()
    )
    by_patient = {one.patient_id: one for one in complaints}
    links = []
    for sheet in sheets:
        complaint = by_patient[sheet.session.patient_id]
        sheet.about = {"complaints": [{"id": complaint.pk, "words": complaint.words}]}
        links.append(SessionComplaint(treatment_session=sheet.session, complaint=complaint))
    return links


def link(links: list[SessionComplaint]) -> None:
    """Once the sessions have keys, take them over."""
    for one in links:
        one.treatment_session = one.treatment_session


def _complaint(sheet: Sheet, history: MedicalHistory | None) -> Complaint:
    words = " ".join(history.reason_for_visit.split())[:300] if history else "Stiff and sore"
    return Complaint(
        patient=sheet.session.patient, words=words, history=history, opened_at=sheet.session.started_at,
        opened_by=sheet.session.therapist, key=uuid4(),
    )  # fmt: skip


def furnish(house: House, sheets: list[Sheet], links: list[SessionComplaint], cast: Iterable[Patient]) -> int:
    """Plans, outcomes, home care and protocols; how many complaints there are."""
    visits: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        visits.setdefault(sheet.session.patient_id, []).append(sheet)
    complaints = {one.complaint.patient_id: one.complaint for one in links}
    today = [complaints[one.pk] for one in cast if one.pk in complaints]
    plans = [_plan(one, visits[one.patient_id]) for one in today]
    Plan.objects.bulk_create(plans)
    hers = next(one for one in today if str(one.patient) == helen.NAME)
    goals = [_goal(plan) for plan in plans if plan.complaint is not hers]
    goals += _helens(hers, next(plan for plan in plans if plan.complaint is hers), visits[hers.patient_id])
    Goal.objects.bulk_create(goals)
    _protocols()
    return len(complaints)


def _plan(complaint: Complaint, visits: list[Sheet]) -> Plan:
    kind = CourseDefault(pk="chronic")
    begun = day_of(visits[0])
    hers = str(complaint.patient) == helen.NAME
    return Plan(
        complaint=complaint, kind=kind, problem=complaint.words, times=1, weeks=1 if len(visits) > 4 else 2, visits=6,
        minutes=60, techniques=["pressure_release", "stretch"], begun_on=begun, reassess_on=begun + timedelta(days=100 if hers else 60),
        reassess_visit=max(5, len(visits) + 1), discharge="Goals met, or no important change after six visits.",
        agreed_by=str(complaint.patient), agreed_on=begun, written_by=complaint.opened_by,
        written_at=complaint.opened_at,
    )  # fmt: skip


def _goal(plan: Plan) -> Goal:
    due = plan.begun_on + timedelta(days=90)
    return Goal(plan=plan, words="Get through a working day with little pain", due_on=due, order=1)


def _helens(complaint: Complaint, plan: Plan, visits: list[Sheet]) -> list[Goal]:
    """Zones, outcomes at four visits, home care with what she told of it; returns her goals."""
    ComplaintZone.objects.bulk_create(
        ComplaintZone(complaint=complaint, zone_id=zone, side=side) for zone, side in ZONES
    )
    measures = Measure.objects.in_bulk()
    Outcome.objects.bulk_create(
        outcome(complaint, measures[slug], items, visits[number])
        for number, taken in TAKEN.items()
        for slug, items in taken.items()
    )
    _home_care(complaint, visits)
    return _her_goals(plan, measures["nprs"], visits)


def _her_goals(plan: Plan, nprs: Measure, visits: list[Sheet]) -> list[Goal]:
    due, number = plan.begun_on + timedelta(days=90), Decimal
    turned = {
        "baseline": number(30),
        "target": number(60),
        "latest": number(45),
        "latest_on": day_of(visits[3]),
    }
    pain = {"baseline": number(8), "target": number(3), "latest": number(3), "latest_on": day_of(visits[4])}
    return [
        Goal(plan=plan, words=GOAL, unit="degrees", due_on=due, order=1, **turned),
        Goal(
            plan=plan,
            words="Headache of 3 or less over the week",
            measure=nprs,
            due_on=due,
            order=2,
            **pain,
        ),
    ]


def outcome(complaint: Complaint, measure: Measure, items: list[int], visit: Sheet) -> Outcome:
    judged = ("instrument_version", "detectable", "important", "important_percent", "source")
    scored = scoring.score(measure, items)
    return Outcome(
        complaint=complaint, measure=measure, items=items, names=DOES if measure.named_items else [],
        taken_on=day_of(visit), score=scored.score, missing=scored.missing, taken_by=visit.session.therapist,
        taken_at=visit.session.started_at, key=uuid4(), **{name: getattr(measure, name) for name in judged},
    )  # fmt: skip


def _home_care(complaint: Complaint, visits: list[Sheet]) -> None:
    items = {one.name: one for one in HomeCareItem.objects.all()}
    names = (
        "name",
        "words",
        "stop_rules",
        "seconds",
        "repetitions",
        "times_a_day",
        "days_a_week",
        "pressure",
    )
    for name, side, number, told in GIVEN:
        item, therapist = items[name], visits[number].session.therapist
        given = HomeCare.objects.create(
            complaint=complaint, item=item, side=side, demonstrated=True, given_on=day_of(visits[number]),
            given_by=therapist, key=uuid4(), **{one: getattr(item, one) for one in names},
        )  # fmt: skip
        HomeCareReport.objects.bulk_create(
            HomeCareReport(
                home_care=given,
                asked_on=day_of(visits[at]),
                asked_by=therapist,
                adherence=done,
                soreness=sore,
            )
            for at, done, sore in told
        )


def _protocols() -> None:
    for name, (about, steps) in PROTOCOLS.items():
        protocol = Protocol.objects.create(name=name, about=about)
        ProtocolStep.objects.bulk_create(
            ProtocolStep(protocol=protocol, order=order, muscle_id=muscle, side=side, code=code, words=words)
            for order, (muscle, side, code, words) in enumerate(steps, 1)
        )


def day_of(sheet: Sheet) -> date:
    return clock.local(sheet.session.started_at).date()
