"""What a change of a finding means for its signs, its referral and the points it belongs to."""

from collections.abc import Iterable, Sequence
from typing import Any

from clinic.asking import give
from sessions.models import FoundReferral, PointFinding, TreatmentSession
from sessions.point_models import Relation
from sessions.refusals import PointRefused

Found = tuple[str, str]


def settle(held: TreatmentSession, finding: PointFinding, changes: dict[str, Any]) -> None:
    """Make the changes agree with each other; zones are saved at once, the rest is left for the caller.

    referrals: all (zone slug, side) pairs found, in place of those there were.
    """
    if "referrals" in changes:
        _refer(finding, changes.pop("referrals"))
    if "relation" in changes or "parent" in changes:
        _relate(held, finding, changes)


def refuse_to_leave(satellites: Sequence[int]) -> None:
    """A point with satellites, of these numbers, stays until they are told where they belong."""
    if satellites:
        raise PointRefused(
            f"Point {', '.join(map(str, satellites))} is called a satellite of this one. Change that first."
        )


def _refer(finding: PointFinding, found: Iterable[Found]) -> None:
    wanted = dict.fromkeys(found)
    there = {(row.zone_id, row.side): row for row in finding.found_referrals.all()}
    for pair in [pair for pair in there if pair not in wanted]:
        there.pop(pair).delete()
    new = [
        FoundReferral.objects.create(finding=finding, zone_id=zone, side=side)
        for zone, side in wanted
        if (zone, side) not in there
    ]
    give(finding, "found_referrals", [*there.values(), *new])


def _relate(held: TreatmentSession, finding: PointFinding, changes: dict[str, Any]) -> None:
    parent = changes.get("parent", finding.parent if "relation" not in changes else None)
    relation = changes.get("relation", Relation.SATELLITE if parent else "")
    if relation == Relation.SATELLITE:
        parent = parent or finding.parent
        if parent is None:
            raise PointRefused("Say which point it is a satellite of.")
        _refuse_circles(held, finding, parent)
    changes["relation"], changes["parent"] = relation, parent if relation == Relation.SATELLITE else None


def _refuse_circles(held: TreatmentSession, finding: PointFinding, parent: PointFinding) -> None:
    if parent.treatment_session_id != held.pk:
        raise PointRefused("A satellite belongs to a point of the same session.")
    above = dict(held.findings.values_list("pk", "parent"))
    step: int | None = parent.pk
    while step is not None:
        if step == finding.pk:
            raise PointRefused(
                f"Point {parent.number} is itself a satellite of this one. A point cannot be both."
                if parent.pk != finding.pk
                else "A point cannot be a satellite of itself."
            )
        step = above.get(step)
