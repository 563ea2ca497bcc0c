"""Treatment notes in the short prose of people who write twenty a week, true to their body maps."""

from dataclasses import dataclass

from demo.cases import Case, Charted
from demo.people import STUCK
from demo.randomness import Dice

HOME_DONE = (
    "Home exercises done most days.",
    "Home exercises every other day.",
    "Did the exercises for a week, then forgot.",
    "No time for the exercises.",
    "",
    "",
)
RESPONSES = (
    "Eased with slow pressure, two rounds of 60 s.",
    "Let go after pressure and a slow stretch.",
    "Released with stripping, then heat.",
    "Twitch on the first pass, soft by the third.",
    "Pressure held for 45 s, repeated after contract and relax.",
)
LITTLE = ("Eased a little.", "Barely changed under pressure.", "Softer, still guarded.")
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
    return {
        "subjective": said(moment),
        "objective": found(moment),
        "assessment": judged(moment),
        "plan": planned(moment),
    }


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


def found(moment: Moment) -> str:
    dice = moment.dice
    gone = [line.spot.words for line in moment.charted if line.news == "gone"]
    new = [line.spot.words for line in moment.charted if line.news == "new"]
    back = [line.spot.words for line in moment.charted if line.news == "back"]
    return joined(
        measured(moment),
        most_tender(moment),
        f"{listed(gone)} no longer tender." if gone else "",
        f"{listed(back)} tender again." if back else "",
        f"New: {', '.join(new)}." if new and not moment.first else "",
        dice.one(COMFORT),
    )


def listed(words: list[str]) -> str:
    """Left soleus and left inner calf."""
    text = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return text[0].upper() + text[1:]


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


def most_tender(moment: Moment) -> str:
    if not moment.charted:
        return "No tender points found."
    worst = max(moment.charted, key=lambda line: line.finding.tenderness_before or 0)
    before, after = worst.finding.tenderness_before or 0, worst.finding.tenderness_after or 0
    if before <= 1:
        return "Nothing tender on the map today."
    response = moment.dice.one(RESPONSES if before - after >= 2 else LITTLE)
    change = f"{before}, down to {after}" if after < before else f"{before}, unchanged"
    return f"Most tender: {worst.spot.words}, {change}. {response}"


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


def planned(moment: Moment) -> str:
    dice, person = moment.dice, moment.case.person
    open_lines = [line for line in moment.charted if line.spot.open]
    stuck = person.trend == STUCK and len(moment.case.pains) >= 4
    start = (
        max(open_lines, key=lambda line: line.finding.tenderness_after or 0).spot.words if open_lines else ""
    )
    weeks = WEEKS[person.every]
    return joined(
        f"Again {weeks}." if not stuck else f"Again {weeks}; if nothing changes then, a letter to the GP.",
        f"Start with the {start}." if start else "",
        f"Home: {dice.one(person.complaint.home)}." if dice.happens(0.8) else "",
        dice.one(ADVICE),
    )
