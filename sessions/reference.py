"""Loads the catalogue of muscles and zones from sessions/data; running it again renews the rows."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
APP = "treatment_sessions"
Model = Callable[[str, str], Any]

# What people type for muscles that the catalogue files under another name.
ALIASES = {
    "SCM": ("scm_sternal", "scm_clavicular"),
    "QL": ("quadratus_lumborum",),
    "TFL": ("tensor_fasciae_latae",),
    "peroneal": ("fibularis_longus", "fibularis_brevis", "fibularis_tertius"),
    "hip flexor": ("psoas_major", "iliacus"),
    "hamstrings": ("semitendinosus", "semimembranosus", "biceps_femoris"),
    "quads": ("rectus_femoris", "vastus_medialis", "vastus_intermedius", "vastus_lateralis"),
    "calf": ("gastrocnemius", "soleus", "plantaris"),
    "lats": ("latissimus_dorsi",),
    "traps": ("trapezius_upper", "trapezius_middle", "trapezius_lower"),
    "rotator cuff": ("supraspinatus", "infraspinatus", "teres_minor", "subscapularis"),
    "flexor accessorius": ("quadratus_plantae",),
}


def load_catalogue(model: Model) -> None:
    """model is a lookup like apps.get_model, so that migrations can use it too."""
    _load_zones(model(APP, "Zone"))
    muscles, sites, referrals = (model(APP, name) for name in ("Muscle", "MuscleSite", "Referral"))
    for order, row in enumerate(_rows("muscles.csv"), 1):
        muscle, _ = muscles.objects.update_or_create(slug=row["slug"], defaults=_facts(row, order))
        for code, words in _sites(row["trigger_points"]):
            sites.objects.update_or_create(muscle=muscle, code=code, defaults={"words": words})
        for zone in _split(row["spillover_to"]):
            referrals.objects.update_or_create(muscle=muscle, zone_id=zone, defaults={"essential": False})
        for zone in _split(row["referred_to"]):
            referrals.objects.update_or_create(muscle=muscle, zone_id=zone, defaults={"essential": True})


def _facts(row: dict[str, str], order: int) -> dict[str, Any]:
    return {
        "name": row["name"],
        "latin": row["latin_ta_name"],
        "region": row["region"],
        "depth": row["depth"],
        "sides": row["sides"],
        "aliases": [alias for alias, slugs in ALIASES.items() if row["slug"] in slugs],
        "cautions": row["cautions"],
        "order": order,
    }


def _load_zones(zones: Any) -> None:
    for order, row in enumerate(_rows("zones.csv"), 1):
        slug = row.pop("slug")
        zones.objects.update_or_create(
            slug=slug, defaults={**row, "views": _split(row["views"]), "order": order}
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _split(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _sites(cell: str) -> Iterator[tuple[str, str]]:
    for item in _split(cell):
        code, _, words = item.partition(":")
        yield code.strip(), words.strip()
