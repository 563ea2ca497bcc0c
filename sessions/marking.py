"""Points on the map of an open session: placing them, scoring them, taking them off again."""

import uuid
from decimal import Decimal
from itertools import count
from typing import Any, TypedDict, Unpack

from clinic import audit, clock, writing
from clinic.asking import give
from clinic.models import Staff
from clinic.numbered import Numbered
from clinic.transactions import verb
from patients.effects import effects
from sessions import body_map, catalogue, palpating, treating
from sessions.carrying import chart_of
from sessions.models import Muscle, PointFinding, Side, TreatmentSession, TriggerPoint
from sessions.off_limits import on_the_map
from sessions.reads import Point, Site, Spot
from sessions.refusals import OffLimits, PointRefused
from sessions.visit import consenting

IDENTITY = ("muscle", "side", "code")
PLACE = ("view", "x", "y")
# Saying which point it is, where it lies and how it stands needs no hand on it.
UNTOUCHED = {"status", "placed_by", "site_type", "relation", "parent", *PLACE}
NOT_SAID = (None, "", "not_tested", "not_asked")
FOUR_PLACES = Decimal("0.0001")
# What is left to whoever is refused an off-limits place.
OR_ELSE = " Write why, or choose another place."
# A point that no visit found any more is no point; looked at after the change, in the same statement.
UNUSED = Numbered("""
DELETE FROM treatment_sessions_triggerpoint point WHERE id = %(point)s::bigint
    AND NOT EXISTS (SELECT FROM treatment_sessions_pointfinding WHERE point_id = point.id)
RETURNING id::bigint
""")


class Seen(TypedDict, total=False):
    """What may be said of a point as it is placed; x and y are fractions of the view, 0-1."""

    view: str
    x: float | None
    y: float | None
    status: str
    tenderness_before: int | None
    placed_by: str
    despite: str
    todo: str


@verb
def place(
    *,
    treatment_session: TreatmentSession,
    muscle: Muscle,
    side: str,
    key: uuid.UUID,
    code: str = "",
    by: Staff,
    **seen: Unpack[Seen],
) -> PointFinding:
    """Put a point on the map, at the muscle's teaching position unless x and y say where.

    A patient's known site is found again, not made twice; a repeated key answers with the first finding.
    Raises OffLimits where a caution or the patient's own no keeps hands off, unless despite says why.
    """
    spot = Spot.of(treatment_session, by, key=key, muscle=muscle.pk, side=side, code=code)
    for first in spot.first:
        return first
    spot.refuse_new_work()
    seen["despite"] = _despite(spot.held, muscle, side, seen.get("despite", ""))
    finding = PointFinding(
        treatment_session=spot.held,
        point=_point(spot.held, muscle, side, code, spot.site),
        number=_free_number({*spot.numbers}),
        key=key,
        **{"placed_by": PointFinding.PlacedBy.SEARCH, **seen, **_spot(spot.held, muscle, side, code, seen)},
    )
    _write(finding)
    audit.record("charted", spot.held, by=by, fields=["point"], ids=[finding.pk])
    return finding


@verb
def score(*, finding: PointFinding, by: Staff, **changes: Any) -> PointFinding:
    """Change some of a finding: its scores, its status, its spot, or which point it is.

    changes: tenderness_before, tenderness_after (0-10 or None), status, view, x, y, placed_by, muscle, side,
    code, the fields of Palpated, referrals as (zone, side) pairs; what is not named stays. despite: why it
    becomes a point, or hands are laid on it, where a caution or the patient's no keeps them off.
    """
    held, finding, later, _ = Point.of(finding, by)
    identity = {name: changes.pop(name) for name in IDENTITY if name in changes}
    before = finding.point
    despite = changes.pop("despite", "")
    if identity:
        _change_point(finding, identity, carried_on=bool(later))
    if _where(finding) != (before.muscle, before.side):
        changes["despite"] = finding.despite = _despite(held, *_where(finding), despite)
        treating.weigh_again(held, finding)
    elif despite or _lays_hands_on(changes):
        finding.despite = consenting.despite(held, finding, despite)
    if finding.previous_id:
        changes.pop("placed_by", None)
    said = sorted({**changes, **identity})
    palpating.settle(held, finding, changes)
    for name, value in changes.items():
        setattr(finding, name, _four_places(value) if name in {"x", "y"} else value)
    writing.change(finding, "point", "despite", *changes)
    if finding.point_id != before.pk:
        UNUSED.ask({"point": before.pk})
    audit.record("charted", held, by=by, fields=said, ids=[finding.pk])
    return finding


@verb
def remove(*, finding: PointFinding, by: Staff) -> None:
    """Take a point of this visit off the map; one from an earlier visit stays until it is resolved."""
    found = Point.of(finding, by)
    held, finding, later, satellites = found
    if finding.previous_id:
        raise PointRefused(
            "This point came from an earlier visit and stays on the map. If it is gone, mark it as resolved."
        )
    if later:
        raise PointRefused(
            "This point was carried on to a later visit, so it stays. Mark it as resolved there."
        )
    palpating.refuse_to_leave(satellites)
    point, key = finding.point_id, finding.pk
    if found.is_bare:
        writing.delete(finding)
    else:
        finding.delete()
        treating.close_gaps(held)
    UNUSED.ask({"point": point})
    audit.record("charted", held, by=by, fields=["removed"], ids=[key])


def _write(new: PointFinding) -> None:
    """Of what hangs from it the database need not be asked, for nothing can yet."""
    writing.insert(new)
    give(new, "found_referrals", ())
    give(new, "treatments", ())


def _point(held: TreatmentSession, muscle: Muscle, side: str, code: str, site: Site) -> TriggerPoint:
    """The patient's own point at that site if it is free here; a place without a code is always new."""
    _refuse_unknown(muscle, side)
    if code and not site.listed:
        raise PointRefused(f"{muscle} has no site called {code}.")
    for known in site.known:
        return known
    point = TriggerPoint(patient=held.patient, muscle=muscle, side=side, code=code)
    writing.insert(point)
    return point


def _despite(held: TreatmentSession, muscle: Muscle, side: str, reason: str) -> str:
    """The reason, if one is needed there; nothing is kept where nothing stands against it."""
    _refuse_unknown(muscle, side)
    day = clock.local(held.started_at).date()
    why_off = on_the_map(effects(held.patient, on=day)).limits_for(muscle.slug, side).why_off
    if area := consenting.said_no(held, muscle.slug):
        why_off = "; ".join(filter(None, (why_off, f"{area.label}: they said no today")))
    if not why_off:
        return ""
    if not reason:
        words = body_map.label(muscle.name, side)
        raise OffLimits(f"{words} is off limits. {why_off}.{OR_ELSE}")
    return reason


def _where(finding: PointFinding) -> tuple[Muscle, str]:
    return finding.point.muscle, finding.point.side


def _lays_hands_on(changes: dict[str, Any]) -> bool:
    """Something was felt there; what is taken back was not."""
    return any(
        value not in NOT_SAID and value != [] for name, value in changes.items() if name not in UNTOUCHED
    )


def _refuse_unknown(muscle: Muscle, side: str) -> None:
    if muscle.sides == Muscle.Sides.PAIRED and side == Side.MIDLINE:
        raise PointRefused(f"{muscle} lies on both sides. Say left or right.")
    if muscle.slug in body_map.LIST_ONLY:
        raise PointRefused(f"{muscle} is not treated here. Write what you suspect into the note, and refer.")


def _free_number(taken: set[int]) -> int:
    """The smallest that no point has: the others keep theirs, and one put back gets its own again."""
    return next(number for number in count(1) if number not in taken)


def _spot(held: TreatmentSession, muscle: Muscle, side: str, code: str, seen: Seen) -> dict[str, Any]:
    """Where it was tapped, or else where the drawing has it."""
    chart, view = chart_of(held.patient), seen.get("view", "")
    drawing = {"chart": chart, "chart_version": body_map.VERSION}
    x, y = seen.get("x"), seen.get("y")
    if view and x is not None and y is not None:
        return {**drawing, "view": view, "x": _four_places(x), "y": _four_places(y)}
    try:
        if is_undrawn(muscle, chart):
            there = body_map.middle(chart, _neighbours(muscle), side)
        else:
            there = body_map.canonical(chart, muscle.slug, code or None, side, view or None)
    except body_map.Unplaced as error:
        words = body_map.label(muscle.name, side, code or None)
        raise PointRefused(f"The drawing has no place of its own for {words}. Tap where it is.") from error
    return {**drawing, "view": there.view, "x": _four_places(there.x), "y": _four_places(there.y)}


def is_undrawn(muscle: Muscle, chart: str) -> bool:
    """Whether it is one of the clinic's own, which no drawing shows."""
    return muscle.slug not in body_map.muscles(chart)


def _neighbours(muscle: Muscle) -> set[str]:
    near = Muscle.objects.filter(region__in=catalogue.regions_round(muscle))
    return set(near.values_list("pk", flat=True))


def _four_places(fraction: float) -> Decimal:
    return Decimal(str(fraction)).quantize(FOUR_PLACES)


def _change_point(finding: PointFinding, identity: dict[str, Any], *, carried_on: bool) -> None:
    """Say that it is another muscle, side or site after all."""
    was = finding.point
    muscle = identity.get("muscle", was.muscle)
    # A site belongs to its muscle: naming another muscle alone leaves the site open.
    code = identity.get("code", was.code if muscle == was.muscle else "")
    side = identity.get("side", was.side)
    if (muscle.pk, side, code) == (was.muscle_id, was.side, was.code):
        return
    if finding.previous_id:
        raise PointRefused(
            f"{was.words} was found at an earlier visit, so it keeps its name. "
            "Mark it as resolved and place the other one."
        )
    if carried_on:
        raise PointRefused("This point was carried on to a later visit, so it keeps its name.")
    held = finding.treatment_session
    finding.point = _point(held, muscle, side, code, Site.of(held, muscle, side, code))
