"""What people who write twenty notes a week add to what their body maps say."""

from dataclasses import dataclass

from demo.cases import Case, Charted
from demo.people import STUCK
from demo.randomness import Dice
from sessions.models import TreatmentSession
from sessions.writing.models import Conduct

HOME_DONE = (
    "Home exercises done most days.",
    "Home exercises every other day.",
    "Did the exercises for a week, then forgot.",
    "No time for the exercises.",
    "",
    "",
)
COMFORT = (
    "Comfortable throughout.",
    "Breath slower by the end.",
    "Asked for a little less pressure.",
    "Warm towels on the back before and after.",
    "",
    "",
)
REACTIONS = (
    "Sore for a day after the last visit, then better.",
    "Light for two days after the last visit.",
    "No soreness after the last visit.",
    "",
    "",
    "",
)
BETTER = (
    "Pain before the visit {first} at the start, {now} today: a change that matters.",
    "From {first} to {now} since the first visit. On course.",
    "Clearly better: {first} at the start, {now} now. Space the visits out if it lasts.",
)
UNCERTAIN = (
    "A little easier on the table, too early to call.",
    "Steady. Points respond, the week undoes some of it.",
    "No clear change in pain yet.",
)
WEEKS = {1: "next week", 2: "in two weeks", 3: "in three weeks", 4: "in four weeks"}
ADVICE = ("Expect a day of soreness.", "Drink and walk today, no sport.", "Heat tonight if sore.", "", "")


@dataclass
class Moment:
    """What one note is about: the visit's place in the case, its points, the pain before and after."""

    case: Case
    charted: list[Charted]
    before: int
    after: int
    dice: Dice

    @property
    def first(self) -> bool:
        return len(self.case.pains) == 1

    @property
    def eased(self) -> int:
        """Since the visit before; below nothing when it is worse."""
        pains = self.case.pains
        return pains[-2] - pains[-1] if len(pains) > 1 else 0


def write(moment: Moment) -> dict[str, str]:
    """The sections that a therapist writes; the map writes the other two."""
    return {"subjective": said(moment), "assessment": judged(moment)}


def conducted(moment: Moment, session: TreatmentSession, minutes: int) -> Conduct:
    """How the visit was done, with the lines that were clicked into what the map writes."""
    dice, home = moment.dice, moment.case.person.complaint.home
    swedish = dice.choice((0, 0, 10, 15)) if minutes >= 45 else 0
    found = [measured(moment), dice.one(COMFORT)]
    advice = dice.one(ADVICE)
    return Conduct(
        treatment_session=session,
        trigger_point=minutes - 10 - swedish,
        swedish=swedish or None,
        positions=dice.one((["prone"], ["prone", "supine"], ["supine"], ["seated"])),
        draping="full",
        tolerance=dice.one(("well", "well", "well", "discomfort", "reduced")),
        home_care=dice.one(home) if dice.happens(0.8) else "",
        next_visit=again(moment),
        lines={
            "objective": [line for line in found if line],
            "plan": [advice] if advice else [],
        },
    )


def joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def sided(moment: Moment, words: str) -> str:
    return words.format(side=moment.case.person.side)


def said(moment: Moment) -> str:
    dice, person = moment.dice, moment.case.person
    complaint = person.complaint
    if moment.first:
        worse, more = dice.sample(complaint.worse_with, 2)
        return joined(
            sided(moment, f"{complaint.words}, {person.began}."),
            f"Worse with {worse} and {more}; better with {dice.one(complaint.eases_with)}.",
            f"Pain {moment.before} of 10 today.",
        )
    phrases = complaint.improved if moment.eased > 0 else complaint.unchanged
    if moment.eased <= -2:
        phrases = complaint.worse
    elif moment.eased <= 0 and moment.before <= 2:
        phrases = [
            "Keeps well, here to stay so.",
            "No complaint since the last visit.",
            *complaint.improved[:1],
        ]
    return joined(
        sided(moment, dice.one(phrases)),
        dice.one(REACTIONS),
        dice.one(HOME_DONE),
        f"Pain {moment.before} today." if dice.happens(0.4) else "",
    )


def measured(moment: Moment) -> str:
    """The complaint's own test, further along the less it hurts."""
    name, bad, good, unit = moment.case.person.complaint.test
    start = max(moment.case.pains[0], 1)

    def value(pain: float) -> int:
        return round(bad + (good - bad) * (1 - min(pain, start) / start))

    before = value(moment.before)
    after = value(moment.before - 0.6 * (moment.before - moment.after))
    if before == after:
        return sided(moment, f"{name} {before}{unit} before and after.")
    return sided(moment, f"{name} {before}{unit} before, {after}{unit} after.")


def judged(moment: Moment) -> str:
    """Two points or more since the start is what people notice (Farrar 2001, Pain 94:149)."""
    pains = moment.case.pains
    if moment.first:
        muscles = [line.spot.words for line in moment.charted[:2]]
        return f"Fits referred pain from {' and '.join(muscles)}." if muscles else ""
    lost = pains[0] - pains[-1]
    if pains[-1] <= 1:
        return "Settled. From here on to keep it so."
    if lost >= 2:
        return moment.dice.one(BETTER).format(first=pains[0], now=pains[-1])
    if moment.eased <= -2:
        return "A setback after load, not a new problem: the same points as before."
    if moment.case.person.trend == STUCK and len(pains) >= 4:
        return f"No real change in {len(pains)} visits. Points ease on the table and return within days."
    return moment.dice.one(UNCERTAIN)


def again(moment: Moment) -> str:
    """In two weeks. Start with the left levator scapulae."""
    person = moment.case.person
    open_lines = [line for line in moment.charted if line.spot.open]
    stuck = person.trend == STUCK and len(moment.case.pains) >= 4
    weeks = WEEKS[person.every]
    when = f"{weeks}; if nothing changes then, a letter to the GP" if stuck else weeks
    if not open_lines:
        return when
    worst = max(open_lines, key=lambda line: line.finding.tenderness_after or 0)
    return f"{when}. Start with the {worst.spot.words}"
