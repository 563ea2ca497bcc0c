"""What was felt and done at the demo clinic's points, within what the patients' cautions allow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from clinic import clock
from demo.cases import Charted
from demo.charts import Sheet
from demo.randomness import Dice
from patients import screening
from patients.effects import combine
from patients.models import MedicalHistory
from sessions.models import FoundReferral, PointFinding, Referral, Treatment, Zone
from sessions.off_limits import OffLimits, on_the_map

TECHNIQUES = (
    "pressure_release",
    "ischemic_compression",
    "stripping",
    "myofascial_release",
    "muscle_energy_pir",
)
OFTEN = (9, 2, 4, 2, 2)
# Where anything at all is banned, the demo's therapists keep to these.
GENTLE = ("myofascial_release", "positional_release")
HOLDS = (30, 45, 60, 60, 75, 90)
HELD = {"pressure_release", "ischemic_compression", "positional_release"}
QUALITIES = (("ache", "pressure", "tingling", "sharp"), (8, 3, 1, 1))
DEEPEST = 5  # of the scale of pressure
ASTRAY = 0.15  # of all sensations
KEY_AND_SATELLITE = (("trapezius_upper", "TrP1"), ("suboccipitals", "SO1"))


@dataclass
class Given:
    """Rows to be saved after the findings, in their order."""

    treatments: list[Treatment] = field(default_factory=list)
    referrals: list[FoundReferral] = field(default_factory=list)


def give(day: date, sheets: list[Sheet], histories: list[MedicalHistory]) -> Given:
    """Fill in the findings, and hang from each what was done and where it referred."""
    told = {history.patient_id: history for history in sorted(histories, key=lambda one: one.version)}
    rules = screening.all_rules()
    allowed: dict[int, OffLimits] = {}
    given, dice = Given(), Dice(day, "treatments")
    sensation = Sensation(day)
    for sheet in sheets:
        patient = sheet.session.patient_id
        if patient not in allowed:
            on = clock.local(sheet.session.started_at).date()
            cautions = screening.cautions(told.get(patient), on=on, rules=rules)
            allowed[patient] = on_the_map(combine(cautions))
        done: list[Treatment] = []
        for line in sheet.charted:
            felt(dice, line)
            rows = done_at(dice, sheet, line.finding, allowed[patient], len(done))
            found = sensation.referred(dice, line)
            hang(line.finding, rows, found)
            done += rows
            given.referrals += found
        related(sheet)
        given.treatments += done
    return given


def felt(dice: Dice, line: Charted) -> None:
    """Signs are tested when a point is new or back; later visits press it and ask."""
    finding = line.finding
    if finding.tenderness_before is None:
        return
    wanted = finding.status in {"active", "latent"}
    if line.news in {"new", "back"} or dice.happens(0.15):
        finding.taut_band = "yes" if wanted else dice.one(("no", "yes"))
        finding.spot_tender = "yes"
        finding.referred_sensation = dice.one(("yes", "no", "not_tested"), (6, 2, 2)) if wanted else "no"
        finding.local_twitch = dice.one(("yes", "no", "not_tested"), (2, 2, 6))
        finding.recognition = "yes" if finding.status == "active" else dice.one(("no", "partly"))


def done_at(
    dice: Dice, sheet: Sheet, finding: PointFinding, allowed: OffLimits, before: int
) -> list[Treatment]:
    """One technique at each point that was pressed again afterwards."""
    if finding.tenderness_after is None or finding.status == "resolved":
        return []
    limits = allowed.limits_for(finding.point.muscle_id, finding.point.side)
    technique = dice.one(GENTLE) if limits.bans else dice.one(TECHNIQUES, OFTEN)
    eased = (finding.tenderness_before or 0) - finding.tenderness_after
    treatment = Treatment(
        treatment_session=sheet.session,
        finding=finding,
        technique=technique,
        contact=dice.one(("thumb", "finger", "knuckle", "elbow", ""), (6, 2, 1, 1, 2)),
        pressure=min(limits.cap or DEEPEST, dice.one((2, 3, 4), (3, 6, 2))),
        hold_seconds=dice.one(HOLDS) if technique in HELD else None,
        repetitions=dice.one((None, 2, 3), (2, 5, 2)),
        order=before + 1,
        response="released" if eased >= 3 else "partly" if eased else "unchanged",
        key=dice.number(),
    )
    return [treatment]


class Sensation:
    """Where a point's sensation goes: mostly to zones that its muscle is known for, now and then beside them."""

    def __init__(self, day: date) -> None:
        self._astray, self._zones = Dice(day, "sensation"), Zone.objects.in_bulk()
        self._known: dict[str, list[str]] = {}
        self._all: dict[str, set[str]] = {}
        for one in Referral.objects.order_by("pk"):
            self._all.setdefault(one.muscle_id, set()).add(one.zone_id)
            if one.essential:
                self._known.setdefault(one.muscle_id, []).append(one.zone_id)

    def referred(self, dice: Dice, line: Charted) -> list[FoundReferral]:
        """One or two zones of a point where any was felt."""
        finding = line.finding
        if finding.referred_sensation != "yes":
            return []
        finding.quality = dice.one(*QUALITIES)
        muscle = finding.point.muscle_id
        felt = self._known.get(muscle, [])[: dice.randint(1, 2)]
        if self._astray.happens(ASTRAY) and (beside := self._beside(muscle)):
            felt = [self._astray.one(beside)]
        zones = [self._zones[slug] for slug in felt]
        return [FoundReferral(finding=finding, zone=zone, side=side_of(finding, zone)) for zone in zones]

    def _beside(self, muscle: str) -> list[str]:
        """Zones that muscles with a main one in common are known for, and it is not."""
        main = set(self._known.get(muscle, []))
        near = (zones for zones in self._known.values() if main & set(zones))
        return sorted(set().union(*near) - self._all.get(muscle, set()))


def side_of(finding: PointFinding, zone: Zone) -> str:
    sides = zone.possible_sides
    return finding.point.side if finding.point.side in sides else sides[0]


def related(sheet: Sheet) -> None:
    """The upper trapezius leads the suboccipitals where one visit has both on the same side."""
    at = {(one.point.muscle_id, one.point.code, one.point.side): one for one in sheet.findings}
    (key, key_code), (satellite, satellite_code) = KEY_AND_SATELLITE
    for side in ("left", "right"):
        one, other = at.get((key, key_code, side)), at.get((satellite, satellite_code, side))
        if one and other:
            one.relation, other.relation, other.parent = "key", "satellite", one


def hang(finding: PointFinding, treatments: list[Treatment], referrals: list[FoundReferral]) -> None:
    """So that signing reads them from the finding without asking the database, which has none of them yet."""
    vars(finding)["_prefetched_objects_cache"] = {
        "treatments": at_hand(Treatment.objects.all(), treatments),
        "found_referrals": at_hand(FoundReferral.objects.all(), referrals),
    }


def at_hand(rows: QuerySet, known: Iterable) -> QuerySet:
    rows._result_cache = list(known)  # noqa: SLF001
    return rows
