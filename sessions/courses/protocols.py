"""Protocols: written by the clinic, put on the map of an open session, taken off again."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from sessions import body_map, marking
from sessions.courses.models import Protocol, ProtocolStep, ProtocolUse
from sessions.courses.refusals import ChangedMeanwhile, CourseRefused
from sessions.models import Muscle, PointFinding, TreatmentSession
from sessions.open_session import hold_open
from sessions.refusals import PointRefused


@dataclass(frozen=True)
class SaidStep:
    muscle: Muscle
    side: str
    code: str = ""
    words: str = ""


@verb
def write(
    protocol: Protocol | None, said: dict[str, Any], steps: list[SaidStep], *, version: int, by: Staff
) -> Protocol:
    """A new one, or this one changed, with these steps; said: name, about, active."""
    held = Protocol.objects.select_for_update().get(pk=protocol.pk) if protocol else Protocol(version=0)
    if held.version != version:
        raise ChangedMeanwhile
    if not steps:
        raise CourseRefused("A protocol has a point at least. Choose the muscle of the first one.")
    for step in steps:
        _refuse(step)
    for name in ("name", "about", "active"):
        setattr(held, name, said[name])
    held.version += 1
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        raise CourseRefused(f"There is a protocol called {held.name} already.") from error
    held.steps.all().delete()
    ProtocolStep.objects.bulk_create(
        ProtocolStep(protocol=held, order=order, **vars(step)) for order, step in enumerate(steps, 1)
    )
    audit.record("changed", held, by=by, fields=["name", "steps"])
    return held


def _refuse(step: SaidStep) -> None:
    muscle = step.muscle
    if muscle.slug in body_map.LIST_ONLY:
        raise CourseRefused(f"{muscle} is not treated here, so it is on no protocol.")
    if step.code and not muscle.sites.filter(code=step.code).exists():
        known = ", ".join(muscle.sites.values_list("code", flat=True))
        raise CourseRefused(f"{muscle} has no site called {step.code}. It has {known}.")
    if (muscle.sides == Muscle.Sides.MIDLINE) != (step.side == "midline"):
        where = "in the middle" if step.side != "midline" else "on both sides, so say left, right or both"
        raise CourseRefused(f"{muscle} lies {where}.")


@verb
def apply(treatment_session: TreatmentSession, protocol: Protocol, *, by: Staff) -> ProtocolUse:
    """Place its points in their order; those there already or off limits are left out with the reason."""
    held = hold_open(treatment_session, by)
    there = {(each.point.muscle_id, each.point.side, each.point.code) for each in _findings(held)}
    # Its usual place is a site's own: a second mark would hide the first.
    there |= {(muscle, side, "") for muscle, side, _code in there}
    placed, left_out = [], []
    for step in protocol.steps.select_related("muscle"):
        for side in step.sides:
            words = body_map.label(step.muscle.name, side, step.code or None)
            if (step.muscle_id, side, step.code) in there:
                left_out.append(f"{words} is on the map already.")
                continue
            try:
                placed.append(_place(held, step, side, by).pk)
            except PointRefused as refusal:
                # Nobody is there to write why: the point is left out.
                left_out.append(str(refusal).removesuffix(marking.OR_ELSE)[:300])
    use = ProtocolUse.objects.create(
        treatment_session=held, protocol=protocol, name=protocol.name, findings=placed, left_out=left_out,
        applied_at=clock.now(), applied_by=by,
    )  # fmt: skip
    audit.record("applied a protocol", held, by=by, fields=["point"], ids=placed)
    return use


def _place(held: TreatmentSession, step: ProtocolStep, side: str, by: Staff) -> PointFinding:
    """By the verb that every point is placed with; what it refuses leaves nothing behind."""
    with transaction.atomic():
        return marking.place(
            treatment_session=held, muscle=step.muscle, side=side, code=step.code, key=uuid.uuid4(), by=by,
            placed_by=PointFinding.PlacedBy.SEARCH, todo=step.words,
        )  # fmt: skip


@verb
def undo(use: ProtocolUse, *, by: Staff) -> list[str]:
    """Take its points off again; returns those that were worked on since, and stay."""
    held = hold_open(use.treatment_session, by)
    stored = ProtocolUse.objects.select_for_update().get(pk=use.pk)
    if stored.undone_at:
        return []
    stay = []
    for finding in _findings(held).filter(pk__in=stored.findings):
        if _is_as_placed(finding):
            marking.remove(finding=finding, by=by)
        else:
            stay.append(finding.point.words)
    stored.undone_at = clock.now()
    stored.save()
    audit.record("undid a protocol", held, by=by, fields=["point"], ids=stored.findings)
    return stay


def _is_as_placed(finding: Any) -> bool:
    """Nothing was felt, done, moved or said of it since; each change of a row leaves an event."""
    hanging = (finding.treatments, finding.found_referrals, finding.satellites)
    return finding.events.count() == 1 and not any(rows.exists() for rows in hanging)


def _findings(held: TreatmentSession) -> Any:
    return held.findings.select_related("point__muscle", "treatment_session").order_by("number")
