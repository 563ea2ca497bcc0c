"""Loads the questionnaire that every clinic starts with; what a clinic has reworded stays as it is."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"
MODELS = Callable[[str, str], Any]


def load_intake(model: MODELS) -> None:
    """Add or renew all of it; model is a lookup like apps.get_model, so that migrations can use it too."""
    _load_sections(model("patients", "Section"))
    _load_questions(model, list(_rows("intake_questions.csv")))
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


def _load_questions(model: MODELS, rows: list[dict[str, str]]) -> None:
    question, option, raises = (model("patients", name) for name in ("Question", "Option", "Raises"))
    reworded = set(question.objects.exclude(version=1).values_list("slug", flat=True))
    ours = [(order, row) for order, row in enumerate(rows, 1) if row["slug"] not in reworded]
    _renew(question, (_question(order, row) for order, row in ours), "slug")
    _renew(option, (each for _, row in ours for each in _options(row)), "question_id", "value")
    _renew(raises, (each for row in rows for each in _raised(row)), "question_id", "value", "rule_id")


def _renew(model: Any, rows: Iterable[dict[str, Any]], *unique: str) -> None:
    """Add the rows that are new and overwrite what is said of those that are there, in one statement."""
    told = list(rows)
    if told:
        model.objects.bulk_create(
            [model(**row) for row in told],
            update_conflicts=True,
            unique_fields=unique,
            update_fields=[name for name in told[0] if name not in unique],
        )


def _question(order: int, row: dict[str, str]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("slug", "wording", "help", "kind", "fills")},
        "section_id": row["section"],
        "required": bool(row["required"]),
        "audience": row["audience"] or "everyone",
        "shown_if_id": row["shown_if"] or None,
        "shown_values": row["shown_values"].split("|") if row["shown_values"] else [],
        "order": order,
    }


def _options(row: dict[str, str]) -> Iterator[dict[str, Any]]:
    for order, option in enumerate(row["options"].split("|") if row["options"] else (), 1):
        value, _, label = option.partition(":")
        yield {"question_id": row["slug"], "value": value, "label": label, "order": order}


def _raised(row: dict[str, str]) -> Iterator[dict[str, str]]:
    for value, rule, answer in raised_by(row):
        yield {"question_id": row["slug"], "value": value, "rule_id": rule, "answer": answer}


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
