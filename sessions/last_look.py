"""The last look before a signature: what a reader of the note would miss. None of it forbids to sign.

Another part adds its own by a function in a module named in MODULES:

    @last_look.asks
    def home_care(treatment_session, findings):
        yield Gap("No home care was agreed.", NOTE)
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from sessions import gaps, snapshot
from sessions.models import PointFinding, TreatmentSession
from sessions.writing.authorship import Part, parts
from sessions.writing.generating import generate

PREPARE, MAP, NOTE = "#tab-prepare", "#tab-map", "#tab-note"


class Gap(NamedTuple):
    """One sentence; at: where on the charting page, or on which other page, it is mended."""

    words: str
    at: str


Question = Callable[[TreatmentSession, list[PointFinding]], Iterable[Gap]]
MODULES = ["sessions.last_look", "sessions.visit.missing"]
_questions: list[Question] = []


def asks(question: Question) -> Question:
    """Register the question; they are asked in the order of MODULES."""
    _questions.append(question)
    return question


def missing(
    treatment_session: TreatmentSession,
    findings: list[PointFinding] | None = None,
    texts: Iterable[Part] | None = None,
) -> list[Gap]:
    """Sentences, those about the note first. findings, texts: by number, by section, if they are at hand."""
    for module in MODULES:
        import_module(module)
    rows = snapshot.in_order(treatment_session) if findings is None else findings
    shown = parts(treatment_session, generate(treatment_session)) if texts is None else texts
    asked = [gap for question in _questions for gap in question(treatment_session, rows)]
    return [*_unwritten(shown), *asked]


@asks
def points(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    waiting = [finding for finding in findings if finding.status != PointFinding.Status.RESOLVED]
    untreated = [finding for finding in waiting if not finding.treatments.all()]
    yield from _unscored([finding.tenderness_before for finding in waiting], "before")
    yield from _unscored([finding.tenderness_after for finding in untreated], "after")
    yield from (Gap(sentence, MAP) for sentence in gaps.of(findings))


@asks
def pain(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    if treatment_session.pain_before is None:
        yield Gap("Pain on arrival is not recorded.", NOTE)
    if treatment_session.pain_after is None:
        yield Gap("Pain on leaving is not recorded.", NOTE)


def _unwritten(texts: Iterable[Part]) -> Iterable[Gap]:
    if empty := [part.label for part in texts if not part.text]:
        yield Gap(f"Nothing is written under {', '.join(empty)}.", NOTE)


def _unscored(scores: list[int | None], when: str) -> Iterable[Gap]:
    if count := scores.count(None):
        points = "1 point has" if count == 1 else f"{count} points have"
        yield Gap(f"{points} no score {when} treatment.", MAP)
