"""The last history in the form of a draft, so that a returning patient changes rather than repeats."""

from typing import Any

from clinic.asking import together
from patients.intake.question_models import Question
from patients.intake.screens import Questionnaire, Screen
from patients.models import Answer, MedicalHistory

Kind = Question.Kind
LISTS = {Kind.MEDICINES: "medications", Kind.ALLERGIES: "allergies", Kind.OPERATIONS: "surgeries"}
COLUMNS = ("name", "dose", "reason", "last_taken", "reaction", "happened", "details")
# Asked afresh every time: pain moves, consents and signatures are given anew.
AFRESH = {Kind.PAIN_MAP, Kind.PAIN_LEVELS, Kind.CONSENT, Kind.SIGNATURE}


def told(walk: Questionnaire, screen: Screen) -> dict[str, Any]:
    """By question, for one screen, to be shown to readers who may see it; red flags always begin empty."""
    if walk.latest is None or screen.section.red_flags:
        return {}
    by_rule, by_question = walk.latest.answers.all(), walk.latest.intake_answers.all()
    together(by_rule, by_question)
    answers = {answer.rule_id: answer for answer in by_rule}
    said = {row.question_id: row for row in by_question}
    found: dict[str, Any] = {}
    for question in screen.questions:
        if question.kind in LISTS:
            found[question.slug] = {"rows": _rows(walk.latest, LISTS[Kind(question.kind)])}
        elif question.kind not in AFRESH and question.slug in said:
            row = said[question.slug]
            found[question.slug] = {"values": row.values, "since": row.since, "details": row.details}
        elif known := _from_rules(question, answers):
            found[question.slug] = known
    return found


def _rows(history: MedicalHistory, name: str) -> list[dict[str, str]]:
    rows = getattr(history, name).all()
    return [{column: getattr(row, column) for column in COLUMNS if getattr(row, column, "")} for row in rows]


def _from_rules(question: Question, answers: dict[str, Answer]) -> dict[str, Any] | None:
    """From a history that a therapist asked rule by rule."""
    links = list(question.raises.all())
    for link in links:
        known = answers.get(link.rule_id)
        if known and known.answer == link.answer:
            return {"values": [link.value], "since": known.since, "details": known.details}
    denied = links and all(
        link.rule_id in answers and answers[link.rule_id].answer == Answer.Choice.NO for link in links
    )
    return {"values": ["no"]} if denied else None
