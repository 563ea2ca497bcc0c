"""From answers and today's facts to cautions: what stops, limits or changes a treatment, strictest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from clinic import clock
from clinic.asking import AnyOf, Standing, blank, give
from patients.cautions import Caution, Cautions, order
from patients.facts import RECENT_FORM, Facts
from patients.models import (
    Answer,
    CautionRule,
    MedicalHistory,
    MedicalHistoryQuerySet,
    Patient,
    Reading,
    Settlement,
)
from patients.settling.settle import settle
from patients.settling.today import facts_of
from patients.since import Span, read
from patients.thresholds import Thresholds

__all__ = ["Caution", "Cautions", "cautions", "cautions_of", "latest_history", "of", "screen"]

# Degrees of one thing, the strictest first: only one of a family is shown.
FAMILIES = (
    ("bp_severe", "bp_uncontrolled", "bp_controlled"),
    ("dvt_current", "dvt_history"),
    ("cancer_active", "cancer_history"),
    ("osteoporosis_fracture", "osteoporosis"),
    ("stroke_recent", "stroke_history"),
    ("seizure_recent", "epilepsy"),
    ("pregnancy_high_risk", "pregnancy_later", "pregnancy_early"),
)
FAMILY_OF = {slug: family for family in FAMILIES for slug in family}
NOTHING_KNOWN = Facts()


class Sign(NamedTuple):
    """One reason for a rule to hold."""

    rule: str
    sure: bool
    answer: Answer | None = None
    measured: str = ""


Rules = Mapping[str, CautionRule]


def all_rules() -> Rules:
    """Every rule by slug; read once for however many patients."""
    return CautionRule.objects.in_bulk()


def screen(
    history: MedicalHistory | None,
    *,
    on: date,
    today: Facts = NOTHING_KNOWN,
    rules: Rules | None = None,
    settlements: Iterable[Settlement] = (),
    before: MedicalHistory | None = None,
    answers: list[Answer] | None = None,
) -> Cautions:
    """What one history's answers and the facts of that day raise together; each family speaks once.

    rules: by slug, all of them; read where they are not given. settlements: what was decided about this
    patient's cautions. before: the version before this one, to say what is new. answers: the history's, where
    they were read already; what was denied may be left out, and is missed only by what counts as not asked.
    """
    known = all_rules() if rules is None else rules
    if answers is None:
        answers = list(history.answers.all()) if history else []
    answered_on = clock.local(history.answered_at).date() if history else on
    found = Reasons(answers, answered_on, on, today, known, Thresholds.of(known.values())).raised()
    answered_at = history.answered_at if history else None
    left = settle(found, settlements, on=on, answered_at=answered_at)
    raised = Cautions(_told_apart(_strictest_of_each(left.standing), before))
    raised.asked, raised.history, raised.facts = history is not None, history, today
    raised.closed, raised.rules = left.closed, known
    raised.settled = _settled(answers, today, Thresholds.of(known.values()))
    raised.not_asked = raised.incomplete(known.values())
    return raised


def cautions(
    history: MedicalHistory | None, *, on: date | None = None, rules: Rules | None = None
) -> Cautions:
    """What a history raises on that day, today unless told, with the age that the record tells."""
    day = on or clock.today()
    facts = Facts.of(history.patient, on=day) if history else NOTHING_KNOWN
    return screen(history, on=day, today=facts, rules=rules)


class Reasons(NamedTuple):
    """All that one screening knows."""

    answers: list[Answer]
    answered_on: date
    on: date
    today: Facts
    rules: Rules
    thresholds: Thresholds

    def raised(self) -> list[Caution]:
        """Every degree of everything; which of them speaks is settled when decisions are known."""
        signs: dict[str, list[Sign]] = {}
        for sign in self._signs():
            signs.setdefault(sign.rule, []).append(sign)
        said = {answer.rule_id: answer.rule for answer in self.answers}
        found = [
            self._caution(said.get(slug) or self.rules[slug], reasons) for slug, reasons in signs.items()
        ]
        return sorted(found, key=order)

    def _signs(self) -> Iterator[Sign]:
        denied = self.today.denied(self.thresholds)
        for answer in self.answers:
            if answer.answer == Answer.Choice.NO or answer.rule_id in denied:
                continue
            sure = answer.answer == Answer.Choice.YES
            yield Sign(answer.rule_id, sure, answer)
            yield from self._sharpened(answer, sure=sure)
        for fact in self.today.raised(self.thresholds):
            yield Sign(fact.rule, sure=True, measured=fact.words)

    def _sharpened(self, answer: Answer, *, sure: bool) -> Iterator[Sign]:
        """A past event dated less long ago than the rule thinks is the recent one; perhaps is unconfirmed."""
        recent = RECENT_FORM.get(answer.rule_id)
        window = self.thresholds.window(recent) if recent else None
        span = self._span(answer) if window else None
        if recent and window and span:
            is_recent = window.holds(span, self.on)
            if is_recent is not False:
                yield Sign(recent, sure=sure and is_recent is True, answer=answer)

    def _caution(self, rule: CautionRule, signs: list[Sign]) -> Caution:
        answers = sorted((sign.answer for sign in signs if sign.answer), key=lambda answer: answer.rule_id)
        return Caution(
            rule,
            confirmed=any(sign.sure for sign in signs),
            answers=tuple(answers),
            measured=next((sign.measured for sign in signs if sign.measured), ""),
            outlived=all(self._is_outlived(rule.slug, answer) for answer in answers) and bool(answers),
        )

    def _is_outlived(self, slug: str, answer: Answer) -> bool:
        window = self.thresholds.window(slug)
        span = self._span(answer) if window else None
        return bool(window and span) and window.holds(span, self.on) is False  # type: ignore[union-attr,arg-type]

    def _span(self, answer: Answer) -> Span | None:
        return read(answer.since, answered_on=self.answered_on) if answer.since else None


def _strictest_of_each(standing: list[Caution]) -> list[Caution]:
    """Each family speaks once, but a degree that was closed or lifted hides no milder one."""
    counting = [caution for caution in standing if not caution.lifted_by]
    every = {caution.rule.slug for caution in counting}
    firm = {caution.rule.slug for caution in counting if caution.confirmed}
    return [
        caution
        for caution in standing
        if not _outranked(caution.rule.slug, firm, every, confirmed=caution.confirmed)
    ]


def _outranked(slug: str, firm: set[str], every: set[str], *, confirmed: bool) -> bool:
    """A stricter degree of the same thing is there; an unsure answer never hides a sure one."""
    family = FAMILY_OF.get(slug, (slug,))
    stricter = set(family[: family.index(slug)])
    return bool(stricter & (firm if confirmed else every))


def _told_apart(standing: list[Caution], before: MedicalHistory | None) -> list[Caution]:
    """With word of what the version before said otherwise, or did not say."""
    if before is None:
        return standing
    earlier = {answer.rule_id: answer for answer in before.answers.all()}
    return [replace(caution, news=_news(caution, earlier)) for caution in standing]


def _news(caution: Caution, earlier: Mapping[str, Answer]) -> str:
    for answer in caution.answers:
        old = earlier.get(answer.rule_id)
        if old is None or old.answer == Answer.Choice.NO:
            return "new"
        if (old.answer, old.since, old.details) != (answer.answer, answer.since, answer.details):
            return "changed"
    return ""


def _settled(answers: list[Answer], today: Facts, thresholds: Thresholds) -> frozenset[str]:
    """A sure yes to a stricter degree of something answers for its milder ones."""
    said = {answer.rule_id for answer in answers}
    sure = {answer.rule_id for answer in answers if answer.answer == Answer.Choice.YES}
    milder = (set(family[family.index(slug) :]) for slug in sure if (family := FAMILY_OF.get(slug)))
    return frozenset(said.union(today.decided(thresholds), *milder))


def of(patient: Patient, *, on: date | None = None) -> Cautions:
    """What stands for a patient on that day, today unless told: answers, facts of the day, decisions."""
    return cautions_of([patient], on=on)[patient.pk]


def latest_history(patient: Patient) -> MedicalHistory | None:
    """With answers and their rules, ready for cautions()."""
    whole = _histories().prefetch_related(Prefetch("answers", _answers()))
    return whole.filter(patient=patient).order_by("-version").first()


def cautions_of(patients: Iterable[Patient], *, on: date | None = None) -> dict[int, Cautions]:
    """By patient's key, of each one's latest history and what is new in it; in one query, however many."""
    people, day = list(patients), on or clock.today()
    latest, answers, readings, settlements, every = KNOWN.ask(people=[one.pk for one in people], day=day)
    rules = {rule.slug: rule for rule in every}
    for answer in answers:
        answer.rule = rules[answer.rule_id]
    versions = _by_patient(people, latest, answers)
    facts = facts_of(people, on=day, readings=readings)
    decided: dict[int, list[Settlement]] = {}
    for one in settlements:
        decided.setdefault(one.patient_id, []).append(one)
    return {
        patient.pk: screen(
            latest,
            on=day,
            today=facts[patient.pk],
            rules=rules,
            settlements=decided.get(patient.pk, ()),
            before=before,
        )
        for patient in people
        for latest, before in [(*versions.get(patient.pk, ()), None, None)[:2]]
    }


def _by_patient(
    people: Iterable[Patient], latest: Iterable[MedicalHistory], answers: Iterable[Answer]
) -> dict[int, list[MedicalHistory]]:
    """The newest version and the one before it, with their answers and their patient at hand."""
    known = {one.pk: one for one in people}
    said: dict[int, list[Answer]] = {}
    for answer in answers:
        said.setdefault(answer.history_id, []).append(answer)
    versions: dict[int, list[MedicalHistory]] = {}
    for history in latest:
        history.patient = known[history.patient_id]
        give(history, "answers", said.get(history.pk, []))
        versions.setdefault(history.patient_id, []).append(history)
    return versions


def _known() -> Sequence[QuerySet]:
    """The rules by themselves: hundreds of answers share them."""
    people, day = blank("people", "bigint[]"), blank("day", "date")
    latest = MedicalHistory.objects.filter(AnyOf("patient", people)).latest_two()
    return [
        latest.select_related("recorded_by"),
        Answer.objects.filter(history__in=latest.values("pk")).order_by("rule__order"),
        Reading.objects.filter(AnyOf("patient", people), on=day),
        Settlement.objects.filter(AnyOf("patient", people)).select_related("by"),
        CautionRule.objects.all(),
    ]


KNOWN = Standing(_known)


def _answers() -> QuerySet[Answer]:
    return Answer.objects.select_related("rule").order_by("rule__order")


def _histories() -> MedicalHistoryQuerySet:
    return MedicalHistory.objects.select_related("recorded_by", "patient")
