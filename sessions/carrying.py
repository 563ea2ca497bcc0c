"""Open points come along: the next visit begins with them on the map, waiting to be scored again."""

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from patients.models import Patient
from sessions import body_map
from sessions.models import PointFinding, TreatmentSession

SCORED = Q(tenderness_before__isnull=False) | Q(tenderness_after__isnull=False)


def chart_of(patient: Patient) -> str:
    """The name of the drawing that this patient's points are charted on."""
    return f"tp-{patient.figure}"


def latest_findings(patient: Any) -> QuerySet[PointFinding]:
    """The newest finding of each point of the patient, or of a blank for their key, whatever its status."""
    return (
        PointFinding.objects.filter(point__patient=patient)
        .order_by("point", "-treatment_session__started_at", "-treatment_session")
        .distinct("point")
    )


def open_findings(patient: Patient) -> list[PointFinding]:
    """The newest finding of each point that was not resolved then, newest visit first, in their order."""
    return still_open(with_points(latest_findings(patient)))


def with_points(findings: QuerySet[PointFinding]) -> QuerySet[PointFinding]:
    rows = findings.select_related("point__muscle", "treatment_session", "previous", "parent")
    return rows.defer("treatment_session__snapshot")


def still_open(latest: Iterable[PointFinding]) -> list[PointFinding]:
    found = [finding for finding in latest if finding.status != PointFinding.Status.RESOLVED]
    return sorted(
        found, key=lambda finding: (-finding.treatment_session.started_at.timestamp(), finding.number)
    )


def carry_over(treatment_session: TreatmentSession) -> None:
    """Begin the session with every open point of the patient, at its place, without scores.

    Which point it is comes along: site type, and what it belongs to. What was felt and done there does not.
    """
    found = open_findings(treatment_session.patient)
    scored = {
        finding.point_id: finding for finding in latest_findings(treatment_session.patient).filter(SCORED)
    }
    carried = PointFinding.objects.bulk_create(
        PointFinding(
            treatment_session=treatment_session,
            point=finding.point,
            number=number,
            status=finding.status,
            previous=scored.get(finding.point_id, finding),
            placed_by=PointFinding.PlacedBy.CARRIED,
            key=uuid.uuid4(),
            site_type=finding.site_type,
            relation="" if finding.parent_id else finding.relation,
            **_place_of(finding, chart_of(treatment_session.patient)),
        )
        for number, finding in enumerate(found, 1)
    )
    _relate(found, carried)


def _relate(found: list[PointFinding], carried: list[PointFinding]) -> None:
    """A satellite stays one if the point it belongs to came along as well."""
    here = {finding.point_id: finding for finding in carried}
    for was, now in zip(found, carried, strict=True):
        if was.parent and (parent := here.get(was.parent.point_id)):
            now.relation, now.parent = was.relation, parent
            now.save(update_fields=["relation", "parent"])


def _place_of(finding: PointFinding, chart: str) -> dict[str, Any]:
    """Where it was; on another drawing than last time, the muscle's own place there."""
    place: dict[str, Any] = {"view": finding.view, "x": finding.x, "y": finding.y}
    if (finding.chart, finding.chart_version) == (chart, body_map.VERSION):
        return {**place, "chart": chart, "chart_version": body_map.VERSION}
    point = finding.point
    try:
        there = body_map.canonical(chart, point.muscle_id, point.code or None, point.side)
    except body_map.Unplaced:
        return {**place, "chart": finding.chart, "chart_version": finding.chart_version}
    moved = {"view": there.view, "x": Decimal(str(there.x)), "y": Decimal(str(there.y))}
    return {**moved, "chart": chart, "chart_version": body_map.VERSION}
