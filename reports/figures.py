"""Key figures in finished words: each with its n, and with what is missing said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.queries import OUTCOMES

# Figures of fewer people are not shown: a small group could be recognised.
SMALL_GROUP = 5
NO_POINTS: dict[str, Any] = {"points": 0, "scored": 0, "people": 0, "quartiles": None}
OPEN = ("proposed", "booked", "confirmed", "arrived")


@dataclass(frozen=True)
class Figure:
    label: str
    value: str
    note: str


def total(steps: Sequence[dict[str, Any]]) -> dict[str, int]:
    """The outcomes of all steps together, and those of them that rates are made of."""
    sums = {slug: sum(step[slug] for step in steps) for slug in OUTCOMES}
    return {**sums, "all": sum(sums.values()), **derived(sums)}


def derived(counts: dict[str, int]) -> dict[str, int]:
    """due: the visits that took place or were lost too late to fill, which the rates are out of."""
    return {
        "open": sum(counts[slug] for slug in OPEN),
        "due": counts["fulfilled"] + counts["noshow"] + counts["late"],
    }


def of_appointments(steps: Sequence[dict[str, Any]], late_hours: int) -> list[Figure]:
    counts = total(steps)
    due = counts["due"]
    return [
        Figure("Appointments", f"{counts['all']:,}", f"{counts['open']:,} still open"),
        Figure("Fulfilled", f"{counts['fulfilled']:,}", f"of {counts['all']:,}"),
        Figure("No-show rate", percent(counts["noshow"], due), out_of(counts["noshow"], due)),
        Figure("Late cancels", percent(counts["late"], due), out_of(counts["late"], due)),
        Figure("Cancelled in time", f"{counts['cancelled']:,}", f"{late_hours} hours ahead or more"),
    ]


def of_sessions(signing: dict[str, int], changes: Sequence[dict[str, Any]]) -> list[Figure]:
    points = changes[0] if changes else NO_POINTS
    missing = points["points"] - points["scored"]
    return [
        Figure("Sessions", f"{signing['total']:,}", counted(signing["people"], "person", "people")),
        Figure("Signed", f"{signing['signed']:,}", percent(signing["signed"], signing["total"])),
        Figure("Not signed", f"{signing['unsigned']:,}", f"{signing['late']:,} for more than 72 hours"),
        Figure("Median change in tenderness", *_change(points)),
        Figure(
            "Points not scored twice",
            percent(missing, points["points"]),
            f"{missing:,} of {points['points']:,}, left out",
        ),
    ]


def _change(points: dict[str, Any]) -> tuple[str, str]:
    if not points["scored"]:
        return "n/a", "No point was scored before and after"
    if points["people"] < SMALL_GROUP:
        return "Hidden", "Fewer than 5 people. A small group could be recognised."
    number = counted(points["scored"], "point", "points")
    return change_words(points["quartiles"][1]), f"of 10; {number}, {points['people']:,} people"


def change_words(change: float) -> str:
    """Before minus after, so that a fall is what was hoped for: 2.4 less."""
    return "No change" if not round(change, 1) else f"{abs(change):.1f} {'less' if change > 0 else 'more'}"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "n/a"


def out_of(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,}" if whole else "No visit fell due yet"


def counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
