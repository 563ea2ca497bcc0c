"""How far a treatment may go at a muscle, by the patient's cautions; further needs a written reason."""

from dataclasses import dataclass

from clinic import clock
from patients.affects import Ban
from patients.affects import Technique as Banned
from patients.effects import Limit, effects
from sessions import body_map
from sessions.models import Muscle, PointFinding, Treatment, TreatmentSession
from sessions.off_limits import MuscleLimits, OffLimits, on_the_map, parts
from sessions.refusals import OverCap
from sessions.treatment_models import Contact, Technique

# What is meant where a caution says "no ...". Cupping has no word of its own among the techniques.
MEANT = {
    Banned.COMPRESSION_HOLDS: {Technique.PRESSURE_RELEASE, Technique.ISCHEMIC_COMPRESSION},
    Banned.CROSS_FIBRE: {Technique.CROSS_FIBRE},
    Banned.TOOLS: {Technique.TOOL_ASSISTED, Technique.VIBRATION_OR_PERCUSSION},
    Banned.END_RANGE_STRETCH: {Technique.STRETCH, Technique.SPRAY_AND_STRETCH},
    Banned.STRONG_MUSCLE_ENERGY: {Technique.MUSCLE_ENERGY_PIR},
}
# These move the neck: meant for the muscles of the neck alone.
OF_THE_NECK = {Banned.NECK_TRACTION, Banned.NECK_ROTATION}
MOVES_THE_NECK = {Technique.STRETCH, Technique.SPRAY_AND_STRETCH, Technique.MUSCLE_ENERGY_PIR}


@dataclass(frozen=True)
class Allowed:
    """What the cautions leave at one muscle on one side."""

    limits: MuscleLimits
    muscle: Muscle
    side: str

    def banned(self, technique: str, contact: str = "") -> Limit | None:
        """The caution that this technique, or the tool it is done with, goes against."""
        for limit in self.limits.bans:
            assert isinstance(limit.effect, Ban)
            meant = techniques(limit.effect.technique, self.muscle.slug)
            tool = limit.effect.technique is Banned.TOOLS and contact == Contact.TOOL
            if technique in meant or tool:
                return limit
        return None

    def passed(self, treatment: Treatment, *, asked_before: bool) -> dict[str, int]:
        """Which limits the treatment goes past, and how far; nothing when it keeps to all of them."""
        highest, cap = treatment.highest, self.limits.cap
        found = {
            "pressure": highest if highest is not None and cap is not None and highest > cap else 0,
            "technique": int(self.banned(treatment.technique, treatment.contact) is not None),
            "off": int(bool(self.limits.off) and not asked_before),
        }
        return {name: far for name, far in found.items() if far}

    def sentence(self, treatment: Treatment, passed: dict[str, int]) -> str:
        """What to say of the first limit passed, and what can be done instead."""
        if "off" in passed:
            words = body_map.label(self.muscle.name, self.side)
            return f"{words} is off limits. {self.limits.why_off}. Write why, or leave it untreated."
        if "pressure" in passed:
            cap = self.limits.cap
            return (
                f"Pressure {passed['pressure']} is over the limit of {cap} ({self.limits.why_cap}). "
                f"Write why, or choose {cap}."
            )
        limit = self.banned(treatment.technique, treatment.contact)
        name = Technique(treatment.technique).label
        return f"{name} goes against a caution: {because(limit)}. Write why, or choose another technique."


def techniques(ban: Banned, muscle: str) -> set[Technique]:
    """What a ban means at this muscle."""
    if ban in OF_THE_NECK:
        return MOVES_THE_NECK if muscle in parts()["neck"].muscles else set()
    return MEANT.get(ban, set())


def at(finding: PointFinding, limits: OffLimits) -> Allowed:
    point = finding.point
    return Allowed(limits.limits_for(point.muscle_id, point.side), point.muscle, point.side)


def of_session(held: TreatmentSession) -> OffLimits:
    return on_the_map(effects(held.patient, on=clock.local(held.started_at).date()))


def reason_for(treatment: Treatment, given: str, before: dict[str, int], limits: OffLimits) -> str:
    """The reason to keep with it: given now, or the one it had if it goes no further than before.

    Raises OverCap where one is needed and there is none; nothing is kept where no limit is passed.
    """
    allowed = at(treatment.finding, limits)
    passed = allowed.passed(treatment, asked_before=bool(treatment.finding.despite))
    if not passed:
        return ""
    further = any(far > before.get(name, 0) for name, far in passed.items())
    reason = given or ("" if further else treatment.over_cap_why)
    if not reason:
        raise OverCap(allowed.sentence(treatment, passed))
    return reason


def because(limit: Limit | None) -> str:
    return ", ".join(dict.fromkeys(caution.words for caution in limit.because)) if limit else ""


def page_data(found: OffLimits) -> dict[str, object]:
    """What is banned where, for the page's script; the limits of pressure are told with the muscles."""
    bans: dict[str, dict[str, str]] = {"all": {}, "neck": {}}
    for limit in found.effects.bans:
        assert isinstance(limit.effect, Ban)
        ban = limit.effect.technique
        where = "neck" if ban in OF_THE_NECK else "all"
        for technique in sorted(MOVES_THE_NECK if where == "neck" else MEANT.get(ban, ())):
            bans[where].setdefault(technique, because(limit))
        if ban is Banned.TOOLS:
            bans["all"]["contact tool"] = because(limit)
    return {"bans": bans, "neck": sorted(parts()["neck"].muscles) if bans["neck"] else []}
