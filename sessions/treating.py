"""What is done at a point: techniques given, changed, put in their order, taken back, until the signature."""

import uuid
from typing import Any, TypedDict, Unpack

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from sessions import allowed
from sessions.models import PointFinding, Treatment, TreatmentSession
from sessions.open_session import hold_open
from sessions.reads import Hands
from sessions.refusals import OverCap, PointRefused
from sessions.visit import consenting
from sessions.visit.refusals import Stopped

LIMITED = {"technique", "contact", "pressure", "steps", "over_cap_why"}


class Given(TypedDict, total=False):
    """What may be said of a treatment; units and ranges as the model has them."""

    contact: str
    pressure: int | None
    steps: list[dict[str, int | None]]
    hold_seconds: int | None
    repetitions: int | None
    response: str
    adverse: str
    over_cap_why: str


@verb
def treat(
    *, finding: PointFinding, technique: str, key: uuid.UUID, by: Staff, **given: Unpack[Given]
) -> Treatment:
    """Record one technique at a point, as the session's last; a repeated key answers with the first one's.

    Raises OverCap where it goes past a caution's limit, OffLimits where the patient said no to the area
    today, unless over_cap_why says why.
    """
    hands = Hands.of(finding, by, key)
    for known in hands.first:
        return known
    if hands.stops:
        raise Stopped
    held, finding, why = hands.held, hands.finding, given.pop("over_cap_why", "")
    _go_against_a_no(held, finding, why)
    treatment = Treatment(
        treatment_session=held,
        finding=finding,
        technique=technique,
        key=key,
        order=len(hands.given) + 1,
        **given,
    )
    _add_up(treatment, given)
    treatment.over_cap_why = allowed.reason_for(treatment, why, {}, allowed.of_session(held))
    treatment.save()
    audit.record("treated", held, by=by, fields=["technique", *sorted(given)], ids=[treatment.pk])
    return treatment


@verb
def change(*, treatment: Treatment, by: Staff, **changes: Any) -> Treatment:
    """Change some of a treatment; what is not named stays. order: its new turn, the others move along.

    Raises OverCap where it goes further past a limit than it did, unless over_cap_why says why.
    """
    held = hold_open(treatment.treatment_session, by)
    treatment = held.treatments.get(pk=treatment.pk)
    treatment.finding = _finding(held, treatment.finding_id)
    fields, turn = sorted(changes), changes.pop("order", None)
    why = changes.pop("over_cap_why", "")
    _change(held, treatment, changes, why, weigh=bool(LIMITED & set(fields)))
    treatment.save()
    if turn is not None:
        _in_turn(held, treatment, turn)
    audit.record("treated", held, by=by, fields=fields, ids=[treatment.pk])
    return treatment


@verb
def remove(*, treatment: Treatment, by: Staff) -> None:
    """Take a treatment back; those after it move up to its turn."""
    held = hold_open(treatment.treatment_session, by)
    treatment = held.treatments.get(pk=treatment.pk)
    key = treatment.pk
    treatment.delete()
    close_gaps(held)
    audit.record("treated", held, by=by, fields=["removed"], ids=[key])


def weigh_again(held: TreatmentSession, finding: PointFinding) -> None:
    """Under another muscle's limits; raises OverCap if what was given goes past them without a reason."""
    rows = list(held.treatments.filter(finding=finding))
    limits = allowed.of_session(held) if rows else None
    for treatment in rows:
        assert limits
        treatment.finding = finding
        here = allowed.at(finding, limits)
        passed = here.passed(treatment, asked_before=bool(finding.despite))
        if passed and not treatment.over_cap_why:
            raise OverCap(here.sentence(treatment, passed))


def close_gaps(held: TreatmentSession) -> None:
    """Count the session's treatments from 1 again."""
    _number(list(held.treatments.order_by("order")))


def _finding(held: TreatmentSession, key: int) -> PointFinding:
    return held.findings.select_related("point__muscle").get(pk=key)


def _go_against_a_no(held: TreatmentSession, finding: PointFinding, why: str) -> None:
    """What the point is treated for all the same is kept with it, as where it is scored."""
    despite = consenting.despite(held, finding, why)
    if despite != finding.despite:
        finding.despite = despite
        finding.save(update_fields=["despite"])


def _change(
    held: TreatmentSession, treatment: Treatment, changes: dict[str, Any], why: str, *, weigh: bool
) -> None:
    if not weigh:
        before, limits = {}, None
    else:
        limits = allowed.of_session(held)
        here = allowed.at(treatment.finding, limits)
        before = here.passed(treatment, asked_before=bool(treatment.finding.despite))
        before = before if treatment.over_cap_why else {}
    for name, value in changes.items():
        setattr(treatment, name, value)
    _add_up(treatment, changes)
    if limits:
        treatment.over_cap_why = allowed.reason_for(treatment, why, before, limits)


def _add_up(treatment: Treatment, changes: Any) -> None:
    """Steps say how long the hold was; a hold of another length contradicts them."""
    total = sum(step["seconds"] or 0 for step in treatment.steps)
    if not treatment.steps or treatment.hold_seconds == total:
        return
    if "hold_seconds" in changes and "steps" not in changes:
        raise PointRefused(f"The steps of this hold add up to {total} s. Change a step, or take them out.")
    if total > 300:
        raise PointRefused(f"The steps add up to {total} s. A hold lasts 300 s at most.")
    treatment.hold_seconds = total


def _in_turn(held: TreatmentSession, treatment: Treatment, turn: int) -> None:
    rows = list(held.treatments.exclude(pk=treatment.pk).order_by("order"))
    rows.insert(max(0, turn - 1), treatment)
    _number(rows)


def _number(rows: list[Treatment]) -> None:
    """The constraint is looked at when all have their place."""
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
