"""Patterns that several findings make together; they suggest muscles to check, and are never a diagnosis."""

from collections.abc import Collection
from typing import NamedTuple


class Pattern(NamedTuple):
    """Named once all its parts are present. short, weak: the muscles it suggests to check, by slug."""

    slug: str
    label: str
    parts: tuple[str, ...]
    short: tuple[str, ...]
    weak: tuple[str, ...]


# What is commonly taught to be short and weak with them; posture alone explains pain poorly.
PATTERNS = (
    Pattern(
        "upper_crossed",
        "Upper crossed pattern",
        ("forward_head", "rounded_shoulders"),
        ("trapezius_upper", "levator_scapulae", "suboccipitals", "pectoralis_major", "pectoralis_minor"),
        ("longus_colli", "trapezius_lower", "serratus_anterior"),
    ),
    Pattern(
        "lower_crossed",
        "Lower crossed pattern",
        ("anterior_pelvic_tilt", "lumbar_hyperlordosis"),
        ("psoas_major", "iliacus", "rectus_femoris", "iliocostalis_lumborum", "longissimus_thoracis"),
        ("gluteus_maximus", "gluteus_medius", "rectus_abdominis", "transversus_abdominis"),
    ),
)


def of(present: Collection[str]) -> list[Pattern]:
    """Those whose parts are all among the slugs of the findings that are present."""
    return [pattern for pattern in PATTERNS if set(pattern.parts) <= set(present)]
