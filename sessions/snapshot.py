"""What is signed: everything that is printed, in the words of that day, in one canonical form."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date
from typing import Any

from django.db.models import QuerySet

from clinic import clock
from clinic.asking import deal, together
from clinic.models import Clinic
from patients import screening
from patients.models import Patient
from patients.screening import Caution, Cautions
from sessions import point_sheet
from sessions.courses import signed as courses_signed
from sessions.models import FoundReferral, PointFinding, Treatment, TreatmentSession, TriggerPoint
from sessions.visit import sheet as visit_sheet
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


def sheet(
    treatment_session: TreatmentSession,
    findings: list[PointFinding] | None = None,
    rows: gathering.Rows | None = None,
) -> dict[str, Any]:
    """The session as it would be printed now: people, times, cautions, note, points, the visit's frame.

    findings, rows: read already; both or none.
    """
    if findings is None:
        findings, rows = gathered(treatment_session)
    cautions = screening.of(treatment_session.patient, on=_day(treatment_session))
    told = composed(treatment_session, findings, cautions, rows)
    courses = courses_signed.sheet(treatment_session)
    return {**told, **courses, "visit": visit_sheet.told(treatment_session)}


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
        "therapist": person(treatment_session.therapist),
        "signed_by": person(treatment_session.signed_by),
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
    if not _sameperson(signed["patient"]["id"], treatment_session):
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
    # Sheets signed before the visit had a frame tell nothing of it.
    if "visit" in signed and visit_sheet.differs(signed["visit"], now["visit"]):
        yield "visit"
    yield from courses_signed.differences(signed, now)


def _sameperson(key: int, treatment_session: TreatmentSession) -> bool:
    """The one who was treated, also when their record was merged into this one since."""
    now = treatment_session.patient_id
    return key == now or Patient.objects.filter(pk=key, merged_into=now).exists()


def _same_point(key: int, now: int, treatment_session: TreatmentSession) -> bool:
    """The point itself, or the same site on the record that was merged into this one since."""
    merged = TriggerPoint.objects.filter(pk=key, patient__merged_into=treatment_session.patient_id)
    return key == now or merged.exists()


def in_order(treatment_session: TreatmentSession, *beside: QuerySet[Any]) -> list[PointFinding]:
    """The session's findings by number, with all that a page says about them.

    beside: what the same statement is to read for somebody else.
    """
    asked = questions(treatment_session)
    together(*asked, *beside)
    return dealt(*asked)


def questions(treatment_session: Any) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What dealt() makes the session's findings of; of a session, or of a blank for its key."""
    found = PointFinding.objects.filter(treatment_session=treatment_session).order_by("number")
    theirs = {"finding__treatment_session": treatment_session}
    return (
        found.select_related("point__muscle", "previous__treatment_session", "parent__point__muscle").defer(
            "previous__treatment_session__snapshot"
        ),
        FoundReferral.objects.filter(**theirs).select_related("zone"),
        Treatment.objects.filter(**theirs),
    )


def dealt(found: QuerySet, referrals: QuerySet, treatments: QuerySet) -> list[PointFinding]:
    """The findings, each with its own of the others."""
    deal(found, "found_referrals", referrals, by="finding")
    deal(found, "treatments", treatments, by="finding")
    return [*found]


def gathered(treatment_session: TreatmentSession) -> tuple[list[PointFinding], gathering.Rows]:
    """All that a note is written from, in one statement."""
    asked = gathering.questions(treatment_session)
    findings = in_order(treatment_session, *asked)
    return findings, gathering.rows(treatment_session, asked)


def _facts(point: dict[str, Any]) -> list[Any]:
    # Sheets signed before there were reasons, or a protocol's words, have none.
    later = (point.get(name, "") for name in ("despite", "todo"))
    return [*(point[name] for name in POINT_FACTS), *later, *point_sheet.facts(point)]


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


def person(staff: Any) -> dict[str, Any] | None:
    """credentials: as they were that day; sheets signed before they were known have no word for them."""
    return staff and {
        "id": staff.pk,
        "name": staff.display_name,
        "legal_name": staff.legal_name,
        "credentials": staff.credentials,
    }


def _appointment(treatment_session: TreatmentSession) -> dict[str, Any]:
    held = treatment_session.appointment
    return {
        "id": held.pk,
        "starts_at": _instant(held.starts_at),
        "ends_at": _instant(held.ends_at),
        "service": str(held.service),
        "room": held.place,
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
        "todo": finding.todo,
        **point_sheet.told(finding),
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
