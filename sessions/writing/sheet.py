"""What the signed sheet says besides map and sections, in the words of that day."""

from collections.abc import Iterator
from typing import Any

from sessions.models import TreatmentSession
from sessions.writing import reference
from sessions.writing.gathering import Rows, sided
from sessions.writing.models import MODALITIES, Conduct, Motion, PhysicalTest

# Sheets that were signed before there was any of this have none of it.
FACTS = ("edited", "motions", "tests", "conduct")
WORDS = "words"


def of(treatment_session: TreatmentSession, rows: Rows) -> dict[str, Any]:
    return {
        "edited": [*treatment_session.edited],
        "motions": [_motion(row) for row in rows.motions],
        "tests": [_test(row) for row in rows.tests],
        "conduct": rows.conduct and _conduct(rows.conduct),
    }


def differences(signed: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What was recorded otherwise; words that a thing is called by may change."""
    return (name for name in FACTS if name in signed and _bare(signed[name]) != _bare(now[name]))


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name != WORDS}
    return value


def _motion(row: Motion) -> dict[str, Any]:
    return {
        "movement": row.movement,
        "side": row.side,
        "before": row.before,
        "after": row.after,
        "pain": row.pain,
        WORDS: {
            "name": sided(reference.movement_name(row.movement), row.side),
            "pain": row.get_pain_display() if row.pain else "",
        },
    }


def _test(row: PhysicalTest) -> dict[str, Any]:
    words = {"name": sided(row.name, row.side), "result": row.get_result_display()}
    return {"name": row.name, "side": row.side, "result": row.result, WORDS: words}


def _conduct(row: Conduct) -> dict[str, Any]:
    plain = ("draping", "products", "tolerance", "home_care", "next_visit", "lines")
    minutes = {name: getattr(row, name) for name in MODALITIES if getattr(row, name) is not None}
    return {
        "minutes": minutes,
        "positions": [*row.positions],
        **{name: getattr(row, name) for name in plain},
        WORDS: {
            "minutes": [{"kind": MODALITIES[name], "minutes": each} for name, each in minutes.items()],
            "positions": [Conduct.Position(position).label for position in row.positions],
            "draping": row.get_draping_display() if row.draping else "",
            "tolerance": row.get_tolerance_display() if row.tolerance else "",
        },
    }
