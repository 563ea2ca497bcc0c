"""Medical histories that nobody saved, and the rules as the files give them: for tests of what they raise."""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from patients import screening
from patients.facts import Facts
from patients.models import Answer, CautionRule, MedicalHistory
from patients.reference import DATA

ROWS = [
    row
    for name in ("red_flags", "history_rules")
    for row in csv.DictReader((DATA / f"{name}.csv").open(encoding="utf-8"))
]
RULES = {
    row["rule"]: CautionRule(slug=row["rule"], order=place, **{k: v for k, v in row.items() if k != "rule"})
    for place, row in enumerate(ROWS)
}
DAY = date(2026, 11, 20)
UNKNOWN = Facts()


def history(answers: Iterable[Answer], answered_on: date = DAY) -> MedicalHistory:
    written = MedicalHistory(pk=1, version=1, answered_at=datetime.combine(answered_on, time(12), UTC))
    written._prefetched_objects_cache = {"answers": list(answers)}
    return written


def answers(**said: str | tuple[str, ...]) -> list[Answer]:
    """By rule: yes, no or unsure, or one of these with since and details."""
    pairs = [(rule, (words,) if isinstance(words, str) else words) for rule, words in said.items()]
    names = ("answer", "since", "details")
    return [
        Answer(rule=RULES[rule], **dict(zip(names, words, strict=False))) for rule, words in pairs if words
    ]


def raised(
    *, today: Facts = UNKNOWN, on: date = DAY, answered_on: date = DAY, **said: str | tuple[str, ...]
) -> screening.Cautions:
    return screening.screen(history(answers(**said), answered_on), on=on, today=today, rules=RULES)


def slugs(cautions: Iterable[screening.Caution]) -> list[str]:
    return [caution.rule.slug for caution in cautions]
