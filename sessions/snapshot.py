"""What is signed: everything that is printed, in the words of that day, in one canonical form."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date
from typing import Any

from clinic import clock
from clinic.models import Clinic
from patients import screening
from patients.models import Patient
from patients.screening import Caution, Cautions
from sessions.models import PointFinding, TreatmentSession, TriggerPoint
from sessions.writing import gathering
from sessions.writing import sheet as written

FORMAT = 1
SECTIONS = {
    "subjective": "Subjective",
    "objective": "Objective",
    "assessment": "Assessment",
    "plan": "Plan",
}
# What the rows themselves can never say differently later; names and labels may.
FACTS = ("started_at", "ended_at", "signed_at", "pain_before", "pain_after")
POINT_FACTS = (
    "id", "number", "muscle", "side", "code", "view", "x", "y", "status", "before", "after",
    "chart", "chart_version",
)  # fmt: skip


def canonical(sheet: dict[str, Any]) -> str:
    """JSON with one spelling: keys sorted, no spaces, letters as they are."""
    return json.dumps(sheet, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sheet(treatment_session: TreatmentSession) -> dict[str, Any]:
    """The session as it would be printed now: people, times, cautions, note, points."""
    cautions = screening.of(treatment_session.patient, on=_day(treatment_session))
    return composed(treatment_session, in_order(treatment_session), cautions)


def composed(
    treatment_session: TreatmentSession,
    findings: list[PointFinding],
    cautions: Cautions,
    rows: gathering.Rows | None = None,
) -> dict[str, Any]:
    """The same sheet from rows at hand; asks the database nothing that they already know."""
    return {
        **written.of(treatment_session, rows or gathering.rows(treatment_session)),
        "format": FORMAT,
        **_house(),
        "patient": _patient(treatment_session),
        "therapist": _person(treatment_session.therapist),
        "signed_by": _person(treatment_session.signed_by),
        "appointment": _appointment(treatment_session),
        "started_at": _instant(treatment_session.started_at),
        "ended_at": _instant(treatment_session.ended_at),
        "signed_at": _instant(treatment_session.signed_at),
        "pain_before": treatment_session.pain_before,
        "pain_after": treatment_session.pain_after,
        "note": [
            {"section": name, "label": label, "text": getattr(treatment_session, name)}
            for name, label in SECTIONS.items()
        ],
        "points": [_point(finding) for finding in findings],
        "history": cautions.history and cautions.history.version,
        "facts": cautions.facts.words if cautions.facts else [],
        "not_asked": len(cautions.not_asked),
        "cautions": [_caution(found) for found in cautions],
    }


def differences(treatment_session: TreatmentSession) -> Iterator[str]:
    """What the rows of a signed session say otherwise than its snapshot; nothing when all is well."""
    if digest(treatment_session.snapshot) != treatment_session.digest:
        yield "digest"
    signed, now = json.loads(treatment_session.snapshot), sheet(treatment_session)
    yield from (name for name in FACTS if signed[name] != now[name])
    yield from (who for who in ("therapist", "signed_by") if signed[who]["id"] != now[who]["id"])
    if not _same_person(signed["patient"]["id"], treatment_session):
        yield "patient"
    yield from (
        old["section"]
        for old, new in zip(signed["note"], now["note"], strict=True)
        if old["text"] != new["text"]
    )
    yield from written.differences(signed, now)
    if [_facts(point) for point in signed["points"]] != [_facts(point) for point in now["points"]] or not all(
        _same_point(was["point"], point["point"], treatment_session)
        for was, point in zip(signed["points"], now["points"], strict=True)
    ):
        yield "points"


def _same_person(key: int, treatment_session: TreatmentSession) -> bool:
    """The one who was treated, also when their record was merged into this one since."""
    now = treatment_session.patient_id
    return key == now or Patient.objects.filter(pk=key, merged_into=now).exists()


def _same_point(key: int, now: int, treatment_session: TreatmentSession) -> bool:
    """The point itself, or the same site on the record that was merged into this one since."""
    merged = TriggerPoint.objects.filter(pk=key, patient__merged_into=treatment_session.patient_id)
    return key == now or merged.exists()


def in_order(treatment_session: TreatmentSession) -> list[PointFinding]:
    """The session's findings by number, with all that a page says about them."""
    return list(
        treatment_session.findings.select_related("point__muscle", "previous__treatment_session").order_by(
            "number"
        )
    )


def _facts(point: dict[str, Any]) -> list[Any]:
    # Sheets signed before there were reasons have no word for them.
    return [*(point[name] for name in POINT_FACTS), point.get("despite", "")]


def _house() -> dict[str, Any]:
    return {"clinic": Clinic.current().name, "time_zone": Clinic.current().time_zone}


def _patient(treatment_session: TreatmentSession) -> dict[str, Any]:
    patient = treatment_session.patient
    return {
        "id": patient.pk,
        "number": patient.number,
        "name": str(patient),
        "legal_name": f"{patient.first_name} {patient.last_name}",
        "birth_on": patient.birth_on and patient.birth_on.isoformat(),
        "age": patient.age_on(_day(treatment_session)),
    }


def _day(treatment_session: TreatmentSession) -> date:
    return clock.local(treatment_session.started_at).date()


def _person(staff: Any) -> dict[str, Any] | None:
    return staff and {"id": staff.pk, "name": staff.display_name, "legal_name": staff.legal_name}


def _appointment(treatment_session: TreatmentSession) -> dict[str, Any]:
    held = treatment_session.appointment
    return {
        "id": held.pk,
        "starts_at": _instant(held.starts_at),
        "ends_at": _instant(held.ends_at),
        "service": str(held.service),
        "room": str(held.room),
    }


def _instant(moment: Any) -> str | None:
    return moment and moment.astimezone(UTC).isoformat()


def _point(finding: PointFinding) -> dict[str, Any]:
    last = finding.previous
    return {
        "id": finding.pk,
        "point": finding.point_id,
        "number": finding.number,
        "muscle": finding.point.muscle_id,
        "side": finding.point.side,
        "code": finding.point.code,
        "words": finding.point.words,
        "latin": finding.point.muscle.latin,
        "view": finding.view,
        "view_label": finding.get_view_display(),
        "x": f"{finding.x:.4f}",
        "y": f"{finding.y:.4f}",
        "status": finding.status,
        "status_label": finding.get_status_display(),
        "before": finding.tenderness_before,
        "after": finding.tenderness_after,
        "last": finding.last_score,
        "last_on": last and clock.local(last.treatment_session.started_at).date().isoformat(),
        "placed_by": finding.placed_by,
        "despite": finding.despite,
        "chart": finding.chart,
        "chart_version": finding.chart_version,
    }


def _caution(found: Caution) -> dict[str, Any]:
    return {
        "rule": found.rule.slug,
        "severity": found.severity,
        "kind": found.kind,
        "icon": found.icon,
        "label": found.label,
        "words": found.words,
        "message": found.rule.message,
        "affects": found.rule.affects,
        "rule_version": found.rule.version,
        "confirmed": found.confirmed,
        "details": found.details,
        "settled": found.lifted_by and {"id": found.lifted_by.pk, "by": str(found.lifted_by.by)},
    }
