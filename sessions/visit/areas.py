"""Sensitive areas: which muscles lie there, and whether a signed consent is asked for besides the spoken one.

Signed for chest wall, groin and inner thigh, and buttock, as Ontario asks; the abdomen is sensitive by the
catalogue and asks for the spoken one at each visit.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sessions.reference import DATA


@dataclass(frozen=True)
class Area:
    """written: the signed consent to sensitive areas has to be there as well."""

    slug: str
    label: str
    written: bool
    muscles: frozenset[str]


@cache
def every() -> dict[str, Area]:
    """By slug, in the order of the file."""
    with (DATA / "sensitive.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["area"]: Area(
                row["area"], row["label"], row["written"] == "yes", frozenset(row["muscles"].split(";"))
            )
            for row in csv.DictReader(rows)
        }


def muscles() -> set[str]:
    """All that lie in a sensitive area."""
    return {muscle for area in every().values() for muscle in area.muscles}


def of_muscle(muscle: str) -> Area | None:
    return next((area for area in every().values() if muscle in area.muscles), None)


def in_question(muscles: Iterable[str]) -> list[Area]:
    """The areas that these muscles lie in, in the order of the file."""
    wanted = set(muscles)
    return [area for area in every().values() if area.muscles & wanted]
