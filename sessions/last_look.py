"""The last look before a signature: what a reader of the note would miss. None of it forbids to sign.

Another part adds its own by a function in a module named in MODULES:

    @last_look.asks
    def home_care(treatment_session, findings):
        yield "No home care was agreed."
"""

from collections.abc import Callable, Iterable
from importlib import import_module

from sessions import gaps, snapshot
from sessions.models import PointFinding, TreatmentSession
from sessions.writing.authorship import Part, parts
from sessions.writing.generating import generate

Question = Callable[[TreatmentSession, list[PointFinding]], Iterable[str]]
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
) -> list[str]:
    """Sentences, those about the note first. findings, texts: by number, by section, if they are at hand."""
    for module in MODULES:
        import_module(module)
    rows = snapshot.in_order(treatment_session) if findings is None else findings
    shown = parts(treatment_session, generate(treatment_session)) if texts is None else texts
    asked = [sentence for question in _questions for sentence in question(treatment_session, rows)]
    return [*_unwritten(shown), *asked]


@asks
def points(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[str]:
    waiting = [finding for finding in findings if finding.status != PointFinding.Status.RESOLVED]
    untreated = [finding for finding in waiting if not finding.treatments.all()]
    yield from _unscored([finding.tenderness_before for finding in waiting], "before")
    yield from _unscored([finding.tenderness_after for finding in untreated], "after")
    yield from gaps.of(findings)


@asks
def pain(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[str]:
    if treatment_session.pain_before is None:
        yield "Pain on arrival is not recorded."
    if treatment_session.pain_after is None:
        yield "Pain on leaving is not recorded."


def _unwritten(texts: Iterable[Part]) -> Iterable[str]:
    if empty := [part.label for part in texts if not part.text]:
        yield f"Nothing is written under {', '.join(empty)}."


def _unscored(scores: list[int | None], when: str) -> Iterable[str]:
    if count := scores.count(None):
        points = "1 point has" if count == 1 else f"{count} points have"
        yield f"{points} no score {when} treatment."
