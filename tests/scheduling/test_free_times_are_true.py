"""Free times held against the rule itself, one start after the other, in clinics made by chance."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import gcd

import pytest

from clinic import clock
from clinic.models import Clinic, Staff
from patients.models import Patient
from scheduling import obstacles
from scheduling.availability import days_from, free_times
from scheduling.models import Location, Room, Service, Status, TimeOff, WorkingHours
from scheduling.refusals import TimeRefused
from scheduling.wish import Wish
from tests import make
from tests.make import at
from tests.sweeping import each

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_clinic_of_another_test():
    yield
    Clinic.remember(None)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/London", date(2027, 3, 28)),
        ("Europe/London", date(2027, 10, 31)),
        ("Australia/Lord_Howe", date(2027, 4, 4)),
        ("Asia/Kathmandu", date(2027, 4, 4)),
    ],
)
def test_the_night_of_a_change_offers_what_booking_accepts(zone, day):
    Clinic.objects.update_or_create(pk=1, defaults={"time_zone": zone})
    make.room()
    owl = make.therapist("Owl", hours=("00:30", "03:30"))

    assert_same_as_booking([owl], make.service(), make.patient(), [day])


@pytest.mark.parametrize("seed", each(range(16), one_in=16))
def test_free_times_are_exactly_those_that_booking_accepts(seed):
    chance = random.Random(seed)  # noqa: S311  a repeatable one is wanted
    therapists, service, patient = a_random_clinic(chance)
    where = {
        "location": chance.choice([None, None, *Location.objects.order_by("pk")]),
        "features": chance.choice([(), (), ("step-free",)]),
    }

    assert_same_as_booking(therapists, service, patient, days_from(clock.today(), 2), **where)


def assert_same_as_booking(therapists, service, patient, days, *, location=None, features=()):
    Clinic.remember(Clinic.current())
    minutes = service.durations[0]
    found = free_times(
        service=service, minutes=minutes, therapists=therapists, days=days, location=location,
        features=features, patient=patient, dead_gaps=True, limit=10_000,
    )  # fmt: skip
    expected = [
        (start, person.pk, room.pk)
        for start in every_start(days)
        for person in therapists
        if (room := room_by_rule(person, service, patient, minutes, start, features))
        and location in {None, room.location}
    ]
    assert [(one.starts_at, one.therapist.pk, one.room.pk) for one in found] == expected


def room_by_rule(
    person: Staff, service: Service, patient: Patient, minutes: int, start: datetime, features: Iterable[str]
) -> Room | None:
    """What the rule itself says, asked one time after the other."""
    wish = replace(Wish.new(patient, person, service, minutes, start), features=frozenset(features))
    rooms = list(Room.objects.filter(active=True, features__contains=wish.needs).order_by("pk"))
    try:
        obstacles.refuse_past_or_crooked(wish)
        return obstacles.room_for(wish, rooms)
    except TimeRefused:
        return None


def every_start(days):
    start, end = clock.clinic_day(min(days))[0], clock.clinic_day(max(days))[1]
    step = timedelta(minutes=gcd(Clinic.current().grid_minutes, 15))
    return [start + n * step for n in range((end - start) // step)]


def a_random_clinic(chance):
    """Two places, three rooms, three therapists with ragged hours, time off and a day or two of visits."""
    Clinic.objects.update_or_create(pk=1, defaults={"grid_minutes": chance.choice([15, 20, 30])})
    mill = Location.objects.create(name="Mill Lane")
    step_free = make.room("Room 2", features=["step-free"])
    rooms = [make.room(), step_free, Room.objects.create(location=mill, name="Mill 1")]
    buffers = {"buffer_before": chance.choice([0, 10]), "buffer_after": chance.choice([0, 15])}
    modality = chance.choice(["", "", "Needling"])
    service = make.service(minutes=chance.choice([30, 45, 60]), modality=modality, **buffers)
    patient = make.patient(step_free=chance.random() < 0.3)
    closed_for_a_while(chance, 3, room=rooms[0])
    limits = {name: chance.choice([None, 60, 75, 120]) for name in ("Ann", "Bob", "Cid")}
    therapists = [make.therapist(name, hours=None, hands_on_minutes=most) for name, most in limits.items()]
    for person in therapists:
        ragged_hours(chance, person, mill, rooms)
        closed_for_a_while(chance, 2, therapist=person)
        papers(chance, person)
    for person in therapists:
        some_visits(chance, person, patient, rooms, service)
    return therapists, service, patient


def ragged_hours(chance, person, mill, rooms):
    for weekday in range(7):
        opens = chance.randrange(7, 11)
        after_lunch = opens + chance.choice([3, 4])
        make.working_hours(person, weekday, f"{opens:02}:00", f"{opens + 3:02}:30")
        make.working_hours(person, weekday, f"{after_lunch:02}:30", f"{opens + 7:02}:15")
    mine = WorkingHours.objects.filter(therapist=person)
    mine.update(room=chance.choice([None, *rooms]))
    if chance.random() < 0.3:
        mine.update(location=mill)


def papers(chance, person):
    """Some end with the first day, some are renewed, some hold from the second day on."""
    today, tomorrow = days_from(clock.today(), 2)
    for kind in ("licence", "insurance"):
        if chance.random() < 0.5:
            make.credential(person, kind, expires_on=today)
            if chance.random() < 0.5:
                make.credential(person, kind, issued_on=tomorrow, number="2")
    if chance.random() < 0.7:
        make.credential(
            person,
            "modality",
            name="needling",
            issued_on=chance.choice([None, tomorrow]),
            expires_on=tomorrow,
        )


def closed_for_a_while(chance, length, **whose):
    since = at("08:00") + timedelta(hours=chance.randrange(0, 36), minutes=chance.randrange(0, 60))
    TimeOff.objects.create(**whose, starts_at=since, ends_at=since + timedelta(hours=length), reason="Away")


def some_visits(chance, person, patient, rooms, service):
    for day in days_from(clock.today(), 2):
        for hour in chance.sample(range(8, 17), 3):
            start = at(f"{hour:02}:{chance.choice(['00', '15'])}", day)
            status = chance.choice(
                [Status.BOOKED, Status.BOOKED, Status.CANCELLED, Status.NOSHOW, Status.PENDING]
            )
            who = patient if chance.random() < 0.2 and status != Status.PENDING else make.patient()
            wish = Wish.new(who, person, service, 30, start)
            try:
                with_room = obstacles.room_for(wish, rooms)
            except TimeRefused:
                continue
            make.appointment(
                person, start, patient=who, room=with_room, service=service, minutes=30, status=status
            )
