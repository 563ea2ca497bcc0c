"""The house and who works in it: clinic, rooms, services, staff, working hours and time off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password

from clinic import clock
from clinic.models import Clinic, Role, Staff
from clinic.sign_in import demo_password
from scheduling.models import STEP_FREE, ChairDay, Location, Room, Service, TimeOff, WorkingHours

LIFT = "hydraulic table"
MAYA, TOMAS, INES, OWEN, JOAN, ROSA = "maya", "tomas", "ines", "owen", "joan", "rosa"
THERAPISTS = (MAYA, TOMAS, INES, OWEN)
# Who would also run a clinic alone.
CLINICAL_LEAD = OWEN

STAFF = (
    (MAYA, "Maya Lindqvist", 1, [Role.THERAPIST]),
    (TOMAS, "Tomas Reyes", 2, [Role.THERAPIST]),
    (INES, "Ines Ferreira", 3, [Role.THERAPIST]),
    (OWEN, "Owen Clarke", 4, [Role.THERAPIST, Role.FRONT_DESK, Role.ADMIN]),
    (JOAN, "Joan Tully", 2, [Role.FRONT_DESK]),
    (ROSA, "Rosa Delgado", 3, [Role.ADMIN]),
)
# Invented, and no body's number.
PROFESSION, REGISTER = "Soft tissue therapist", "Register of Soft Tissue Therapists"
REGISTERED = {MAYA: "20417", TOMAS: "S1188 (student)", INES: "18650", OWEN: "09532"}
# The most minutes of treatment in a day; the others set themselves no limit.
HANDS_ON = {MAYA: 480, TOMAS: 450}
PHONES = {MAYA: "07700 900471", TOMAS: "07700 900482", INES: "07700 900493", OWEN: "07700 900404"}
ROOMS: tuple[tuple[str, list[str]], ...] = (("Room 1", []), ("Room 2", [STEP_FREE, LIFT]), ("Room 3", []))

POINTS, DEEP, COMBINED, FIRST, SWEDISH, CHAIR, AT_HOME = (
    "Trigger point",
    "Deep tissue",
    "Combined",
    "First visit",
    "Swedish",
    "Chair",
    "At home",
)
# What is offered: name, lengths in minutes, only as a first visit.
SERVICES = (
    (POINTS, [60, 45, 30], False),
    (DEEP, [60, 45], False),
    (COMBINED, [75], False),
    (FIRST, [90], True),
    (SWEDISH, [60], False),
    (CHAIR, [30, 15], False),
    (AT_HOME, [60, 90], False),
)
CATEGORIES = {
    POINTS: Service.Category.POINTS,
    DEEP: Service.Category.DEEP,
    COMBINED: Service.Category.COMBINED,
    FIRST: Service.Category.ASSESSMENT,
    SWEDISH: Service.Category.SWEDISH,
    CHAIR: Service.Category.CHAIR,
    AT_HOME: Service.Category.COMBINED,
}
# The two stretches around lunch. Three rooms for four people: Owen is away while the others are busiest.
HOURS = {
    MAYA: ("08:00", "12:45", "13:45", "18:00"),
    TOMAS: ("08:30", "13:00", "14:00", "17:30"),
    INES: ("11:00", "12:45", "13:30", "19:00"),
    OWEN: ("08:00", "11:15", "13:00", "18:30"),
}
# Whose time off, first day and days counted from the demo's day, wall times (none: the whole day), why.
TIME_OFF = (
    (TOMAS, -40, 6, None, "Leave"),
    (INES, -53, 5, None, "Leave"),
    (MAYA, -17, 1, None, "Ill"),
    (OWEN, -25, 1, ("13:00", "18:30"), "First-aid course"),
    (INES, 2, 1, ("16:00", "19:00"), "Course"),
    (MAYA, 6, 1, ("08:00", "10:00"), "Supervision"),
    (OWEN, 9, 2, None, "Leave"),
    ("Room 3", 5, 1, ("08:00", "11:00"), "Table being serviced"),
)


def moment(day: date, minutes: int) -> datetime:
    """The instant at which the clinic's wall clock shows so many minutes after midnight."""
    return clock.instant(day, time(minutes // 60, minutes % 60))


def minutes_of(wall_time: str) -> int:
    hours, minutes = wall_time.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass
class House:
    """What must stand before the first patient calls; by the short names used throughout the demo."""

    day: date
    clinic: Clinic
    location: Location
    staff: dict[str, Staff]
    rooms: dict[str, Room]
    services: dict[str, Service]
    hours: list[WorkingHours]
    time_off: list[TimeOff]
    chair_days: list[ChairDay] = field(default_factory=list)


def build(day: date) -> House:
    """An unsaved house in which all four therapists work on this day's weekday."""
    location = Location(name="Harbour Lane", address="12 Harbour Lane, Port Ellery")
    password = make_password(demo_password())
    staff = {
        key: Staff(
            email=f"{key}@softhold.example.test",
            legal_name=name,
            display_name=name,
            colour=colour,
            roles=list(roles),
            clinical_lead=key == CLINICAL_LEAD,
            profession=PROFESSION if key in REGISTERED else "",
            registration=f"{REGISTER}, no. {REGISTERED[key]}" if key in REGISTERED else "",
            hands_on_minutes=HANDS_ON.get(key),
            phone=PHONES.get(key, ""),
            password=password,
        )
        for key, name, colour, roles in STAFF
    }
    rooms = {name: Room(location=location, name=name, features=list(features)) for name, features in ROOMS}
    house = House(day, our_clinic(), location, staff, rooms, services(), [], [])
    house.hours = list(working_hours(house))
    house.time_off = list(time_off(house))
    return house


def services() -> dict[str, Service]:
    return {
        name: Service(
            name=name,
            category=CATEGORIES[name],
            durations=lengths,
            first_visit_only=first,
            mobile=name == AT_HOME,
            buffer_after=0 if name == AT_HOME else 15,
            order=order * 10,
        )
        for order, (name, lengths, first) in enumerate(SERVICES, 1)
    }


def our_clinic() -> Clinic:
    """The clinic's row, filled in but not saved; its clock is the one it has."""
    clinic = Clinic.current()
    clinic.name = "Harbour Lane Clinic"
    clinic.phone = "0151 496 0100"
    clinic.address = "12 Harbour Lane, Port Ellery"
    clinic.demo = True
    return clinic


def days_off(today: int) -> dict[str, set[int]]:
    """Two weekdays for each therapist, never today's: the day the clinic is closed, and one of their own."""
    closed = 0 if today == 6 else 6
    own = [weekday for weekday in range(7) if weekday not in (today, closed)]
    return {OWEN: {closed, own[0]}, TOMAS: {closed, own[1]}, INES: {closed, own[2]}, MAYA: {closed, own[3]}}


def working_hours(house: House) -> Iterator[WorkingHours]:
    off = days_off(house.day.weekday())
    for key in THERAPISTS:
        for weekday in sorted(set(range(7)) - off[key]):
            for starts, ends in (HOURS[key][:2], HOURS[key][2:]):
                yield WorkingHours(
                    therapist=house.staff[key],
                    location=house.location,
                    weekday=weekday,
                    starts=time.fromisoformat(starts),
                    ends=time.fromisoformat(ends),
                    valid_from=house.day - timedelta(days=365),
                )


def time_off(house: House) -> Iterator[TimeOff]:
    for who, first, days, wall_times, reason in TIME_OFF:
        since = house.day + timedelta(days=first)
        starts_at, ends_at = clock.clinic_day(since)[0], clock.clinic_day(since + timedelta(days=days - 1))[1]
        if wall_times:
            starts_at, ends_at = (moment(since, minutes_of(wall_time)) for wall_time in wall_times)
        yield TimeOff(
            therapist=house.staff.get(who),
            room=house.rooms.get(who),
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason,
        )
