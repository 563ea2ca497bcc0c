"""Loads what every clinic starts with: which answers raise which cautions, and how people hear of it."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def load_caution_rules(model: Callable[[str, str], Any]) -> None:
    """Add or renew the rules; model is a lookup like apps.get_model, so that migrations can use it too."""
    rules = model("patients", "CautionRule")
    # An early migration's model lacks the columns that came later.
    columns = {field.name for field in rules._meta.fields}
    order = 0
    for name, red_flag in (("red_flags.csv", True), ("history_rules.csv", False)):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                order += 1
                slug = row.pop("rule")
                known = {name: text for name, text in row.items() if name in columns}
                rules.objects.update_or_create(
                    slug=slug, defaults={**known, "red_flag": red_flag, "order": order}
                )


def load_referral_sources(model: Callable[[str, str], Any]) -> None:
    """Add or renew them, in the order of the file; model as above."""
    sources = model("patients", "ReferralSource")
    with (DATA / "referral_sources.csv").open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), 1):
            slug = row["slug"]
            sources.objects.update_or_create(slug=slug, defaults={"label": row["label"], "order": order})
