"""Who belongs to whom, how everyone is reached, and the untidy corners of a register that is in use."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from demo.people import Person, birthday_of
from demo.randomness import Dice
from patients import contacts
from patients.models import Patient, PatientContact, PatientTag, ReferralSource, Relation, Tag

EMMA, LILY, HELEN, JONAS, SOFIA = "Emma Rowe", "Lily Rowe", "Helen Vasquez", "Jonas Weber", "Sofia Marin"
SOURCES = (
    "friend",
    "physician",
    "health_professional",
    "search",
    "map",
    "sports_club",
    "employer",
    "returning",
)
OFTEN = (34, 18, 10, 16, 9, 6, 4, 3)
PRACTICES = ("Harbour Surgery", "Quay Street Practice", "Lighthouse Medical Centre")
DOCTORS = ("Dr Amrit Gill", "Dr Fiona Kerr", "Dr Samuel Adeyemi", "Dr Lena Hofmann")
LANGUAGES = ("Polish", "Arabic", "Ukrainian", "Cantonese", "British Sign Language", "Portuguese")
TAGS = {"Harbour Choir": 9, "Ropewalk Runners": 14, "Ellery Fire Station": 6, "Teaching subject": 4}


def tell(day: date, people: Sequence[Person]) -> None:
    """What the desk asked each of them; before they are saved."""
    dice = Dice(day, "about")
    known = {source.pk: source for source in ReferralSource.objects.all()}
    for one in people:
        patient = one.patient
        patient.referral = known[dice.one(SOURCES, OFTEN)] if dice.happens(0.8) else None
        if dice.happens(0.55):
            patient.physician, patient.practice = dice.one(DOCTORS), dice.one(PRACTICES)
            patient.physician_phone = f"0151 496 00{PRACTICES.index(patient.practice) + 11}"
        if dice.happens(0.06):
            patient.language, patient.interpreter = dice.one(LANGUAGES), dice.happens(0.4)


def others(day: date, cast: Mapping[str, Patient]) -> list[Patient]:
    """A child, two people who are on the register twice, one who moved away and one who died."""
    emma, jonas, sofia = (cast[name] for name in (EMMA, JONAS, SOFIA))
    lily = _added(
        "Lily Rowe", birthday_of(day, 12, 5), phone=emma.phone, email=emma.email, address=emma.address
    )
    lily.pronouns = "she/her"
    people = [
        lily,
        _added("Jonas Webber", jonas.birth_on, phone="0151 496 0151", address=jonas.address),
        _added("Sofía Marín", None, phone=sofia.phone, email="sofia.marin@example.test"),
        _added(
            "Greta Olsen", birthday_of(day, 39, 8), phone="0151 496 0152",
            standing=Patient.Standing.ARCHIVED, archived_why="Moved to Leeds",
        ),
        _added(
            "Albert Finch", birthday_of(day, 84, 2), phone="0151 496 0153",
            standing=Patient.Standing.DECEASED, died_on=day - timedelta(days=40),
        ),
    ]  # fmt: skip
    for patient in people:
        patient.registered_at = emma.registered_at
    return people


def settle(day: date, patients: Sequence[Patient]) -> None:
    """Save how everyone is reached, who is around them and their tags; the patients have their keys."""
    by_name = {f"{patient.first_name} {patient.last_name}": patient for patient in patients}
    PatientContact.objects.bulk_create(_contacts(patients, by_name[HELEN]), 500)
    Relation.objects.bulk_create(_relations(by_name))
    dice = Dice(day, "tags")
    for word, many in TAGS.items():
        tag = Tag.objects.create(name=word)
        bearers = dice.sample([patient for patient in patients if not patient.is_archived], many)
        PatientTag.objects.bulk_create(PatientTag(patient=patient, tag=tag) for patient in bearers)


def _added(name: str, born: date | None, **fields: Any) -> Patient:
    first, _, last = name.partition(" ")
    return Patient(first_name=first, last_name=last, birth_on=born, **fields)


def _contacts(patients: Sequence[Patient], helen: Patient) -> Iterator[PatientContact]:
    for patient in patients:
        for way in PatientContact.Way.values:
            if value := getattr(patient, way):
                row = contacts.row(patient, way, value)
                row.preferred = True
                yield row
    yield contacts.row(helen, "phone", "0151 496 0155 ext 12", PatientContact.Kind.WORK)


def _relations(people: Mapping[str, Patient]) -> list[Relation]:
    emma, lily, helen = (people[name] for name in (EMMA, LILY, HELEN))
    all_of_it, times = Relation.Knows.ALL, Relation.Knows.TIMES
    return [
        Relation(patient=lily, other=emma, kind="parent", knows=all_of_it, emergency=True, signs=True),
        Relation(patient=lily, name="Anna Rowe", phone="0151 496 0156", kind="grandparent", knows=times),
        Relation(patient=emma, name="Tom Rowe", phone="0151 496 0157", kind="partner", emergency=True),
        Relation(
            patient=helen,
            name="Ben Vasquez",
            phone="0151 496 0158",
            kind="partner",
            knows=times,
            emergency=True,
        ),
    ]
