"""Loads what an assessment may find, and how it is measured, from patients/data; again renews the rows."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from patients.reference import DATA


def load_posture(model: Callable[[str, str], Any]) -> None:
    """model is a lookup like apps.get_model, so that migrations can use it too."""
    signs, measures = model("patients", "PostureSign"), model("patients", "PostureMeasure")
    for order, row in enumerate(_rows("posture_findings.csv"), 1):
        lists = {name: row.pop(name).split(";") for name in ("views", "grades", "muscles")}
        slug = row.pop("finding")
        signs.objects.update_or_create(slug=slug, defaults={**row, **lists, "order": order})
    for order, row in enumerate(_rows("posture_measures.csv"), 1):
        sign, slug = row.pop("finding"), row.pop("measure")
        facts = {name: text or None for name, text in row.items() if name != "notable"}
        measures.objects.update_or_create(
            slug=f"{sign}-{slug}",
            defaults={**facts, "notable": row["notable"], "sign_id": sign, "order": order},
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
