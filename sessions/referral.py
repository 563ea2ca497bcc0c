"""From where it hurts to the muscles that may cause it, by the catalogue's referral patterns.

The patterns are classic teaching from case series, and the Delphi panel of 2018 agreed that no fixed place
of referral should be expected (Fernández-de-las-Peñas & Dommerholt, Pain Medicine 19:142). So this ranks and
says why; it never rules a muscle out, and recording one needs no suggestion.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from patients.models import Patient
from sessions.carrying import open_findings
from sessions.models import Muscle, Referral, Side, TriggerPoint, Zone

AT_MOST = 20
# A wider spillover is seen less often than the essential pattern; how much less nobody has counted.
SPILLOVER = 0.4

Place = tuple[str, str]


@dataclass(frozen=True)
class Suggestion:
    """A muscle that may cause the pain; score is 0-1, reasons are sentences, sides where it would be."""

    muscle: Muscle
    score: float
    reasons: tuple[str, ...]
    sides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """Where one muscle refers to, by zone slugs."""

    essential: frozenset[str]
    spillover: frozenset[str]

    def strength(self, zone: str) -> float:
        return 1.0 if zone in self.essential else SPILLOVER if zone in self.spillover else 0.0


SILENT = Pattern(frozenset(), frozenset())


def suggest(zones: Iterable[Place], patient: Patient | None = None) -> list[Suggestion]:
    """The likeliest muscles for pain in these zones, 20 at most, best first; four queries at most.

    zones: pairs of a zone's slug and the side it hurts on. ValueError for a zone or a side there is not.
    Muscles in which the patient has open points that refer there come first; a point refers to its own side.
    Left and right are treated alike; equals stand in the catalogue's order.
    """
    asked = sorted(set(zones))
    labels = _labels(asked)
    found = _open_points(patient) if patient else {}
    patterns = _patterns()
    suggested = []
    for muscle in Muscle.objects.offered():
        if not (fits := score(patterns.get(muscle.pk, SILENT), asked)):
            continue
        pattern = patterns[muscle.pk]
        sides = _sides(muscle, pattern, asked)
        points = [point for point in found.get(muscle.pk, []) if point.side in sides]
        reasons = _reasons(pattern, asked, labels, points)
        suggested.append((not points, Suggestion(muscle, fits, reasons, sides)))
    suggested.sort(key=lambda ranked: (ranked[0], -ranked[1].score, ranked[1].muscle.order))
    return [suggestion for _, suggestion in suggested[:AT_MOST]]


def score(pattern: Pattern, asked: Iterable[Place]) -> float:
    """How well a pattern explains the pain: 1 when its essential zones are exactly those that hurt.

    The harmonic mean of how much of the pain it explains and how much of its essential pattern hurts, so that
    neither a muscle that refers everywhere nor one that explains a corner of the pain comes first.
    """
    places = set(asked)
    hurting = {zone for zone, _ in places}
    explained = sum(pattern.strength(zone) for zone, _ in places) / len(places) if places else 0.0
    if not explained:
        return 0.0
    # All that hurts lies in the spillover: the pattern itself is silent, which is a weak sign, not none.
    typical = max(len(pattern.essential & hurting) / max(len(pattern.essential), 1), SPILLOVER / 2)
    return round(2 * explained * typical / (explained + typical), 4)


def _labels(asked: Iterable[Place]) -> dict[str, str]:
    """What the zones are called; refuses those there are not."""
    known = Zone.objects.in_bulk({slug for slug, _ in asked})
    for slug, side in asked:
        if slug not in known:
            raise ValueError(f"There is no zone {slug}.")
        if side not in known[slug].possible_sides:
            raise ValueError(f"{known[slug].label} is not told by the side {side or 'none'}.")
    return {slug: zone.label for slug, zone in known.items()}


def _patterns() -> Mapping[str, Pattern]:
    essential: dict[str, set[str]] = defaultdict(set)
    spillover: dict[str, set[str]] = defaultdict(set)
    for muscle, zone, is_essential in Referral.objects.values_list("muscle", "zone", "essential"):
        (essential if is_essential else spillover)[muscle].add(zone)
    return {
        muscle: Pattern(frozenset(essential[muscle]), frozenset(spillover[muscle]))
        for muscle in {*essential, *spillover}
    }


def _open_points(patient: Patient) -> dict[str, list[TriggerPoint]]:
    found: dict[str, list[TriggerPoint]] = defaultdict(list)
    for finding in open_findings(patient):
        found[finding.point.muscle_id].append(finding.point)
    return found


def _reasons(
    pattern: Pattern, asked: list[Place], labels: Mapping[str, str], points: list[TriggerPoint]
) -> tuple[str, ...]:
    """What is known already, then what the catalogue says, the essential first."""
    hurting = dict.fromkeys(zone for zone, _ in asked)
    often = [labels[zone] for zone in hurting if zone in pattern.essential]
    at_times = [labels[zone] for zone in hurting if zone in pattern.spillover]
    said = [f"Open point: {point.words}" for point in points]
    said += [f"Refers to: {', '.join(often)}"] if often else []
    said += [f"Sometimes to: {', '.join(at_times)}"] if at_times else []
    return tuple(said)


def _sides(muscle: Muscle, pattern: Pattern, asked: list[Place]) -> tuple[str, ...]:
    """Where to feel first: a muscle refers to its own side; pain in the middle leaves both open."""
    if muscle.sides == Muscle.Sides.MIDLINE:
        return (Side.MIDLINE,)
    hurting = {side for zone, side in asked if pattern.strength(zone)}
    sided = tuple(side for side in (Side.LEFT, Side.RIGHT) if side in hurting)
    return sided or (Side.LEFT, Side.RIGHT)
