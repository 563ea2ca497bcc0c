"""Loads the catalogue of muscles and zones from sessions/data; running it again renews the rows."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
APP = "treatment_sessions"
Model = Callable[[str, str], Any]


def load_catalogue(model: Model) -> None:
    """model is a lookup like apps.get_model, so that migrations can use it too."""
    zone, muscle, site, referral = (model(APP, name) for name in ("Zone", "Muscle", "MuscleSite", "Referral"))
    rows = list(_rows("muscles.csv"))
    _renew(zone, (_zone(order, **row) for order, row in enumerate(_rows("zones.csv"), 1)), "slug")
    _renew(muscle, (_facts(row, order) for order, row in enumerate(rows, 1)), "slug")
    _renew(site, (each for row in rows for each in _sites(row)), "muscle_id", "code")
    _renew(referral, (each for row in rows for each in _referrals(row)), "muscle_id", "zone_id")


def _renew(model: Any, rows: Iterable[dict[str, Any]], *unique: str) -> None:
    """Add the rows that are new and overwrite those that are there, in one statement.

    An early migration knows a model with fewer fields; what it does not know, a later one loads.
    """
    known = {field.attname for field in model._meta.concrete_fields}
    made = [model(**{name: row[name] for name in row if name in known}) for row in rows]
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(
        made, update_conflicts=True, unique_fields=unique, update_fields=[n for n in names if n not in unique]
    )


def _facts(row: dict[str, str], order: int) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "name": row["name"],
        "latin": row["latin_ta_name"],
        "region": row["region"],
        "depth": row["depth"],
        "sides": row["sides"],
        "aliases": [name for name, muscles in common_names().items() if row["slug"] in muscles],
        "cautions": row["cautions"],
        "complaints": _split(row["common_complaints"]),
        "antagonists": _split(row["antagonists"]),
        "synergists": _split(row["synergists"]),
        "posture": _split(row["posture_links"]),
        "order": order,
    }


@cache
def common_names() -> dict[str, list[str]]:
    """What people type for muscles that are filed under another name: SCM, calf, jaw."""
    return {row["name"]: _split(row["muscles"]) for row in _rows("common_names.csv")}


def _zone(order: int, *, views: str, **row: str) -> dict[str, Any]:
    return {**row, "views": _split(views), "order": order}


def _referrals(row: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Essential zones, then the wider ones; a zone that is named twice is essential."""
    essential = _split(row["referred_to"])
    for zone in dict.fromkeys([*essential, *_split(row["spillover_to"])]):
        yield {"muscle_id": row["slug"], "zone_id": zone, "essential": zone in essential}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _sites(row: dict[str, str]) -> Iterator[dict[str, str]]:
    for item in _split(row["trigger_points"]):
        code, _, words = item.partition(":")
        yield {"muscle_id": row["slug"], "code": code.strip(), "words": words.strip()}
