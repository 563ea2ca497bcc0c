"""Loads what a clinic begins with from sessions/data: measures, defaults of plans, home care."""

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from sessions.reference import APP, DATA

Model = Callable[[str, str], Any]
# Columns of numbers and of yes or no; the others are words.
NUMBERS = {
    "times", "weeks", "visits", "minutes", "reassess_visits", "reassess_days", "no_change_after", "low",
    "high", "items_least", "items_most", "may_miss", "important_percent", "seconds", "repetitions",
    "times_a_day", "days_a_week",
}  # fmt: skip
YES_NO = {"lower_is_better", "is_change", "named_items"}
DECIMALS = {"detectable", "important"}


def load(model: Model) -> None:
    """model is a lookup like apps.get_model; what a clinic has already, it keeps."""
    for name, file in (("CourseDefault", "course_defaults.csv"), ("Measure", "measures.csv")):
        rows = [model(APP, name)(**_row(row), order=order) for order, row in enumerate(_rows(file), 1)]
        model(APP, name).objects.bulk_create(rows, ignore_conflicts=True)
    item = model(APP, "HomeCareItem")
    if not item.objects.exists():
        item.objects.bulk_create(item(**_row(row)) for row in _rows("home_care.csv"))


def _row(row: dict[str, str]) -> dict[str, Any]:
    found = {name: _value(name, cell) for name, cell in row.items()}
    if "muscle" in found:
        found["muscle_id"] = found.pop("muscle") or None
    return found


def _value(name: str, cell: str) -> Any:
    if name in NUMBERS:
        return int(cell)
    if name in YES_NO:
        return cell == "yes"
    if name in DECIMALS:
        return Decimal(cell)
    if name == "pressure":
        return int(cell) if cell else None
    return item_values(cell) if name == "item_values" else cell


def item_values(cell: str) -> list[int]:
    """0-5 is every whole number from 0 to 5; 6;8;10 just those."""
    if ";" in cell:
        return [int(value) for value in cell.split(";")]
    low, high = cell.rsplit("-", 1)
    return [*range(int(low), int(high) + 1)]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
