"""All cautions of one patient taken together: may they be treated, where not, how hard, and how otherwise."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from patients import screening
from patients.affects import Adapt, Area, Avoid, Ban, Block, Cap, Effect
from patients.cautions import Caution, order
from patients.facts import Facts
from patients.models import Patient


@dataclass(frozen=True)
class Limit:
    """One thing to observe, and the cautions that ask for it, strictest first."""

    effect: Effect
    because: tuple[Caution, ...]

    @property
    def confirmed(self) -> bool:
        return any(caution.confirmed for caution in self.because)

    @property
    def words(self) -> str:
        match self.effect:
            case Cap(level, area):
                return f"{level} at most, {area.value}"
            case Ban(technique):
                return technique.value
            case Adapt(what, minutes):
                return f"{what.value}, {minutes} min at most" if minutes else what.value
            case Block(area) | Avoid(area):
                return area.value

    @property
    def where(self) -> str:
        """For a place that only the patient's answer tells: that answer."""
        told = isinstance(self.effect, Block | Avoid | Cap) and self.effect.area.is_told
        return self.because[0].details if told else ""


@dataclass(frozen=True)
class Effects:
    """What a treatment has to observe; every list has the strictest first.

    stops: cautions that forbid to treat, and nobody may overrule. letters: those that forbid it until a
    letter is there. closed: areas that wait for a letter. avoid: areas to keep off. caps: highest pressure
    per area, only where it is lower than around it. bans: techniques. adapt: what else changes.
    """

    stops: tuple[Caution, ...] = ()
    letters: tuple[Caution, ...] = ()
    closed: tuple[Limit, ...] = ()
    avoid: tuple[Limit, ...] = ()
    caps: tuple[Limit, ...] = ()
    bans: tuple[Limit, ...] = ()
    adapt: tuple[Limit, ...] = ()

    @property
    def blocked(self) -> bool:
        """No session, as things stand; why says by which cautions."""
        return bool(self.why)

    @property
    def why(self) -> tuple[Caution, ...]:
        return self.stops + self.letters

    @property
    def limits(self) -> bool:
        """Something is to be observed while treating."""
        return bool(self.closed or self.avoid or self.caps or self.bans or self.adapt)

    def cap(self, area: Area) -> int | None:
        """The highest pressure allowed in an area, also by what holds around it; None for no limit."""
        return min((one.level for one in self._caps() if area.is_within(one.area)), default=None)

    def off_limits(self, area: Area) -> bool:
        """The area, or what it is part of, is to be left alone."""
        kept_off = (*self.closed, *self.avoid)
        return self.blocked or any(area.is_within(limit.effect.area) for limit in kept_off)  # type: ignore[union-attr]

    def _caps(self) -> Iterator[Cap]:
        return (limit.effect for limit in self.caps if isinstance(limit.effect, Cap))


def combine(cautions: Iterable[Caution]) -> Effects:
    """The effects of some cautions together, in whatever order they come."""
    found = sorted(cautions, key=order)
    blocking = [caution for caution in found if _blocks_session(caution)]
    return Effects(
        stops=tuple(caution for caution in blocking if caution.blocks),
        letters=tuple(caution for caution in blocking if not caution.blocks),
        closed=_limits(found, lambda effect: isinstance(effect, Block) and not effect.is_session),
        avoid=_limits(found, lambda effect: isinstance(effect, Avoid)),
        caps=_without_needless(_limits(found, lambda effect: isinstance(effect, Cap))),
        bans=_limits(found, lambda effect: isinstance(effect, Ban)),
        adapt=_limits(found, lambda effect: isinstance(effect, Adapt)),
    )


def effects(patient: Patient, *, on: date, today: Facts | None = None) -> Effects:
    """What the latest history, the facts stored for that day and the decisions ask for.

    today: other facts instead of those stored.
    """
    if today is None:
        return combine(screening.of(patient, on=on))
    settlements = patient.settlements.all()
    history = screening.latest_history(patient)
    return combine(screening.screen(history, on=on, today=today, settlements=settlements))


def _blocks_session(caution: Caution) -> bool:
    return any(isinstance(effect, Block) and effect.is_session for effect in caution.effects)


def _limits(cautions: Iterable[Caution], wanted: Callable[[Effect], bool]) -> tuple[Limit, ...]:
    """One for each area, technique or adaptation, at the strictest of its levels."""
    asked: dict[object, list[Limit]] = {}
    for caution in cautions:
        for effect in filter(wanted, caution.effects):
            asked.setdefault(_subject(effect, caution), []).append(Limit(effect, (caution,)))
    return tuple(_strictest(limits) for limits in asked.values())


def _subject(effect: Effect, caution: Caution) -> object:
    """What makes two effects one limit; places that two answers tell are two places."""
    match effect:
        case Ban(technique):
            return technique
        case Adapt(what):
            return what
    return (effect.area, caution.rule.slug if effect.area.is_told else "")


def _strictest(limits: list[Limit]) -> Limit:
    first, *others = sorted(limits, key=lambda limit: _level(limit.effect))
    return replace(first, because=first.because + tuple(one for other in others for one in other.because))


def _level(effect: Effect) -> float:
    """Less is stricter: pressure, or minutes where there is a limit to them."""
    match effect:
        case Cap(level):
            return level
        case Adapt(_, minutes) if minutes:
            return minutes
    return float("inf")


def _without_needless(caps: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Lowest first; a cap that the area around it sets as low or lower says nothing more."""
    return tuple(
        limit
        for limit in sorted(caps, key=lambda limit: _level(limit.effect))
        if not any(_covers(other.effect, limit.effect) for other in caps if other is not limit)
    )


def _covers(outer: Effect, inner: Effect) -> bool:
    assert isinstance(outer, Cap)
    assert isinstance(inner, Cap)
    wider = inner.area is not outer.area and inner.area.is_within(outer.area)
    return wider and outer.level <= inner.level
