"""What was agreed and what to beware of.

Condition: a complaint in the patient's own words, resolved once it is over. CarePlan, Goal: the plan in force
or one that ended, and what is done at home. Consent: inactive once withdrawn or expired. Flag: an alert, and
each caution that stands on the day of the export.
"""

from collections.abc import Iterator, Sequence

from clinic import clock
from patients import screening
from patients.models import Alert, Consent, Patient
from patients.screening import Caution
from reports.fhir.parts import (
    HL7,
    Resource,
    coded,
    concept,
    day,
    instant,
    note,
    ours,
    patient,
    period,
    practitioner,
    quantity,
    reference,
    resource,
)
from sessions.courses.models import Complaint, Goal, HomeCare, Plan

GOAL_STATES = {
    "proposed": "proposed",
    "active": "active",
    "met": "completed",
    "partly_met": "completed",
    "not_met": "completed",
    "cancelled": "cancelled",
}
ACHIEVED = {"met": "achieved", "partly_met": "improving", "not_met": "not-achieved"}


def complaint(row: Complaint) -> Resource:
    clinical = "resolved" if row.is_over else "active"
    return resource(
        "Condition",
        f"complaint-{row.pk}",
        clinicalStatus=concept("", coded(f"{HL7}condition-clinical", clinical)),
        category=[concept("Complaint")],
        code=concept(row.words),
        bodySite=[concept(zone.words, coded(ours("zone"), zone.zone_id)) for zone in row.zones.all()],
        subject=patient(row.patient_id),
        onsetString=row.onset,
        abatementDateTime=instant(row.over_at),
        recordedDate=instant(row.opened_at),
        recorder=practitioner(row.opened_by_id),
        note=note(row.over_why),
    )


def care_plan(row: Plan) -> Resource:
    return resource(
        "CarePlan",
        row.pk,
        status="completed" if row.ended_on else "active",
        intent="plan",
        title=str(row.kind),
        description=row.problem,
        subject=patient(row.complaint.patient_id),
        period=period(row.begun_on, row.ended_on),
        created=instant(row.written_at),
        author=practitioner(row.written_by_id),
        addresses=[reference("Condition", f"complaint-{row.complaint_id}")],
        goal=[reference("Goal", goal.pk) for goal in row.goals.all()],
        activity=[_visits(row), *map(_home_care, row.complaint.home_care.all())],
        note=[*note(row.adaptations), *note(row.discharge)],
    )


def _visits(row: Plan) -> Resource:
    words = f"{row.visits} visits of {row.minutes} minutes, {row.times} every {row.weeks} weeks"
    return {"detail": {"status": "completed" if row.ended_on else "in-progress", "description": words}}


def _home_care(row: HomeCare) -> Resource:
    said = f"{row.name}. {row.words}".strip()
    return {"detail": {"kind": "Task", "status": "unknown", "description": said}}


def goal(row: Goal) -> Resource:
    target = {
        "measure": concept(row.measure.name, coded(ours("measure"), row.measure_id)) if row.measure else None,
        "detailQuantity": quantity(row.target, row.unit or "points"),
        "dueDate": day(row.due_on),
    }
    if not target["measure"]:
        target["measure"] = concept(row.words) if row.target is not None else None
    achieved = ACHIEVED.get(row.state)
    return resource(
        "Goal",
        row.pk,
        lifecycleStatus=GOAL_STATES[row.state],
        achievementStatus=concept(row.get_state_display(), coded(f"{HL7}goal-achievement", achieved))
        if achieved
        else None,
        description=concept(row.words),
        subject=patient(row.plan.complaint.patient_id),
        startDate=day(row.plan.begun_on),
        target=[target],
        addresses=[reference("Condition", f"complaint-{row.plan.complaint_id}")],
    )


def consent(row: Consent) -> Resource:
    over = row.withdrawn_at is not None or (row.expires_on is not None and row.expires_on < clock.today())
    treats = row.text.kind in {"treatment", "sensitive"}
    scope = "treatment" if treats else "patient-privacy"
    heard = f", heard by {row.witness}" if row.witness else ""
    return resource(
        "Consent",
        row.pk,
        status="inactive" if over else "active",
        scope=concept(row.text.get_kind_display(), coded(f"{HL7}consentscope", scope)),
        category=[concept(row.text.get_kind_display(), coded(ours("consent-kind"), row.text.kind))],
        patient=patient(row.patient_id),
        dateTime=instant(row.given_at),
        policyRule=concept(f"Version {row.text.version}: {row.text.text}"),
        provision={
            "period": period(row.given_at, row.withdrawn_at or row.expires_on),
            "code": [concept(row.scope)],
        },
        verification=[{"verified": True, "verificationDate": instant(row.given_at)}],
        performer=[
            {"reference": f"Patient/{row.patient_id}", "display": f"{row.given_by}, {row.how}{heard}"}
        ],
    )


def alert(row: Alert) -> Resource:
    over = row.ended_at is not None or (row.until_on is not None and row.until_on < clock.today())
    return resource(
        "Flag",
        f"alert-{row.pk}",
        status="inactive" if over else "active",
        category=[concept(row.get_level_display())],
        code=concept(row.text),
        subject=patient(row.patient_id),
        period=period(row.added_at, row.ended_at or row.until_on),
        author=practitioner(row.added_by_id),
    )


def cautions(rows: Sequence[Patient]) -> Iterator[Resource]:
    """Those that stand today, of many people asked for together."""
    found = screening.cautions_of(rows)
    return (_caution(row, each) for row in rows for each in found[row.pk])


def _caution(row: Patient, found: Caution) -> Resource:
    words = f"{found.rule.trigger}. {found.rule.message}"
    return resource(
        "Flag",
        f"caution-{row.pk}-{found.rule.slug}",
        status="active",
        category=[concept(found.label, coded(ours("severity"), found.severity))],
        code=concept(words, coded(ours("caution-rule"), found.rule.slug)),
        subject=patient(row.pk),
    )
