"""Loads what every clinic starts with: which answers raise which cautions, and how people hear of it."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def load_caution_rules(model: Callable[[str, str], Any]) -> None:
    """Add or renew the rules; model is a lookup like apps.get_model, so that migrations can use it too.

    A rule that a clinical lead has changed keeps the texts approved here; only its place is renewed.
    """
    rules = model("patients", "CautionRule")
    # An early migration's model lacks the columns that came later.
    columns = {field.name for field in rules._meta.fields}
    changed = rules.objects.filter(version__gt=1) if "version" in columns else rules.objects.none()
    edited = set(changed.values_list("slug", flat=True))
    for order, (slug, row) in enumerate(shipped().items(), 1):
        known = {name: text for name, text in row.items() if name in columns}
        if slug in edited:
            known = {"section": row["section"]}
        rules.objects.update_or_create(slug=slug, defaults={**known, "order": order})


def shipped() -> dict[str, dict[str, Any]]:
    """Every rule as the files give it, by slug, in the order of asking."""
    facts = {row.pop("rule"): row for row in _rows("rule_facts.csv")}
    found: dict[str, dict[str, Any]] = {}
    for name, red_flag in (("red_flags.csv", True), ("history_rules.csv", False)):
        for row in _rows(name):
            slug = row.pop("rule")
            numbers = facts.get(slug, {"thresholds": "", "source": ""})
            found[slug] = {**row, **numbers, "red_flag": red_flag, "shipped_severity": row["severity"]}
    return found


def load_referral_sources(model: Callable[[str, str], Any]) -> None:
    """Add or renew them, in the order of the file; model as above."""
    sources = model("patients", "ReferralSource")
    for order, row in enumerate(_rows("referral_sources.csv"), 1):
        sources.objects.update_or_create(slug=row["slug"], defaults={"label": row["label"], "order": order})


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
