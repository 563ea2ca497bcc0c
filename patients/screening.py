"""From answers and today's facts to cautions: what stops, limits or changes a treatment, strictest first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from clinic import clock
from patients.cautions import Caution, Cautions, order
from patients.facts import RECENT_FORM, UNASKED, WINDOWS, Facts
from patients.models import Answer, CautionRule, MedicalHistory, Patient
from patients.since import Span, read

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


class Unasked(dict[str, CautionRule]):
    """The rules that can fire without an answer: read together, when the first of them is needed."""

    def __missing__(self, slug: str) -> CautionRule:
        self.update(CautionRule.objects.in_bulk(UNASKED))
        return dict(self)[slug]


def screen(
    history: MedicalHistory | None,
    *,
    on: date,
    today: Facts = NOTHING_KNOWN,
    rules: Mapping[str, CautionRule] | None = None,
) -> Cautions:
    """What one history's answers and the facts of that day raise together; each family speaks once.

    rules: by slug, at least those that can fire unasked; without them, they are read if one does.
    """
    answers = list(history.answers.all()) if history else []
    answered_on = clock.local(history.answered_at).date() if history else on
    raised = Cautions(_raised(answers, answered_on, on, today, Unasked() if rules is None else rules))
    raised.asked, raised.history = history is not None, history
    raised.settled = _settled(answers, today)
    return raised


def cautions(history: MedicalHistory | None, *, on: date | None = None) -> Cautions:
    """What a history raises on that day, today unless told, with the age that the record tells."""
    day = on or clock.today()
    return screen(history, on=day, today=Facts.of(history.patient, on=day) if history else NOTHING_KNOWN)


def _raised(
    answers: list[Answer], answered_on: date, on: date, today: Facts, rules: Mapping[str, CautionRule]
) -> list[Caution]:
    signs: dict[str, list[Sign]] = {}
    for sign in _signs(answers, answered_on, on, today):
        signs.setdefault(sign.rule, []).append(sign)
    firm = {slug for slug, reasons in signs.items() if any(sign.sure for sign in reasons)}
    kept = [slug for slug in signs if not _outranked(slug, firm, set(signs))]
    known = _known(kept, answers, rules)
    found = [_caution(known[slug], signs[slug], answered_on, on) for slug in kept]
    return sorted(found, key=order)


def _signs(answers: list[Answer], answered_on: date, on: date, today: Facts) -> Iterator[Sign]:
    denied = today.denied()
    for answer in answers:
        if answer.answer == Answer.Choice.NO or answer.rule_id in denied:
            continue
        sure = answer.answer == Answer.Choice.YES
        yield Sign(answer.rule_id, sure, answer)
        yield from _sharpened(answer, answered_on, on, sure=sure)
    for fact in today.raised():
        yield Sign(fact.rule, sure=True, measured=fact.words)


def _sharpened(answer: Answer, answered_on: date, on: date, *, sure: bool) -> Iterator[Sign]:
    """A past event dated less long ago than the rule thinks is the recent one; perhaps is unconfirmed."""
    recent = RECENT_FORM.get(answer.rule_id)
    span = _span(answer, answered_on) if recent else None
    if recent and span:
        is_recent = WINDOWS[recent].holds(span, on)
        if is_recent is not False:
            yield Sign(recent, sure=sure and is_recent is True, answer=answer)


def _outranked(slug: str, firm: set[str], every: set[str]) -> bool:
    """A stricter degree of the same thing is there; an unsure answer never hides a sure one."""
    family = FAMILY_OF.get(slug, (slug,))
    stricter = set(family[: family.index(slug)])
    return bool(stricter & (firm if slug in firm else every))


def _known(
    slugs: Iterable[str], answers: list[Answer], rules: Mapping[str, CautionRule]
) -> Mapping[str, CautionRule]:
    known = {answer.rule_id: answer.rule for answer in answers}
    return {slug: known.get(slug) or rules[slug] for slug in slugs}


def _caution(rule: CautionRule, signs: list[Sign], answered_on: date, on: date) -> Caution:
    answers = sorted((sign.answer for sign in signs if sign.answer), key=lambda answer: answer.rule_id)
    return Caution(
        rule,
        confirmed=any(sign.sure for sign in signs),
        answers=tuple(answers),
        measured=next((sign.measured for sign in signs if sign.measured), ""),
        outlived=all(_is_outlived(rule.slug, answer, answered_on, on) for answer in answers)
        and bool(answers),
    )


def _is_outlived(slug: str, answer: Answer, answered_on: date, on: date) -> bool:
    span = _span(answer, answered_on) if slug in WINDOWS else None
    return span is not None and WINDOWS[slug].holds(span, on) is False


def _span(answer: Answer, answered_on: date) -> Span | None:
    return read(answer.since, answered_on=answered_on) if answer.since else None


def _settled(answers: list[Answer], today: Facts) -> frozenset[str]:
    """A sure yes to a stricter degree of something answers for its milder ones."""
    said = {answer.rule_id for answer in answers}
    sure = {answer.rule_id for answer in answers if answer.answer == Answer.Choice.YES}
    milder = (set(family[family.index(slug) :]) for slug in sure if (family := FAMILY_OF.get(slug)))
    return frozenset(said.union(today.decided(), *milder))


def of(patient: Patient, *, on: date | None = None) -> Cautions:
    """What stands for a patient on that day, today unless told: latest history and age, asked or not."""
    day = on or clock.today()
    return screen(latest_history(patient), on=day, today=Facts.of(patient, on=day))


def latest_history(patient: Patient) -> MedicalHistory | None:
    """With answers and their rules, ready for cautions()."""
    return _with_answers().filter(patient=patient).order_by("-version").first()


def cautions_of(patients: Iterable[Patient], *, on: date | None = None) -> dict[int, Cautions]:
    """By patient's key, of each one's latest history, in three queries at most, however many there are."""
    people, day = list(patients), on or clock.today()
    latest = (
        _with_answers().filter(patient__in=people).order_by("patient_id", "-version").distinct("patient_id")
    )
    histories = {history.patient_id: history for history in latest}
    rules = Unasked()
    return {
        patient.pk: screen(histories.get(patient.pk), on=day, today=Facts.of(patient, on=day), rules=rules)
        for patient in people
    }


def _with_answers():
    answers = Answer.objects.select_related("rule").order_by("rule__order")
    whole = MedicalHistory.objects.select_related("recorded_by", "patient")
    return whole.prefetch_related(Prefetch("answers", answers))
