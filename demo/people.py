"""The invented patients: who they are, why they come, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from demo import names
from demo.complaints import Complaint
from demo.furnishings import INES, MAYA, OWEN, THERAPISTS, TOMAS
from demo.more_complaints import COMPLAINTS, TENSION, WEIGHTS
from demo.randomness import Dice
from patients.models import Patient

KNOWN_BEFORE, CAME_SINCE, STILL_TO_COME = 185, 95, 14
IMPROVES, SLOWLY, STUCK = "improves", "slowly", "stuck"
HOURS_ON_SHARE = {MAYA: 27, TOMAS: 25, INES: 24, OWEN: 24}
_WORK = (
    "Accountant,Architect,Baker,Bricklayer,Bus driver,Care worker,Carpenter,Chef,Civil engineer,Cleaner,Data analyst,"
    "Dental nurse,Dog groomer,Electrician,Estate agent,Farmer,Florist,Gardener,Graphic designer,Hairdresser,"
    "Health visitor,Joiner,Journalist,Lecturer,Librarian,Lorry driver,Midwife,Musician,Nurse,Nursery teacher,"
    "Paramedic,Pharmacist,Photographer,Plumber,Police officer,Postman,Potter,Primary teacher,Programmer,Receptionist,"
    "Roofer,Sculptor,Shop assistant,Social worker,Solicitor,Surveyor,Tailor,Translator,Veterinary nurse,Violinist,"
    "Waiter,Warehouse picker,Yoga teacher"
)
OCCUPATIONS = _WORK.split(",")
_ROADS = (
    "Alder Street,Anchor Road,Beacon Hill,Chandlers Row,Cooper Lane,Dock Street,Elm Grove,Ferry Road,Granary Wharf,"
    "Hawthorn Close,Kiln Lane,Lighthouse Avenue,Marsh View,Net Loft Yard,Orchard Way,Priory Gardens,Quay Street,"
    "Ropewalk,Saltmarsh Drive,Tidemill Road,Weavers Court"
)
STREETS = _ROADS.split(",")
DESK_NOTES = (
    "Prefers a text to a call",
    "Hard of hearing: face them when speaking",
    "Comes with an assistance dog",
    "Rings the bell twice, cannot manage the door",
    "Often ten minutes late: call before moving on",
    "Reading glasses needed: large-print forms",
    "No nut oil in the room",
    "Needs an interpreter on the phone",
    "Would like the same room each time",
    "The employer pays, by invoice",
)
STEP_FREE_NOTE = "Needs a step-free room"


@dataclass(eq=False)
class Person:
    """A patient and the story the demo tells of them; every: weeks between visits, visits: how many are planned."""

    patient: Patient
    woman: bool
    therapist: str
    complaint: Complaint
    began: str
    side: str
    trend: str
    every: int
    visits: int
    due: int
    newcomer: bool


def crowd(day: date, taken: set[str]) -> list[Person]:
    """Everyone but today's cast; a name is given once. due counts days from the demo's day."""
    dice = Dice(day, "people")
    people: list[Person] = []
    for first, last, preferred, woman in christened(dice, taken):
        place = len(people)
        patient = invented(dice, day, (first, last, preferred), woman)
        newcomer = place >= KNOWN_BEFORE
        one = person(dice, patient, woman, newcomer=newcomer)
        one.due = first_call(place - KNOWN_BEFORE) if newcomer else next_in_course(dice, one.every)
        people.append(one)
        if len(people) == KNOWN_BEFORE + CAME_SINCE + STILL_TO_COME:
            break
    return people


def first_call(place: int) -> int:
    """Newcomers come evenly over the twelve weeks; the last ones are booked for the days ahead."""
    return place * 84 // CAME_SINCE - 84 if place < CAME_SINCE else place - CAME_SINCE + 1


def next_in_course(dice: Dice, every: int) -> int:
    """Most older patients are in the middle of a course when the twelve weeks begin; the others come back later."""
    return dice.randint(-85, 7 * every - 85) if dice.happens(0.75) else dice.randint(-75, -40)


def person(dice: Dice, patient: Patient, woman: bool, *, newcomer: bool) -> Person:
    complaint = dice.one(COMPLAINTS, WEIGHTS)
    return Person(
        patient=patient,
        woman=woman,
        therapist=dice.one(THERAPISTS, list(HOURS_ON_SHARE.values())),
        complaint=complaint,
        began=dice.one(complaint.began),
        side=dice.one(("left", "right")),
        trend=IMPROVES if complaint is TENSION else dice.one((IMPROVES, SLOWLY, STUCK), (66, 20, 14)),
        every=dice.one((1, 2, 3, 4), (32, 44, 14, 10)),
        visits=dice.randint(4, 13),
        due=0,
        newcomer=newcomer,
    )


def christened(dice: Dice, taken: set[str]) -> Iterator[tuple[str, str, str, bool]]:
    """Names without end, none twice: given, family, preferred, whether a woman's."""
    yield from (row for row in names.OTHER_SCRIPTS if f"{row[0]} {row[1]}" not in taken)
    seen = set(taken)
    weights = [pool.weight for pool in names.POOLS]
    while True:
        pool = dice.one(names.POOLS, weights)
        # One in seven married across languages.
        families = dice.one(names.POOLS, weights) if dice.happens(1 / 7) else pool
        woman = dice.happens(0.6)
        first = dice.one((pool.women if woman else pool.men).split()).replace("_", " ")
        last = dice.one(families.families.split()).replace("_", " ")
        if f"{first} {last}" not in seen:
            seen.add(f"{first} {last}")
            yield first, last, names.SHORT.get(first, "") if dice.happens(0.5) else "", woman


def invented(dice: Dice, day: date, name: tuple[str, str, str], woman: bool) -> Patient:
    """Someone of 16 to 88 who lives near, with a phone number and an address that reach nobody."""
    age = min(88, max(16, round(dice.gauss(46, 16))))
    patient = Patient(
        first_name=name[0],
        last_name=name[1],
        preferred_name=name[2],
        birth_on=day - timedelta(days=age * 365.25 + dice.randint(1, 364)),
        pronouns=pronouns(dice, woman),
        address=f"{dice.randint(1, 94)} {dice.one(STREETS)}, Port Ellery",
        figure=Patient.Figure.B if woman else Patient.Figure.A,
        occupation=occupation(dice, age),
        step_free=dice.happens(0.12 if age > 68 else 0.015),
    )
    if patient.step_free:
        patient.desk_note = STEP_FREE_NOTE
    elif dice.happens(0.08):
        patient.desk_note = dice.one(DESK_NOTES)
    return patient


def birthday_of(day: date, age: int, number: int) -> date:
    """So that they are this old on the day; the 28th at most, for every month has one."""
    month, of_month = number % 12 + 1, number % 28 + 1
    return date(day.year - age - ((day.month, day.day) < (month, of_month)), month, of_month)


def pronouns(dice: Dice, woman: bool) -> str:
    usual = "she/her" if woman else "he/him"
    return dice.one(("", usual, "they/them"), (46, 50, 4))


def occupation(dice: Dice, age: int) -> str:
    if age > 67 and dice.happens(0.85):
        return f"Retired {dice.one(OCCUPATIONS).lower()}"
    if age < 22 and dice.happens(0.8):
        return "Student"
    return dice.one(OCCUPATIONS) if dice.happens(0.9) else ""


def reachable(day: date, people: list[Person]) -> None:
    """Phone numbers and e-mail addresses, to each their own, that reach nobody; a few have none.

    The numbers are those that Ofcom and the North American plan keep for drama, so that none can ever ring.
    """
    dice = Dice(day, "phones")
    mobile = [f"07700 900{number:03}" for number in dice.sample(range(1000), len(people))]
    city = [f"0151 496 0{number:03}" for number in dice.sample(range(200, 1000), len(people))]
    abroad = [
        f"+1 {area} 555 01{number:02}" for area in ("202", "312", "415", "617") for number in range(100)
    ]
    dice.shuffle(abroad)
    for number, (one, *numbers) in enumerate(zip(people, mobile, city, abroad, strict=False), 1):
        one.patient.phone = one.patient.phone or dice.one([*numbers, ""], (78, 16, 4, 2))
        one.patient.email = f"patient{number:03}@example.test" if dice.happens(5 / 6) else ""
