"""Helen Vasquez, whose story the tour of Softhold tells: four visits behind her, the fifth under way."""

from demo.cases import Case, Charted, Spot, Status
from demo.complaints import Site

NAME = "Helen Vasquez"
LAST_VISIT = -14
ACTIVE, LATENT, RESOLVED = Status.ACTIVE, Status.LATENT, Status.RESOLVED
POINTS = (
    (Site("trapezius_upper", "TrP1", "upper trapezius"), "left"),
    (Site("levator_scapulae", "LS1", "levator scapulae"), "left"),
    (Site("infraspinatus", "IS2", "infraspinatus"), "right"),
    (Site("suboccipitals", "SO1", "suboccipitals"), "left"),
    (Site("rhomboid_major", "RM1", "rhomboid major"), "right"),
    (Site("scm_sternal", "ST2", "sternocleidomastoid"), "left"),
)
# A row for each visit: of each point in the order above its status, before and after; none where it is gone.
VISITS = (
    ((ACTIVE, 9, 6), (ACTIVE, 8, 6), (ACTIVE, 7, 5), (ACTIVE, 8, 5), (LATENT, 5, 4), (ACTIVE, 4, 2)),
    ((ACTIVE, 8, 5), (ACTIVE, 8, 5), (ACTIVE, 5, 3), (ACTIVE, 7, 4), (LATENT, 4, 3), (LATENT, 3, 1)),
    ((ACTIVE, 8, 4), (ACTIVE, 7, 5), (LATENT, 4, 2), (ACTIVE, 7, 4), (LATENT, 4, 2), (RESOLVED, 1, 0)),
    ((ACTIVE, 7, 4), (ACTIVE, 7, 5), (LATENT, 4, 2), (ACTIVE, 6, 3), (LATENT, 3, 2), None),
    ((ACTIVE, 7, 3), (ACTIVE, 6, 4), (LATENT, 4, 2), (ACTIVE, 6, None), (LATENT, None, None), None),
)
PAINS = ((8, 6), (7, 5), (5, 3), (4, 2), (3, None))
LAST_NOTE = {
    "subjective": "Sleeps through now. Headache on two days a week, was five. The left side still leads."
    " Aspirin daily for two weeks now, after a check-up. New chair ordered at work.",
    "objective": "Neck rotation to the left 66° before, 72° after. Most tender: left upper trapezius and left"
    " levator scapulae, 7. The levator eased only after the suboccipitals let go.",
    "assessment": "Pain before the visit 8 at the start, 4 today: a change that matters to her. Pressure kept at"
    " 3 of 5 because of the aspirin.",
    "plan": "Left side first. Start with the suboccipitals, then look at the levator again. Ask about the new chair."
    " Chin tucks daily, ball release when not too sore. Again in two weeks.",
}
TODAY = "Headache down to one day a week. No new medicine. The new chair has come, she sits higher."


class HelensCase(Case):
    """The same rows of figures each time, whatever the dice say elsewhere."""

    def treat(self, minutes: int) -> list[Charted]:
        visit = VISITS[len(self.pains)]
        if not self.spots:
            self.spots = [Spot(site, side, 0) for site, side in POINTS]
            for spot in self.spots:
                spot.place = self.placed(spot)
        charted = [
            Charted(
                spot, self.write(spot, *row), "gone" if row[0] == RESOLVED else "" if self.pains else "new"
            )
            for spot, row in zip(self.spots, visit, strict=True)
            if row
        ]
        for number, line in enumerate(charted, 1):
            line.finding.number = number
        return charted

    def feel(self, charted: list[Charted]) -> tuple[int, int | None]:
        before, after = PAINS[len(self.pains)]
        self.pains.append(before)
        return before, after
