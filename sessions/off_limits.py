"""Where the cautions reach on the body map: muscles to keep off, and the highest pressure on each."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from patients.affects import Area, Avoid, Block, Cap
from patients.effects import Effects, Limit
from sessions.models import Side
from sessions.reference import DATA

BOTH = (Side.LEFT, Side.RIGHT)
# Told areas that are large enough to be drawn; of what the answer leaves open, all of it is.
ON_A_LIMB = {Area.LIMB: {"arm", "leg"}, Area.FISTULA_ARM: {"arm"}}
ON_A_SIDE = {Area.DEVICE_SIDE}
WORD = re.compile(r"[a-z]+")


class Part(NamedTuple):
    """What an area is on the map."""

    muscles: frozenset[str]
    zones: frozenset[str]


@dataclass(frozen=True)
class MuscleLimits:
    """What holds for one muscle on one side; cap is of 5, None for no limit."""

    off: tuple[Limit, ...] = ()
    caps: tuple[Limit, ...] = ()
    bans: tuple[Limit, ...] = ()

    @property
    def cap(self) -> int | None:
        return min((limit.effect.level for limit in self.caps if isinstance(limit.effect, Cap)), default=None)

    @property
    def why_off(self) -> str:
        """The words of every caution that keeps hands off, with the answer where only that says where."""
        told = (
            f"{_because(limit)} ({limit.where})" if limit.where else _because(limit) for limit in self.off
        )
        return "; ".join(dict.fromkeys(told))

    @property
    def why_cap(self) -> str:
        lowest = [
            limit for limit in self.caps if isinstance(limit.effect, Cap) and limit.effect.level == self.cap
        ]
        return ", ".join(_because(limit) for limit in lowest)

    @property
    def words(self) -> str:
        """For the row of a point: "Keep off (abdomen: Hernia). Pressure 2 of 5 at most (Aspirin)."""
        off = f"Keep off ({self.why_off})" if self.off else ""
        cap = f"Pressure {self.cap} of 5 at most ({self.why_cap})" if self.cap is not None else ""
        bans = f"No {', '.join(limit.words for limit in self.bans)}" if self.bans else ""
        return ". ".join(filter(None, (off, cap, bans)))


class Told(NamedTuple):
    """What holds at a muscle, as the page's script is told it."""

    off: str
    own: str
    cap: tuple[int, str] | None


@dataclass(frozen=True)
class OffLimits:
    """The effects of one patient's cautions, laid on the catalogue's muscles."""

    effects: Effects
    off: dict[tuple[str, str], list[Limit]] = field(default_factory=dict)
    caps: dict[tuple[str, str], list[Limit]] = field(default_factory=dict)
    zones: set[tuple[str, str]] = field(default_factory=set)
    everywhere: list[Limit] = field(default_factory=list)

    def limits_for(self, muscle: str, side: str) -> MuscleLimits:
        """What to observe at this muscle on the patient's own side; the midline has both sides' limits."""
        sides = BOTH if side == Side.MIDLINE else (side,)
        off = _once(limit for one in sides for limit in self.off.get((muscle, one), ()))
        caps = _once(limit for one in sides for limit in self.caps.get((muscle, one), ()))
        return MuscleLimits(off, (*caps, *self.everywhere), self.effects.bans)

    def own_to(self, muscle: str, side: str) -> MuscleLimits:
        """What holds there beyond what holds on the whole body; for a list that has said that once."""
        here = self.limits_for(muscle, side)
        lower = self.whole.cap is None or (here.cap is not None and here.cap < self.whole.cap)
        return MuscleLimits(here.off, here.caps if lower else ())

    @property
    def whole(self) -> MuscleLimits:
        """What holds everywhere on the body."""
        return MuscleLimits(caps=tuple(self.everywhere), bans=self.effects.bans)

    @property
    def told(self) -> list[Limit]:
        """Limits whose place only the answer tells, and that are not drawn: to be read."""
        return [limit for limit in self._told() if not list(_where(limit))]

    @property
    def too_wide(self) -> list[Limit]:
        """Those drawn wider than they are, since the answer leaves open which limb or which side."""
        return [limit for limit in self._told() if _leaves_open(limit)]

    def _told(self) -> list[Limit]:
        limits = (*self.effects.closed, *self.effects.avoid, *self.effects.caps)
        return [limit for limit in limits if _area(limit).is_told]


def on_the_map(effects: Effects) -> OffLimits:
    """Each area of the effects as muscles and sides; of a place that the answer tells, only what it says."""
    found = OffLimits(effects)
    for limit in (*effects.closed, *effects.avoid):
        for part, sides in _where(limit):
            _lay(found.off, limit, part, sides)
            found.zones.update((zone, side) for zone in part.zones for side in sides)
    for limit in effects.caps:
        if _area(limit) is Area.ALL:
            found.everywhere.append(limit)
        for part, sides in _where(limit):
            _lay(found.caps, limit, part, sides)
    return found


def page_data(found: OffLimits) -> dict[str, object]:
    """The same for the page's script: what holds at a muscle, once for all muscles at which it holds.

    own: what is to be observed there beyond the whole body. A name without a side is meant on both.
    """
    places: dict[Told, set[tuple[str, str]]] = {}
    for place in {*found.off, *found.caps}:
        here = found.limits_for(*place)
        told = Told(here.why_off, found.own_to(*place).words, _cap(here))
        places.setdefault(told, set()).add(place)
    here_and_there = ({"at": _names(at), **told._asdict()} for told, at in places.items())
    return {
        "zones": _names(found.zones),
        "everywhere": _cap(found.whole),
        "here": sorted(here_and_there, key=itemgetter("at")),
    }


def _cap(limits: MuscleLimits) -> tuple[int, str] | None:
    return None if limits.cap is None else (limits.cap, limits.why_cap)


def _names(places: set[tuple[str, str]]) -> list[str]:
    both = {name for name, _ in places if {(name, side) for side in BOTH} <= places}
    return sorted(both | {f"{name}|{side}" for name, side in places if name not in both})


@cache
def parts() -> dict[str, Part]:
    """By the area's word, from sessions/data/areas.csv."""
    return {row["area"]: _part(row) for row in _rows("areas.csv")}


@cache
def limbs() -> dict[str, tuple[frozenset[str], Part]]:
    """The words that name each limb, and what it is on the map, from sessions/data/limbs.csv."""
    return {row["limb"]: (frozenset(row["words"].split(";")), _part(row)) for row in _rows("limbs.csv")}


def _where(limit: Limit) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """The parts of the map that the limit is about, each with its sides."""
    area = _area(limit)
    if not area.is_told:
        if area.value in parts():
            yield parts()[area.value], BOTH
        return
    if area in ON_A_SIDE:
        yield parts()[area.value], _sides(limit)
    for limb in ON_A_LIMB.get(area, ()):
        if limb in _limbs_of(limit):
            yield limbs()[limb][1], _sides(limit)


def _sides(limit: Limit) -> tuple[str, ...]:
    """Better too much than the wrong half: a side that is not told is both."""
    said = _said(limit)
    return tuple(side for side in BOTH if side in said or "both" in said) or BOTH


def _limbs_of(limit: Limit) -> set[str]:
    """Those that the answer names, of those that the area can be; all of them where it names none."""
    possible = ON_A_LIMB.get(_area(limit), set())
    return {limb for limb in possible if limbs()[limb][0] & _said(limit)} or possible


def _leaves_open(limit: Limit) -> bool:
    said = _said(limit)
    area = _area(limit)
    if area not in ON_A_SIDE and area not in ON_A_LIMB:
        return False
    possible = ON_A_LIMB.get(area, set())
    one_limb = len(possible) < 2 or any(limbs()[limb][0] & said for limb in possible)
    return not (one_limb and said & {*BOTH, "both"})


def _said(limit: Limit) -> set[str]:
    return set(WORD.findall(limit.where.lower()))


def _lay(on: dict[tuple[str, str], list[Limit]], limit: Limit, part: Part, sides: Iterable[str]) -> None:
    for muscle in part.muscles:
        for side in sides:
            on.setdefault((muscle, side), []).append(limit)


def _area(limit: Limit) -> Area:
    assert isinstance(limit.effect, Block | Avoid | Cap)
    return limit.effect.area


def _because(limit: Limit) -> str:
    return ", ".join(dict.fromkeys(caution.words for caution in limit.because))


def _once(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    found: list[Limit] = []
    for limit in limits:
        if limit not in found:
            found.append(limit)
    return tuple(found)


def _part(row: dict[str, str]) -> Part:
    return Part(frozenset(row["muscles"].split(";")), frozenset(filter(None, row["zones"].split(";"))))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
