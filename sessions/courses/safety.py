"""What a patient may be given to do at home: never where a caution, or sense, keeps hands off."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from clinic import clock
from patients.affects import Adapt, Adaptation, Ban, Technique
from patients.effects import effects
from patients.models import Patient
from sessions.courses.models import Complaint, HomeCareItem
from sessions.courses.refusals import CourseRefused
from sessions.off_limits import OffLimits, on_the_map
from sessions.records import why_not
from sessions.reference import DATA

Kind = HomeCareItem.Kind
# What a therapist may not do, a patient is not asked to do alone.
BANNED = {
    Kind.RELEASE: {Technique.COMPRESSION_HOLDS, Technique.TOOLS},
    Kind.STRETCH: {Technique.END_RANGE_STRETCH},
    Kind.STRENGTH: {Technique.STRONG_MUSCLE_ENERGY},
}
NECK_MOVES = {Technique.NECK_ROTATION, Technique.NECK_TRACTION}
MOVES = {Kind.STRETCH, Kind.STRENGTH}
NECK = "neck"


class NeverPressed(NamedTuple):
    """A place where nobody presses alone; words: how a text names it."""

    area: str
    words: re.Pattern[str]
    muscles: frozenset[str]


@dataclass(frozen=True)
class Choice:
    """An item of the library for one patient: why it is not for them, or how hard it may be."""

    item: HomeCareItem
    refused: str
    cap: int | None

    @property
    def pressure(self) -> int | None:
        limits = [level for level in (self.item.pressure, self.cap) if level is not None]
        return min(limits) if self.item.pressure else None


@cache
def never_pressed() -> list[NeverPressed]:
    """From sessions/data/no_self_pressure.csv."""
    with (DATA / "no_self_pressure.csv").open(encoding="utf-8", newline="") as file:
        return [
            NeverPressed(row["area"], _words(row["words"]), frozenset(row["muscles"].split(";")))
            for row in csv.DictReader(file)
        ]


def _words(cell: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, cell.split(';')))})\b", re.IGNORECASE)


def no_self_pressure(kind: str, muscle: str | None, text: str) -> str:
    """Why a thing of that kind cannot be self-release; empty where it is none, or may be."""
    if kind != Kind.RELEASE:
        return ""
    areas = [one.area for one in never_pressed() if muscle in one.muscles or one.words.search(text)]
    return (
        f"Nobody presses on the {areas[0]} by themselves. Choose another way or another place."
        if areas
        else ""
    )


def limits_of(patient: Patient) -> OffLimits:
    return on_the_map(effects(patient, on=clock.today()))


def choices(patient: Patient, limits: OffLimits) -> list[Choice]:
    """The library for this patient; what only one side forbids is said when that side is chosen."""
    items = HomeCareItem.objects.filter(active=True).select_related("muscle")
    return [Choice(item, _everywhere(item, limits), _cap(item, "midline", limits)) for item in items]


def _everywhere(item: HomeCareItem, limits: OffLimits) -> str:
    """What forbids it on either side alike."""
    left, right = (refusal(item, side, limits) for side in ("left", "right"))
    return left if left and right else ""


def refusal(item: HomeCareItem, side: str, limits: OffLimits) -> str:
    """Why this is not to be given on that side, in a sentence; empty if it may be."""
    if limits.effects.blocked:
        return why_not(limits.effects)
    if unsafe := no_self_pressure(item.kind, item.muscle_id, f"{item.name} {item.words}"):
        return unsafe
    for reason in (*_off(item, side, limits), *_banned(item, limits)):
        return reason
    return ""


def _off(item: HomeCareItem, side: str, limits: OffLimits) -> Iterator[str]:
    if item.muscle_id is None:
        return
    found = limits.limits_for(item.muscle_id, _side(side))
    if found.off:
        yield f"Not there: {found.why_off}."


def _banned(item: HomeCareItem, limits: OffLimits) -> Iterator[str]:
    found = limits.effects
    bans = {limit.effect.technique: limit for limit in found.bans if isinstance(limit.effect, Ban)}
    wanted = BANNED.get(Kind(item.kind), set())
    if item.kind in MOVES and item.muscle is not None and item.muscle.region == NECK:
        wanted = wanted | NECK_MOVES
    for technique in sorted(wanted & bans.keys(), key=lambda one: one.value):
        yield f"No {technique.value} for this patient: {_because(bans[technique])}."
    for limit in found.adapt:
        if (
            isinstance(limit.effect, Adapt)
            and limit.effect.what is Adaptation.HEAT
            and item.kind == Kind.HEAT
        ):
            yield f"No heat without a word with us first: {_because(limit)}."


def _because(limit: Any) -> str:
    return ", ".join(dict.fromkeys(caution.words for caution in limit.because))


def _cap(item: HomeCareItem, side: str, limits: OffLimits) -> int | None:
    """Only of what presses."""
    pressed = item.kind == Kind.RELEASE and item.muscle_id
    return limits.limits_for(item.muscle_id or "", _side(side)).cap if pressed else None


def _side(side: str) -> str:
    """Both sides have the limits of both, as the midline does."""
    return "midline" if side == "both" else side


def refuse(complaint: Complaint, item: HomeCareItem, side: str, dose: dict[str, Any]) -> None:
    """Raises CourseRefused for what this patient is not to be given."""
    if complaint.is_over:
        raise CourseRefused("This complaint is over. Take it up again first.")
    limits = limits_of(complaint.patient)
    if reason := refusal(item, side, limits):
        raise CourseRefused(reason)
    cap, pressure = _cap(item, side, limits), dose["pressure"]
    if item.kind == Kind.RELEASE and pressure is None:
        raise CourseRefused("Say how hard to press at most.")
    if cap is not None and pressure is not None and pressure > cap:
        why = limits.limits_for(item.muscle_id or "", _side(side)).why_cap
        raise CourseRefused(
            f"Pressure {pressure} is over the limit of {cap} set by {why}. Choose {cap} or less."
        )
