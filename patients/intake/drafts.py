"""Answers on their way: saved screen by screen, never older over newer, read back only by who wrote them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.intake import kinds
from patients.intake.screens import Questionnaire, Screen
from patients.models import Draft, DraftStep, MedicalHistory


@dataclass(frozen=True)
class Reader:
    """Who has the draft before them: a browser or a colleague, by key.

    proven: may read what others wrote, because they know the birth date or belong to the care team.
    """

    draft: Draft
    key: str
    proven: bool = False
    staff: Staff | None = None


class WrittenElsewhere(Refused):
    """Another window saved this screen after this one was shown."""

    def __init__(self, step: DraftStep) -> None:
        super().__init__(
            "You answered this page in another window too. What you see here is what you typed last: "
            "save it to keep it."
        )
        self.step = step


class DraftClosed(Refused):
    def __init__(self) -> None:
        super().__init__("These answers were sent already. Call us if something is not right.")


@dataclass
class Saved:
    step: DraftStep
    errors: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """Which window sends, its how-manieth saving, and the version of the screen that it was shown."""

    tab: str
    seq: int
    base: int


def told(draft: Draft) -> dict[str, Any]:
    """Everything said so far, by question; never to be shown as it is."""
    found: dict[str, Any] = {}
    for step in draft.steps.order_by("section__order"):
        found |= step.told
    return found


def walk(draft: Draft, *, by_staff: bool) -> Questionnaire:
    latest = MedicalHistory.objects.select_related("signature").latest_of(draft.patient)
    return Questionnaire(told(draft), by_staff=by_staff, latest=latest)


def step_of(draft: Draft, slug: str) -> DraftStep | None:
    return draft.steps.filter(section=slug).first()


def may_read(step: DraftStep | None, reader: Reader) -> bool:
    return step is None or reader.proven or step.reader == reader.key


@verb
def save(
    reader: Reader, walked: Questionnaire, screen: Screen, data: QueryDict, mark: Mark, *, done: bool
) -> Saved:
    """Keep what can be kept of one screen; done only if nothing is wrong or missing.

    An older saving of the same window is answered with the newer one. Raises WrittenElsewhere where another
    window was newer, DraftClosed after sending.
    """
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=reader.draft.pk)
    if draft.submitted_at or draft.dropped_at:
        raise DraftClosed
    step = step_of(draft, screen.slug)
    if step and step.tab == mark.tab and mark.seq <= step.seq and not done:
        return Saved(step)
    if step and step.tab != mark.tab and mark.base != step.version:
        raise WrittenElsewhere(step)
    before = step.told if step and may_read(step, reader) else {}
    saved = _read(walked, screen, data, before)
    if done:
        _ask_for_required(screen, saved)
    saved.step = _keep(draft, step, screen, saved, mark, reader, done=done and not saved.errors)
    _flag(draft, screen, saved.step, now=saved.step.saved_at)
    audit.record("intake answered", draft, by=reader.staff, fields=[screen.slug])
    return saved


def read_only(walked: Questionnaire, screen: Screen, data: QueryDict) -> Saved:
    """What a form says, kept nowhere."""
    return _read(walked, screen, data, {})


def _read(walked: Questionnaire, screen: Screen, data: QueryDict, before: dict[str, Any]) -> Saved:
    """What is wrong keeps what was saved before it."""
    saved = Saved(DraftStep())
    kept: dict[str, Any] = {}
    for question in screen.questions:
        reading = kinds.read(question, data, walked.zones)
        saved.shown[question.slug] = reading.shown
        if reading.errors:
            saved.errors[question.slug] = reading.errors
        value = before.get(question.slug) if reading.errors and reading.value is None else reading.value
        if value is not None:
            kept[question.slug] = value
    saved.step.told = kept
    return saved


def _ask_for_required(screen: Screen, saved: Saved) -> None:
    for question in screen.questions:
        value = saved.step.told.get(question.slug)
        refused = question.kind == question.Kind.CONSENT and value and value.get("values") != ["yes"]
        if question.required and (value is None or refused):
            words = (
                "We cannot treat you without this. Call us if you have a question."
                if refused
                else "Please answer this one."
            )
            saved.errors.setdefault(question.slug, []).append(words)


def _keep(
    draft: Draft,
    step: DraftStep | None,
    screen: Screen,
    saved: Saved,
    mark: Mark,
    reader: Reader,
    *,
    done: bool,
) -> DraftStep:
    now = clock.now()
    kept = step or DraftStep(draft=draft, section=screen.section, version=0)
    kept.told, kept.reader, kept.tab, kept.seq = saved.step.told, reader.key, mark.tab, mark.seq
    kept.version += 1
    kept.done = done or kept.done
    kept.saved_at = draft.saved_at = now
    kept.save()
    draft.save(update_fields=["saved_at"])
    return kept


def _flag(draft: Draft, screen: Screen, step: DraftStep, *, now: datetime) -> None:
    """Remember that the page said "please call us first", or that it no longer has to."""
    if not screen.section.red_flags:
        return
    alarming = is_alarming(step.told)
    others = draft.steps.filter(section__red_flags=True).exclude(pk=step.pk)
    alarming = alarming or any(is_alarming(other.told) for other in others)
    if alarming != (draft.call_first_at is not None):
        draft.call_first_at = now if alarming else None
        draft.save(update_fields=["call_first_at"])


def is_alarming(answers: dict[str, Any]) -> bool:
    return any(said.get("values") == ["yes"] for said in answers.values())
