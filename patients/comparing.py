"""Two versions of a medical history side by side: what was said then, what is said now, what that changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from patients import screening
from patients.cautions import Caution
from patients.models import Answer, CautionRule, MedicalHistory, Patient


class Told(NamedTuple):
    """One thing a history tells, in words; key is the same in every version."""

    key: str
    section: str
    question: str
    words: str


def _reason(history: MedicalHistory) -> Iterator[Told]:
    if history.reason_for_visit:
        yield Told("reason", "Reason for visit", "What brings you here", history.reason_for_visit)


def _answers(history: MedicalHistory) -> Iterator[Told]:
    sections = dict(CautionRule.Section.choices)
    for answer in history.answers.all():
        rule = answer.rule
        words = f"{answer.get_answer_display()}{f', since {answer.since}' if answer.since else ''}"
        words = f"{words}. {answer.details}" if answer.details else words
        yield Told(f"answer.{rule.slug}", str(sections[rule.section]), rule.trigger, words)


# What a history is made of, in the order of the page; another kind of answer is another line here.
PARTS: tuple[Callable[[MedicalHistory], Iterable[Told]], ...] = (_reason, _answers)


@dataclass(frozen=True)
class Difference:
    """One question in both versions; an empty side was not asked or not answered."""

    section: str
    question: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """raised, fallen: the cautions that only the later or only the earlier version raises, judged today."""

    earlier: MedicalHistory
    later: MedicalHistory
    changed: list[Difference]
    same: list[Difference]
    raised: list[Caution]
    fallen: list[Caution]


def versions(patient: Patient) -> QuerySet[MedicalHistory]:
    """With all that comparing them needs; the latest first."""
    answers = Answer.objects.select_related("rule").order_by("rule__order")
    whole = patient.histories.select_related("recorded_by", "patient").order_by("-version")
    return whole.prefetch_related(Prefetch("answers", answers))


def changes(earlier: MedicalHistory, later: MedicalHistory) -> list[Difference]:
    """Only what is said otherwise; of histories fetched with their answers, without a further question."""
    return [one for one in _differences(_told(earlier), _told(later)) if one.changed]


def compare(earlier: MedicalHistory, later: MedicalHistory) -> Comparison:
    """In the order of the questions; whichever version is given first, the older one stands left."""
    earlier, later = sorted((earlier, later), key=lambda history: history.version)
    all_of_it = list(_differences(_told(earlier), _told(later)))
    before, after = screening.cautions(earlier), screening.cautions(later)
    return Comparison(
        earlier,
        later,
        changed=[one for one in all_of_it if one.changed],
        same=[one for one in all_of_it if not one.changed],
        raised=_only(after, before),
        fallen=_only(before, after),
    )


def _told(history: MedicalHistory) -> dict[str, Told]:
    return {told.key: told for part in PARTS for told in part(history)}


def _differences(before: dict[str, Told], after: dict[str, Told]) -> Iterator[Difference]:
    nothing = Told("", "", "", "")
    for key, told in {**before, **after}.items():
        old, new = before.get(key, nothing), after.get(key, nothing)
        yield Difference(told.section, told.question, old.words, new.words)


def _only(these: Iterable[Caution], others: Iterable[Caution]) -> list[Caution]:
    """A caution that became sure, or unsure, counts as another one."""
    known = {(caution.rule.slug, caution.confirmed) for caution in others}
    return [caution for caution in these if (caution.rule.slug, caution.confirmed) not in known]
