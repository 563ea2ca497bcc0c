"""What the invented patients said about their health; of today's, exactly one must not be treated."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from demo.furnishings import House, minutes_of, moment
from demo.people import Person
from demo.randomness import Dice
from patients.models import Answer, CautionRule, MedicalHistory

# What the clinic asked on paper, before it had a questionnaire; a few have not answered more since.
ON_PAPER = ("dvt_current", "anticoagulant", "bp_controlled", "surgery_recent", "fever_infection")
UNSURE = {"undiagnosed_lump", "dizziness_unexplained"}


class Condition(NamedTuple):
    """share: of the people between the two ages who have it; only: b for women, a for men, empty for all."""

    rule: str
    share: float
    youngest: int
    oldest: int
    since: str
    details: str
    only: str = ""


LIMITS = (
    Condition("antiplatelet", 0.16, 52, 90, "2024", "Aspirin 75 mg, daily"),
    Condition("anticoagulant", 0.06, 60, 90, "2023", "Apixaban, twice daily"),
    Condition("bp_controlled", 0.24, 48, 90, "2021", "Tablets, 128/80 at the last check"),
    Condition("varicose_veins", 0.12, 38, 90, "2011", "Left calf"),
    Condition("osteoporosis", 0.18, 62, 90, "2022", "Found on a scan; no fracture", "b"),
    Condition("implant_hardware", 0.12, 58, 90, "2020", "Right knee replacement"),
    Condition("diabetes", 0.08, 40, 90, "2019", "Type 2, tablets; feet checked in June"),
    Condition("product_allergy", 0.07, 16, 90, "childhood", "Nut oil"),
    Condition("hypermobility", 0.06, 16, 45, "childhood", "Elbows and thumbs bend back"),
    Condition("position_limits", 0.09, 16, 90, "", "Reflux: raised head, please"),
    Condition("fibromyalgia", 0.03, 28, 70, "2020", "Flares after heavy pressure"),
    Condition("epilepsy", 0.02, 16, 70, "2015", "No seizure for six years"),
    Condition("sensory_loss", 0.03, 45, 90, "", "Two toes of the left foot"),
    Condition("cancer_history", 0.03, 48, 90, "2018", "Treated, discharged in 2023"),
    Condition("pregnancy_later", 0.05, 24, 41, "", "22 weeks, no complications", "b"),
    Condition("pacemaker", 0.03, 66, 90, "2022", "Left side"),
    Condition("trauma_history", 0.03, 20, 70, "", "Please say before you touch"),
    Condition("injection_site", 0.03, 30, 80, "", "Steroid last week, right shoulder"),
)
LETTERS = (
    Condition(
        "dvt_history", 0.045, 30, 85, "2022", "Right calf, after a flight. Letter of 3 September on file"
    ),
    Condition("heart_disease", 0.05, 58, 90, "2020", "Stable angina. Cardiology letter on file"),
    Condition("stroke_history", 0.025, 58, 90, "2021", "Small stroke, recovered. Letter on file"),
    Condition("radiculopathy", 0.045, 32, 75, "", "L5 right, stable. Letter from the spinal clinic"),
    Condition("osteoporosis_fracture", 0.03, 66, 90, "2023", "Wrist. Letter on file", "b"),
    Condition(
        "surgery_recent", 0.035, 25, 75, "", "Gallbladder, keyhole, four weeks ago. Asked for a letter"
    ),
    Condition("dizziness_unexplained", 0.02, 30, 80, "", "The GP knows; tests in two weeks"),
    Condition("undiagnosed_lump", 0.015, 30, 80, "", "Forearm; seeing the GP on Friday"),
)
# Of today's cast: rule, since, details. Not listed: nothing to tell. None: not asked yet.
CAST_ANSWERS: dict[str, list[tuple[str, str, str]] | None] = {
    "Helen Vasquez": [
        ("antiplatelet", "", "Aspirin 75 mg, daily for two weeks now"),
        ("varicose_veins", "2011", "Left calf"),
        ("product_allergy", "childhood", "Nut oil"),
    ],
    "Sofia Marin": [("hypermobility", "childhood", "Fingers, elbows")],
    "Jonas Weber": [("dvt_history", "2022", "Right calf, after a flight")],
    "Daniel Osei": [
        ("bp_controlled", "2020", "Tablets, 132/84 in October"),
        ("heart_disease", "2021", "Stable angina, walks an hour a day"),
        ("hernia", "2019", "Left groin, small"),
    ],
    "Karin Holm": [
        ("dvt_current", "", "Left calf, found on a scan five weeks ago"),
        ("anticoagulant", "", "Apixaban, twice daily, for five weeks"),
    ],
    "Amara Okafor": [("osteoporosis", "2021", "Found on a scan; no fracture")],
    "Ruth Adeyemi": [
        ("implant_hardware", "2022", "Right hip replacement"),
        ("bp_controlled", "2018", "Tablets"),
    ],
    "Peter Lang": [("position_limits", "", "Reflux: raised head, please")],
    "Yusuf Demir": [("diabetes", "2017", "Type 2, tablets")],
    "Anneli Saar": [("product_allergy", "2019", "Adhesive tape")],
    "Leila Azizi": [("pregnancy_later", "", "19 weeks, no complications")],
    "Noor Haddad": [("epilepsy", "2012", "No seizure for eight years")],
    "Priya Nair": None,
    "Grace Lindgren": None,
}
# Who answered again: days from the demo's day, wall time, how many of the answers above were known before.
ANSWERED_AGAIN = {"Karin Holm": (0, "07:52", 0), "Helen Vasquez": (-14, "10:02", 2)}


def histories(
    house: House, crowd: list[Person], cast: dict[str, Person], rules: dict[str, CautionRule]
) -> Iterator[tuple[MedicalHistory, list[Answer]]]:
    """Each patient's versions, with their answers; one in ten has not sent the form back.

    Most of those were asked on paper at their first visit and had nothing to tell.
    """
    dice, fully = Dice(house.day, "health"), Dice(house.day, "how fully they answered")
    at_the_door = Dice(house.day, "asked at the door")
    for person in crowd:
        if dice.happens(0.9):
            asked = rules if fully.happens(0.85) else ON_PAPER
            yield answered(person, rules, conditions(dice, house, person), asked=asked)
        elif at_the_door.happens(0.75):
            yield answered(person, rules, [], asked=ON_PAPER)
    for name, person in cast.items():
        told = CAST_ANSWERS.get(name, [])
        if told is None:
            continue
        offset, wall_time, known = ANSWERED_AGAIN.get(name, (0, "", len(told)))
        yield answered(person, rules, told[len(told) - known :], asked=rules)
        if wall_time:
            again = moment(house.day + timedelta(days=offset), minutes_of(wall_time))
            yield answered(person, rules, told, asked=rules, version=2, at=again)


def conditions(dice: Dice, house: House, person: Person) -> list[tuple[str, str, str]]:
    age = person.patient.age_on(house.day) or 0
    return [
        (condition.rule, condition.since, condition.details)
        for condition in (*LIMITS, *LETTERS)
        if condition.youngest <= age <= condition.oldest
        and condition.only in {"", person.patient.figure}
        and dice.happens(condition.share)
    ]


def answered(
    person: Person,
    rules: dict[str, CautionRule],
    told: list[tuple[str, str, str]],
    *,
    asked: Iterable[str],
    version: int = 1,
    at: datetime | None = None,
) -> tuple[MedicalHistory, list[Answer]]:
    """One version as the patient sent it by the link, soon after registering unless told when."""
    history = MedicalHistory(
        patient=person.patient,
        version=version,
        answered_at=at or person.patient.registered_at + timedelta(minutes=25),
        source=MedicalHistory.Source.PATIENT,
        reason_for_visit=f"{person.complaint.words.format(side=person.side)}, {person.began}",
    )
    yes = {rule for rule, _, _ in told}
    answers = [Answer(history=history, rule=rules[rule], answer="no") for rule in asked if rule not in yes]
    answers += [
        Answer(history=history, rule=rules[rule], answer=certainty(rule), since=since, details=details)
        for rule, since, details in told
    ]
    return history, answers


def certainty(rule: str) -> str:
    """Lumps and dizziness are what people are least sure about."""
    return Answer.Choice.UNSURE if rule in UNSURE else Answer.Choice.YES
