"""Everything that was measured, felt or seen, as Observation.

pain: 0 to 10 over all, before and after a session (LOINC 72514-3). point: a trigger point at one visit, its
tenderness 0-10, signs, pressure pain threshold in kPa (kept in kgf/cm2; 1 is 98.07 kPa), and its place on the
drawing. posture: a sign with its value. reading: blood pressure in mmHg (LOINC 8480-6, 8462-4), temperature.
outcome: the total of a measure, never an item's text. A session that is not signed makes it preliminary.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from patients.models import PostureFinding, Reading
from reports.fhir.parts import (
    LOINC,
    Resource,
    body_site,
    coded,
    concept,
    instant,
    note,
    ours,
    patient,
    practitioner,
    quantity,
    reference,
    resource,
)
from sessions.courses.models import Outcome
from sessions.models import PointFinding, TreatmentSession

KPA = Decimal("98.0665")
PAIN = coded(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
SYSTOLIC = coded(LOINC, "8480-6", "Systolic blood pressure")
DIASTOLIC = coded(LOINC, "8462-4", "Diastolic blood pressure")


def pain(row: TreatmentSession) -> Iterator[Resource]:
    """One for before and one for after, where they were asked."""
    for when, value, at in (
        ("before", row.pain_before, row.started_at),
        ("after", row.pain_after, row.ended_at or row.started_at),
    ):
        if value is not None:
            code = concept(f"Pain over all, {when} the session", PAIN)
            yield _observed(
                f"pain-{when}-{row.pk}", row, code, effectiveDateTime=instant(at), valueInteger=value
            )


def point(row: PointFinding) -> Resource:
    found = row.point
    status = concept(row.get_status_display(), coded(ours("point-status"), row.status))
    return _observed(
        f"point-{row.pk}",
        row.treatment_session,
        concept("Trigger point", coded(ours("finding"), "trigger-point")),
        effectiveDateTime=instant(row.treatment_session.started_at),
        valueCodeableConcept=status,
        bodySite=body_site(found.words, found.muscle_id, found.side),
        component=list(_components(row)),
        note=note(row.despite),
    )


def _components(row: PointFinding) -> Iterator[Resource]:
    for name, value in (
        ("Tenderness before, 0 to 10", row.tenderness_before),
        ("Tenderness after, 0 to 10", row.tenderness_after),
    ):
        if value is not None:
            yield {"code": concept(name), "valueInteger": value}
    for name, threshold in (("before", row.ppt_before), ("after", row.ppt_after)):
        if threshold is not None:
            measured = quantity(round(threshold * KPA, 1), "kPa", "kPa")
            yield {"code": concept(f"Pressure pain threshold {name}"), "valueQuantity": measured}
    for name, answer in row.signs.items():
        if answer != "not_tested":
            yield {"code": concept(name.replace("_", " ").capitalize()), "valueBoolean": answer == "yes"}
    place = f"{row.view} {row.x},{row.y} on {row.chart} version {row.chart_version}"
    yield {"code": concept("Place on the drawing, from its top left"), "valueString": place}


def posture(row: PostureFinding) -> Resource:
    side = f", {row.get_side_display().lower()}" if row.side else ""
    value = quantity(row.value, row.measure.unit) if row.measure else None
    graded = None if value or row.grade is None else row.grade
    return resource(
        "Observation",
        f"posture-{row.pk}",
        status="final",
        code=concept(f"{row.sign.label}{side}", coded(ours("posture-sign"), row.sign_id)),
        subject=patient(row.note.patient_id),
        effectiveDateTime=instant(row.note.assessed_at),
        performer=[practitioner(row.note.by_id)],
        valueQuantity=value,
        valueInteger=graded,
        valueBoolean=True if value is None and graded is None else None,
        note=note(row.words),
    )


def reading(row: Reading) -> Resource:
    """One that another reading corrects is entered in error."""
    pressure = (("Systolic", SYSTOLIC, row.systolic), ("Diastolic", DIASTOLIC, row.diastolic))
    component: list[Any] = [
        {"code": concept(name, code), "valueQuantity": quantity(value, "mmHg", "mm[Hg]")}
        for name, code, value in pressure
        if value is not None
    ]
    others = (
        ("Body temperature", quantity(row.celsius, "°C", "Cel")),
        ("Completed weeks of pregnancy", quantity(row.weeks_pregnant, "weeks", "wk")),
    )
    component += [{"code": concept(name), "valueQuantity": value} for name, value in others if value]
    return resource(
        "Observation",
        f"reading-{row.pk}",
        status="entered-in-error" if getattr(row, "corrected_by", None) else "final",
        code=concept("Reading of the day"),
        subject=patient(row.patient_id),
        effectiveDateTime=instant(row.at),
        performer=[practitioner(row.by_id)],
        component=component,
        note=note(row.reason),
    )


def outcome(row: Outcome) -> Resource:
    unknown = None if row.score is not None else concept("Too many answers were left out")
    items = [
        {"code": concept(f"Answer {place}"), "valueInteger": value}
        for place, value in enumerate(row.items, 1)
        if value is not None
    ]
    return resource(
        "Observation",
        f"outcome-{row.pk}",
        status="entered-in-error" if row.withdrawn_at else "final",
        code=concept(row.measure.name, coded(ours("measure"), row.measure_id)),
        subject=patient(row.complaint.patient_id),
        focus=[reference("Condition", f"complaint-{row.complaint_id}")],
        effectiveDateTime=row.taken_on.isoformat(),
        performer=[practitioner(row.taken_by_id)],
        valueQuantity=quantity(row.score, row.measure.unit or "points"),
        dataAbsentReason=unknown,
        component=items,
        note=note(f"Version {row.instrument_version}"),
    )


def _observed(key: str, session: TreatmentSession, code: Resource | None, **fields: Any) -> Resource:
    return resource(
        "Observation",
        key,
        status="final" if session.is_signed else "preliminary",
        code=code,
        subject=patient(session.patient_id),
        encounter=reference("Encounter", session.pk),
        performer=[practitioner(session.therapist_id)],
        **fields,
    )
