"""What a new version of a history takes over from the one before it, so that nothing said is lost."""

from collections.abc import Iterable
from typing import Any

from clinic import clock
from patients import since
from patients.models import Answer, IntakeAnswer, MedicalHistory

LISTS = ("medications", "allergies", "surgeries")
ROWS = ("intake_answers", "pain_places", *LISTS)


def carry_over(old: MedicalHistory, new: MedicalHistory, rows: Iterable[str] = ROWS) -> None:
    """Copy these kinds of rows as they are."""
    for name in rows:
        manager = getattr(old, name)
        copies = [_copy(row, new) for row in manager.all()]
        manager.model.objects.bulk_create(copies)


def _copy(row: Any, history: MedicalHistory) -> Any:
    fields = [field for field in row._meta.concrete_fields if field.name not in {"id", "history"}]
    return type(row)(history=history, **{field.attname: getattr(row, field.attname) for field in fields})


def answers_left(old: MedicalHistory | None, decided: set[str]) -> list[Answer]:
    """Earlier answers to rules that nobody spoke of this time, dated so that time goes on for them."""
    if old is None:
        return []
    told_on = clock.local(old.answered_at).date()
    kept = [answer for answer in old.answers.all() if answer.rule_id not in decided]
    for answer in kept:
        answer.since = dated(answer.since, told_on)
    return kept


def dated(words: str, told_on: Any) -> str:
    """Two weeks ago, said back then, as the day it meant; other words as they are."""
    if "ago" not in words and words.lower() not in {"today", "yesterday"}:
        return words
    span = since.read(words, answered_on=told_on)
    if span is None:
        return words
    middle = span.first + (span.last - span.first) / 2
    return f"about {middle:%-d %B %Y}"


def intake_answers_left(old: MedicalHistory | None, asked: set[str]) -> list[IntakeAnswer]:
    if old is None:
        return []
    return [row for row in old.intake_answers.all() if row.question_id not in asked]
