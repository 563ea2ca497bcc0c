"""How a patient's trigger points change from visit to visit, as body maps record them."""

from dataclasses import dataclass, field
from decimal import Decimal

from demo.complaints import Site
from demo.people import IMPROVES, SLOWLY, STUCK, Person
from demo.randomness import Dice
from sessions import body_map
from sessions.catalogue_models import Muscle
from sessions.models import PointFinding, TriggerPoint

Status, PlacedBy = PointFinding.Status, PointFinding.PlacedBy
# Mean and spread of what a point loses from one visit to the next, in points of the 0-10 scale.
EASING = {IMPROVES: (1.0, 0.6), SLOWLY: (0.45, 0.6), STUCK: (0.0, 0.7)}
# What a treatment takes off within the visit.
RELIEF = {IMPROVES: (2, 3, 3, 4), SLOWLY: (1, 2, 2, 3), STUCK: (0, 1, 1, 2)}


@dataclass(eq=False)
class Spot:
    """A trigger point of the story: level is its tenderness between visits, 0-10."""

    site: Site
    side: str
    level: float
    open: bool = True
    point: TriggerPoint | None = None
    place: body_map.Place | None = None
    findings: list[PointFinding] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.site.words if self.side == "midline" else f"{self.side} {self.site.words}"


@dataclass(eq=False)
class Charted:
    """One line of one visit's body map, with what the note needs to know of it."""

    spot: Spot
    finding: PointFinding
    news: str  # "", "new", "back" or "gone"


class Case:
    """One patient's points over all visits; each treat() is the next one."""

    def __init__(self, dice: Dice, person: Person, muscles: dict[str, Muscle]) -> None:
        self.dice, self.person, self.muscles = dice, person, muscles
        self.chart = f"tp-{person.patient.figure}"
        self.spots: list[Spot] = []
        self.waiting = list(person.complaint.sites)
        self.pains: list[int] = []

    def treat(self, minutes: int) -> list[Charted]:
        """Score the open points, see which are back, find new ones while there is time."""
        returned = [spot for spot in self.spots if not spot.open and self.returns(spot)]
        charted = [self.score(spot, "") for spot in self.spots if spot.open]
        charted += [self.score(spot, "back") for spot in returned]
        charted += [self.score(self.find(), "new") for _ in range(self.room_for_new(charted, minutes))]
        for number, line in enumerate(charted, 1):
            line.finding.number = number
        return charted

    def returns(self, spot: Spot) -> bool:
        """A resolved point may be active again: one in fourteen at each visit."""
        if not self.dice.happens(1 / 14):
            return False
        spot.level = self.dice.uniform(3.5, 5.5)
        return True

    def room_for_new(self, charted: list[Charted], minutes: int) -> int:
        if not self.spots:
            wanted = 4 if minutes >= 90 else self.dice.randint(2, 4) if minutes >= 45 else 2
        else:
            wanted = int(self.dice.happens(0.22))
        return max(0, min(wanted, len(self.waiting), 6 - len(charted)))

    def find(self) -> Spot:
        """The complaint's points in their order, the first ones the most tender."""
        site = self.waiting.pop(0)
        side = body_map.opposite(self.person.side) if site.other_side else self.person.side
        spot = Spot(site, side, self.dice.uniform(5, 8.4) - 0.5 * len(self.spots))
        spot.place = self.placed(spot)
        self.spots.append(spot)
        return spot

    def placed(self, spot: Spot) -> body_map.Place:
        """The site on the chart, a thumb's width about."""
        place = body_map.canonical(self.chart, spot.site.muscle, spot.site.code, spot.side)
        return place._replace(
            x=place.x + self.dice.uniform(-0.006, 0.006), y=place.y + self.dice.uniform(-0.003, 0.003)
        )

    def score(self, spot: Spot, news: str) -> Charted:
        if not news:
            spot.level = min(9.0, max(0.0, spot.level - self.dice.gauss(*EASING[self.person.trend])))
        before = round(spot.level)
        after = max(0, before - self.dice.one(RELIEF[self.person.trend]))
        status = self.status(before)
        spot.open = status != Status.RESOLVED
        gone = "gone" if status == Status.RESOLVED else news
        return Charted(spot, self.write(spot, status, before, after), gone)

    def status(self, before: int) -> str:
        if before <= 1:
            return Status.RESOLVED
        if before <= 3:
            return self.dice.one((Status.LATENT, Status.TENDER_SPOT, Status.ACTIVE), (7, 1, 2))
        return self.dice.one((Status.ACTIVE, Status.LATENT), (9, 1)) if before <= 4 else Status.ACTIVE

    def write(self, spot: Spot, status: str, before: int | None, after: int | None) -> PointFinding:
        """A finding of the spot; the point itself is made with its first one."""
        last = spot.findings[-1] if spot.findings else None
        carried = last if last and last.status != Status.RESOLVED else None
        spot.point = spot.point or TriggerPoint(
            patient=self.person.patient,
            muscle=self.muscles[spot.site.muscle],
            side=spot.side,
            code=spot.site.code,
        )
        assert spot.place
        finding = PointFinding(
            point=spot.point,
            chart=self.chart,
            chart_version=body_map.VERSION,
            view=spot.place.view,
            x=Decimal(f"{spot.place.x:.4f}"),
            y=Decimal(f"{spot.place.y:.4f}"),
            status=status,
            tenderness_before=before,
            tenderness_after=after,
            previous=carried,
            placed_by=PlacedBy.CARRIED if carried else self.dice.one((PlacedBy.TAP, PlacedBy.SEARCH), (5, 1)),
            key=self.dice.number(),
        )
        spot.findings.append(finding)
        return finding

    def feel(self, charted: list[Charted]) -> tuple[int, int | None]:
        """Pain as a whole, before and after the visit: near the most tender points, and a little its own."""
        worst = sorted((line.finding.tenderness_before or 0 for line in charted), reverse=True)[:2]
        level = sum(worst) / len(worst) - self.dice.choice((0, 1, 1, 2)) if worst else 1
        before = min(9, max(0 if self.pains else 3, round(level)))
        self.pains.append(before)
        return before, max(0, before - self.dice.one(RELIEF[self.person.trend]))
