"""What the page with two records side by side shows; of what is clinical, counts only."""

from collections.abc import Mapping
from typing import Any

from patients.lists import with_visits
from patients.merging import choices, plan
from patients.models import Patient


def of(one: Patient, other: Patient, said: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Marked before anybody has chosen: the number with more visits, and every word that only one has.

    said: what was chosen on the page before, as MergeForm cleaned it.
    """
    said = said or {}
    kept, absorbed = _busier(one, other)
    if said.get("keep") == absorbed.number:
        kept, absorbed = absorbed, kept
    marked = {KEPT: kept.number, ABSORBED: absorbed.number}
    lines = choices.side_by_side(kept, absorbed)
    with_visits([one, other])
    return {
        "one": one,
        "other": other,
        "both": (one, other),
        "keep": kept.number,
        "versions": versions(one, other),
        "lines": [
            (line, *_in_order(line, one is kept), said.get(f"take.{line.name}") or marked[line.chosen])
            for line in lines
        ],
        "differing": sum(line.differs for line in lines),
        "strangers": bool(one.birth_on and other.birth_on and one.birth_on != other.birth_on),
        "obstacles": plan.obstacles(kept, absorbed),
        "of_one": plan.counts(other, one),
        "of_other": plan.counts(one, other),
    }


KEPT, ABSORBED = choices.KEPT, choices.ABSORBED


def versions(one: Patient, other: Patient) -> str:
    """Which state of both was looked at, whichever is named first."""
    return "-".join(str(patient.version) for patient in sorted((one, other), key=lambda row: row.pk))


def _busier(one: Patient, other: Patient) -> tuple[Patient, Patient]:
    """The one with more appointments first; of two equal ones the earlier."""
    ordered = sorted((one, other), key=lambda row: (-row.appointments.count(), row.number))
    return ordered[0], ordered[1]


def _in_order(line: choices.Choice, kept_first: bool) -> tuple[str, str]:
    return (line.kept, line.absorbed) if kept_first else (line.absorbed, line.kept)
