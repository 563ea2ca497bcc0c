"""Loads the questionnaire that every clinic starts with; what a clinic has reworded stays as it is."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
MODELS = Callable[[str, str], Any]


def load_intake(model: MODELS) -> None:
    """Add or renew all of it; model is a lookup like apps.get_model, so that migrations can use it too."""
    _load_sections(model("patients", "Section"))
    for order, row in enumerate(_rows("intake_questions.csv"), 1):
        _load_question(model, row, order)
    _load_pain_zones(model("patients", "PainZone"))
    _load_consent_texts(model("patients", "ConsentText"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load_sections(sections: Any) -> None:
    for order, row in enumerate(_rows("intake_sections.csv"), 1):
        facts = {name: row[name] for name in ("letter", "title", "lead")}
        flags = {name: bool(row[name]) for name in ("red_flags", "every_time")}
        sections.objects.update_or_create(slug=row["slug"], defaults={**facts, **flags, "order": order * 10})


def _load_question(model: MODELS, row: dict[str, str], order: int) -> None:
    questions = model("patients", "Question")
    question = questions.objects.filter(slug=row["slug"]).first()
    if question is None or question.version == 1:
        question, _ = questions.objects.update_or_create(
            slug=row["slug"],
            defaults={
                **{name: row[name] for name in ("wording", "help", "kind", "fills")},
                "section_id": row["section"],
                "required": bool(row["required"]),
                "audience": row["audience"] or "everyone",
                "shown_if_id": row["shown_if"] or None,
                "shown_values": row["shown_values"].split("|") if row["shown_values"] else [],
                "order": order,
            },
        )
        _load_options(model, question, row["options"])
    for value, rule, answer in raised_by(row):
        model("patients", "Raises").objects.update_or_create(
            question=question, value=value, rule_id=rule, defaults={"answer": answer}
        )


def _load_options(model: MODELS, question: Any, words: str) -> None:
    for order, option in enumerate(words.split("|") if words else (), 1):
        value, _, label = option.partition(":")
        model("patients", "Option").objects.update_or_create(
            question=question, value=value, defaults={"label": label, "order": order}
        )


def raised_by(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(value, rule, yes or unsure), from "rule" where yes and no are the answers, else "value=rule?"."""
    for item in filter(None, row["raises"].split(";")):
        value, given, rule = item.rpartition("=")
        if not given:
            yield from (("yes", rule, "yes"), ("unsure", rule, "unsure"))
        else:
            yield value, rule.removesuffix("?"), "unsure" if rule.endswith("?") else "yes"


def _load_pain_zones(zones: Any) -> None:
    for order, row in enumerate(_rows("pain_zones.csv"), 1):
        handling = row["side_handling"]
        zones.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "words": row["words"],
                "region": row["region"],
                "views": [view for view in row["views"].split(";") if view != "internal"],
                "sided": handling != "midline",
                "middle": handling != "sided",
                "order": order,
            },
        )


def _load_consent_texts(texts: Any) -> None:
    for row in _rows("consent_texts.csv"):
        texts.objects.get_or_create(
            kind=row["kind"],
            version=int(row["version"]),
            defaults={
                "text": row["text"],
                "scope": row["scope"],
                "areas": row["areas"],
                "months": int(row["months"]) if row["months"] else None,
            },
        )
