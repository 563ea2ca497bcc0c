"""The demo's day as it stands at ten to eleven: who was here, who is here, who is still to come."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from demo import helen
from demo.complaints import BETWEEN_BLADES, BUTTOCK, HEADACHE, LOW_BACK, NECK, SHOULDER, Complaint
from demo.diary import STEP, Diary, Visit
from demo.furnishings import (
    CHAIR,
    COMBINED,
    DEEP,
    FIRST,
    INES,
    MAYA,
    OWEN,
    POINTS,
    SWEDISH,
    TOMAS,
    minutes_of,
)
from demo.more_complaints import ELBOW, HEEL, JAW, KNEE, TENSION
from demo.people import IMPROVES, SLOWLY, STEP_FREE_NOTE, STUCK, Person, birthday_of
from patients.models import Patient
from scheduling.models import Status

NOW = minutes_of("10:50")
DONE, HERE, BOOKED = Status.FULFILLED, Status.ARRIVED, Status.BOOKED


class Role(NamedTuple):
    """One line of the day's cast.

    when, minutes, service, therapist, room: the visit. about: figure, age, pronouns, occupation. came: the wall
    time of arrival, or "confirmed" for someone expected. weeks, before: the same hour every so many weeks until now, that many times.
    """

    when: str
    minutes: int
    service: str
    therapist: str
    room: str
    name: str
    about: str
    status: str
    complaint: Complaint
    side: str
    trend: str
    weeks: int = 2
    before: int = 3
    came: str = ""
    note: str = ""
    step_free: bool = False


CAST = (
    Role("08:00", 60, POINTS, MAYA, "Room 1", "Jonas Weber", "a 44 he/him Joiner", DONE, SHOULDER, "right", IMPROVES, 1, 6, "07:56"),
    Role("09:15", 45, DEEP, MAYA, "Room 1", "Sofia Marin", "b 37 she/her Violinist", DONE, NECK, "left", SLOWLY, 2, 4, "09:12"),
    Role("10:15", 60, POINTS, MAYA, "Room 1", "Helen Vasquez", "b 52 she/her Accountant", HERE, HEADACHE, "left", IMPROVES, 2, 0, "10:08"),
    Role("11:30", 60, POINTS, MAYA, "Room 1", "Daniel Osei", "a 61 he/him Lorry driver", BOOKED, LOW_BACK, "right", IMPROVES, 2, 3, "confirmed"),
    Role("14:00", 90, FIRST, MAYA, "Room 1", "Priya Nair", "b 29 she/her Programmer", BOOKED, ELBOW, "right", IMPROVES, 2, 0, note="History form sent, not back yet"),
    Role("15:45", 45, DEEP, MAYA, "Room 1", "Karin Holm", "b 58 she/her Midwife", BOOKED, HEEL, "left", SLOWLY, 3, 3, "confirmed"),
    Role("08:30", 60, SWEDISH, TOMAS, "Room 2", "Luca Bianchi", "a 33 he/him Chef", DONE, TENSION, "left", IMPROVES, 4, 2, "08:24"),
    Role("09:45", 45, POINTS, TOMAS, "Room 2", "Ben Carver", "a 26 - Electrician", Status.NOSHOW, KNEE, "right", SLOWLY, 2, 2),
    Role("10:45", 60, POINTS, TOMAS, "Room 2", "Amara Okafor", "b 71 she/her Retired teacher", HERE, LOW_BACK, "left", IMPROVES, 2, 5, "10:38", step_free=True),
    Role("12:00", 45, POINTS, TOMAS, "Room 2", "Tess Moreau", "b 24 they/them Student", BOOKED, JAW, "right", STUCK, 1, 4),
    Role("14:30", 60, POINTS, TOMAS, "Room 2", "Ruth Adeyemi", "b 66 she/her Lecturer", BOOKED, BUTTOCK, "right", IMPROVES, 2, 4, "confirmed", step_free=True),
    Role("16:00", 60, POINTS, TOMAS, "Room 2", "Ivo Petrov", "a 39 - Translator", Status.PROPOSED, HEADACHE, "right", SLOWLY, 4, 2, note="Asked online at 08:12"),
    Role("11:15", 75, COMBINED, INES, "Room 3", "Grace Lindgren", "b 47 she/her Potter", HERE, BETWEEN_BLADES, "right", IMPROVES, 3, 3, "10:46"),
    Role("15:00", 60, POINTS, INES, "Room 3", "Yusuf Demir", "a 55 he/him Surveyor", BOOKED, SHOULDER, "left", IMPROVES, 2, 4, "confirmed"),
    Role("16:15", 60, POINTS, INES, "Room 3", "Emma Rowe", "b 41 she/her Florist", Status.CANCELLED, NECK, "right", IMPROVES, 2, 2, note="Two others asked for this hour"),
    Role("17:30", 60, POINTS, INES, "Room 2", "Noor Haddad", "b 35 she/her Architect", BOOKED, HEADACHE, "right", IMPROVES, 2, 3),
    Role("08:15", 45, DEEP, OWEN, "Room 3", "Peter Lang", "a 49 he/him Gardener", DONE, LOW_BACK, "left", STUCK, 1, 5, "08:11"),
    Role("09:30", 90, FIRST, OWEN, "Room 3", "Anneli Saar", "b 31 she/her Dancer", HERE, BUTTOCK, "left", IMPROVES, 2, 0, "09:24"),
    Role("13:00", 60, POINTS, OWEN, "Room 2", "Mateo Cruz", "a 28 he/him Paramedic", BOOKED, KNEE, "left", IMPROVES, 2, 2, "confirmed"),
    Role("16:15", 30, CHAIR, OWEN, "Room 3", "Leila Azizi", "b 32 she/her Data analyst", BOOKED, TENSION, "right", IMPROVES, 2, 3),
    Role("17:15", 45, DEEP, OWEN, "Room 3", "Hana Novák", "b 45 she/her Nurse", BOOKED, LOW_BACK, "right", SLOWLY, 3, 2),
)  # fmt: skip
IN_SESSION = (helen.NAME, "Anneli Saar")
NOT_SIGNED = "Sofia Marin"
# The desk's example: her hour with Ines at half past one is free today.
MARTA = Role("13:30", 60, POINTS, INES, "Room 3", "Marta Kowalski", "b 38 she/her Teacher", DONE, NECK, "left", IMPROVES)  # fmt: skip
HELENS_VISITS = ((-70, FIRST, 90), (-56, POINTS, 60), (-35, POINTS, 60), (helen.LAST_VISIT, POINTS, 60))
HELENS_PLANS = (14, 28)


def cast(day: date) -> dict[str, Person]:
    return {role.name: personified(day, role, number) for number, role in enumerate((*CAST, MARTA))}


def personified(day: date, role: Role, number: int) -> Person:
    figure, age, pronouns, occupation = role.about.split(maxsplit=3)
    first, _, last = role.name.partition(" ")
    patient = Patient(
        first_name=first,
        last_name=last,
        pronouns=pronouns.strip("-"),
        birth_on=birthday_of(day, int(age), number),
        figure=figure,
        occupation=occupation,
        address=f"{3 * number + 2} Quay Street, Port Ellery",
        step_free=role.step_free,
        desk_note=STEP_FREE_NOTE if role.step_free else "",
    )
    if role is MARTA:
        patient.phone = "0151 496 0134"
    return Person(
        patient=patient,
        woman=figure == Patient.Figure.B,
        therapist=role.therapist,
        complaint=role.complaint,
        began=role.complaint.began[number % len(role.complaint.began)],
        side=role.side,
        trend=role.trend,
        every=role.weeks,
        visits=0,
        due=0,
        newcomer=role.service == FIRST or role.name == helen.NAME,
    )


def enter(diary: Diary, people: dict[str, Person]) -> None:
    """Write the day into the diary, and the same people's visits at the same hour before and after it."""
    for helens in helens_visits(people[helen.NAME]):
        diary.add(helens)
    for role in CAST:
        person = people[role.name]
        diary.add(visit(role, person, 0, role.status, role.note))
        for offset in (-7 * role.weeks * times for times in range(role.before, 0, -1)):
            come(diary, role, person, offset)
        if role.status == DONE and role.weeks <= 2:
            come(diary, role, person, 7 * role.weeks)
    for offset in (-42, -21):
        come(diary, MARTA, people[MARTA.name], offset)


def come(diary: Diary, role: Role, person: Person, offset: int) -> None:
    """The same hour on another day, unless the therapist is away or the room was someone else's."""
    other = visit(role, person, offset, DONE if offset < 0 else BOOKED)
    at_work = any(since <= other.starts < until for since, until in diary.stretches(role.therapist, offset))
    if at_work and diary.free(role.room, offset, other.starts, other.ends + STEP):
        diary.add(other)


def helens_visits(helen: Person) -> Iterator[Visit]:
    starts = minutes_of("10:15")
    for offset, service, minutes in HELENS_VISITS:
        yield Visit(helen, MAYA, "Room 1", service, offset, starts, minutes)
    for offset in HELENS_PLANS:
        yield Visit(helen, MAYA, "Room 1", POINTS, offset, starts, 60, BOOKED)


def visit(role: Role, person: Person, offset: int, status: str, note: str = "") -> Visit:
    starts = minutes_of(role.when)
    return Visit(person, role.therapist, role.room, role.service, offset, starts, role.minutes, status, note)
