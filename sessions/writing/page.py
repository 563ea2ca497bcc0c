"""What the note's tab shows: sections with their tools, and the rows beside them."""

from collections.abc import Sequence
from copy import copy
from typing import Any, NamedTuple

from django.http import QueryDict

from sessions.models import PointFinding, TreatmentSession
from sessions.writing import authorship, gathering, generator, kept, reference
from sessions.writing.authorship import Part, parts
from sessions.writing.gathering import Rows, sided
from sessions.writing.models import MODALITIES, Conduct, Motion, PhysicalTest, Side
from sessions.writing.words import sentence

HINTS = {
    "subjective": "Where, since when, what eases it, what has changed",
    "objective": "What you see and feel. The map writes its points here",
    "assessment": "What you make of it, and how the body answered",
    "plan": "What was done, what is done at home, what comes next",
}


class Tried(NamedTuple):
    """A form beside the note that was refused: which, as it was typed, and why."""

    name: str
    typed: QueryDict
    wrong: str


def context(
    treatment_session: TreatmentSession,
    findings: Sequence[PointFinding],
    known: Rows,
    *,
    tools: bool,
) -> dict[str, Any]:
    """The sections; with tools as their author sees them."""
    written = generator.write(gathering.facts(treatment_session, findings, known))
    sections = parts(treatment_session, written)
    if not tools:
        return {"texts": sections}
    return {
        "sections": [{"part": part, "hint": HINTS[part.name]} for part in sections],
        "texts": sections,
    }


def ready(
    treatment_session: TreatmentSession, findings: Sequence[PointFinding], known: Rows
) -> dict[str, Any]:
    """What can be put into each section: words kept ready, and those of the last note."""
    words = kept.visible(treatment_session.therapist)
    sections = parts(treatment_session, generator.write(gathering.facts(treatment_session, findings, known)))
    return {
        "before": known.before,
        "pulls": [{"part": part, **_pull(part, words, known.before)} for part in sections],
        "words": {"words": [_word(each) for each in words], "last": _last(known.before)},
    }


def tables(
    treatment_session: TreatmentSession, known: Rows | None = None, tried: Tried | None = None
) -> dict[str, Any]:
    """The rows beside the text, as their forms show them. known: read already."""
    known = known or gathering.rows(treatment_session)
    conduct = known.conduct or Conduct(treatment_session=treatment_session)
    if tried and tried.name == "conduct":
        conduct = _as_typed(conduct, tried.typed)
    return {
        "treatment_session": treatment_session,
        "tried": tried,
        "motions": [(row, sided(reference.movement_name(row.movement), row.side)) for row in known.motions],
        "tests": [(row, sided(row.name, row.side)) for row in known.tests],
        "conduct": conduct,
        "minutes": [(name, words.capitalize(), getattr(conduct, name)) for name, words in MODALITIES.items()],
        "regions": reference.by_region(reference.movements().values()),
        "known_tests": reference.known_tests(),
        "choices": {
            "side": Side.choices, "pain": Motion.Pain.choices, "result": PhysicalTest.Result.choices,
            "position": Conduct.Position.choices, "draping": Conduct.Draping.choices,
            "tolerance": Conduct.Tolerance.choices,
        },
    }  # fmt: skip


def _as_typed(conduct: Conduct, typed: QueryDict) -> Conduct:
    """For its form alone, which shows words where the row has numbers."""
    shown = copy(conduct)
    for name in typed.keys() & {*MODALITIES, "draping", "tolerance", "products", "home_care", "next_visit"}:
        setattr(shown, name, typed[name])
    if "positions" in typed:
        shown.positions = typed.getlist("positions")
    return shown


def state(treatment_session: TreatmentSession, sections: Sequence[Part]) -> dict[str, Any]:
    """The sections as the page's script needs them."""
    return {
        "version": treatment_session.version,
        "sections": {
            part.name: {
                "text": part.text, "own": part.own, "basis": part.basis, "fresh": part.fresh,
                "fresh_basis": part.fresh_basis, "carried": f"{part.carried_on or ''}",
            }
            for part in sections
        },
    }  # fmt: skip


def told(treatment_session: TreatmentSession, findings: Sequence[PointFinding]) -> list[Part]:
    """The sections as the session stands now."""
    return parts(
        treatment_session,
        generator.write(gathering.facts(treatment_session, findings, gathering.rows(treatment_session))),
    )


def _pull(part: Part, words: Sequence[Any], before: TreatmentSession | None) -> dict[str, Any]:
    mine = [each for each in words if each.section in {"", part.name}]
    kinds = [(kept.kind_of(each), each) for each in mine]
    lines = [(each, sentence(each.text)) for kind, each in kinds if kind == "line"]
    return {
        "lines": [(each, line, line in part.text) for each, line in lines],
        "phrases": [each for kind, each in kinds if kind == "phrase"],
        "templates": [each for kind, each in kinds if kind == "template"],
        "carry": bool(before and getattr(before, part.name)),
    }


def _word(words: Any) -> dict[str, Any]:
    kind = kept.kind_of(words)
    text = sentence(words.text) if kind == "line" else words.text
    return {"id": words.pk, "kind": kind, "section": words.section, "name": words.name, "text": text}


def _last(before: TreatmentSession | None) -> dict[str, Any] | None:
    if before is None:
        return None
    return {
        "on": gathering.day_of(before).isoformat(),
        "texts": authorship.shown(before, [*HINTS]),
    }
