"""From decisions to what still holds: pure functions over cautions, for any order of the rows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from clinic import clock
from patients.cautions import BLOCKING, Caution, Severity
from patients.models import Settlement

Kind = Settlement.Kind
TOLD_BEFORE = 30


@dataclass(frozen=True)
class Settled:
    """Cautions that stand, and those that were closed, each with its closing."""

    standing: list[Caution]
    closed: list[tuple[Caution, Settlement]]


def settle(
    cautions: Iterable[Caution],
    settlements: Iterable[Settlement],
    *,
    on: date,
    answered_at: datetime | None = None,
) -> Settled:
    """What the decisions leave of the cautions on that day; answered_at: when the history was."""
    decided = _in_force(settlements)
    found = Settled([], [])
    for caution in cautions:
        own = decided.get(caution.rule.slug, [])
        closing = next((one for one in own if one.kind == Kind.CLOSING), None)
        if closing and _is_closed(caution, closing, on, answered_at):
            found.closed.append((caution, closing))
        else:
            found.standing.append(_with(caution, own, closing, on))
    return found


def said_by(caution: Caution) -> str:
    """The answers that raise it, in short: when they differ, it is not the same any more."""
    parts = (
        f"{answer.rule_id}: {answer.answer}, {answer.since}, {answer.details}" for answer in caution.answers
    )
    return "; ".join(parts)[:1000]


def may_override(severity: str, *, is_lead: bool) -> bool:
    return severity in {Severity.LOCAL, Severity.MODIFY} or (severity == Severity.CLEARANCE and is_lead)


def may_close(severity: str, *, is_lead: bool) -> bool:
    return severity != Severity.CLEARANCE or is_lead


def _in_force(settlements: Iterable[Settlement]) -> dict[str, list[Settlement]]:
    """By rule, the newest first, without what was withdrawn."""
    every = sorted(settlements, key=lambda one: (one.at, one.pk or 0), reverse=True)
    gone = {one.withdraws_id for one in every if one.withdraws_id}
    found: dict[str, list[Settlement]] = {}
    for one in every:
        if one.pk not in gone and one.kind != Kind.WITHDRAWAL:
            found.setdefault(one.rule_id, []).append(one)
    return found


def _is_closed(caution: Caution, closing: Settlement, on: date, answered_at: datetime | None) -> bool:
    """Nothing newer than the closing raises it, and what is measured today nobody closes."""
    if caution.measured or clock.local(closing.at).date() > on or closing.severity != caution.severity:
        return False
    return answered_at is not None and answered_at <= closing.at


def _with(caution: Caution, own: list[Settlement], closing: Settlement | None, on: date) -> Caution:
    lifting = next((one for one in own if _lifts(one, caution, on)), None)
    expired = next((one for one in own if one.is_letter and one.until_on and one.until_on < on), None)
    handled = next(
        (one for one in own if one.kind == Kind.HANDLED and clock.local(one.at).date() == on), None
    )
    return replace(
        caution,
        lifted_by=lifting,
        expired=None if lifting else expired,
        handled=handled if caution.severity in BLOCKING | {Severity.CLEARANCE} else None,
        raised_again=closing if closing and clock.local(closing.at).date() <= on else None,
        differs=bool(lifting and lifting.said != said_by(caution)),
        ends_soon=bool(
            lifting and lifting.is_letter and lifting.until_on and (lifting.until_on - on).days <= TOLD_BEFORE
        ),
    )


def _lifts(one: Settlement, caution: Caution, on: date) -> bool:
    """It holds on that day, and the rule is still of a kind that it may lift."""
    if one.dated_on is None or one.until_on is None or not one.dated_on <= on <= one.until_on:
        return False
    if one.kind == Kind.LETTER:
        return caution.severity == Severity.CLEARANCE
    return one.kind == Kind.OVERRIDE and may_override(caution.severity, is_lead=one.as_lead)
