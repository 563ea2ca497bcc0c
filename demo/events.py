"""Chair massage at a shipping company in the coming week: Ines and Owen go, and half its slots are taken."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from demo.furnishings import CHAIR, INES, JOAN, OWEN, House, minutes_of, moment
from demo.people import Person
from demo.prices import price
from demo.randomness import Dice
from patients.models import Patient
from scheduling.events import slots
from scheduling.models import Appointment, ChairDay, TimeOff

GO = (INES, OWEN)
MINUTES = 15
TAKEN = 0.5


def plan(house: House) -> None:
    """On the first day from the third on at which both are at work; nothing is saved yet."""
    day = _event(house)
    house.chair_days.append(day)
    span = slots.held(day)
    for who in GO:
        house.time_off.append(
            TimeOff(
                therapist=house.staff[who],
                starts_at=span.lower,
                ends_at=span.upper,
                reason=f"Chair massage: {day}",
                chair_day=day,
            )
        )


def _event(house: House) -> ChairDay:
    return ChairDay(
        place="Ellery Shipping",
        address="Quay 4, Port Ellery",
        contact="Grace Holt, reception, 0151 496 0144",
        on=_day(house),
        starts=time(10),
        ends=time(14, 30),
        lunch_from=time(12),
        lunch_until=time(12, 40),
        service=house.services[CHAIR],
        minutes=MINUTES,
        gap=5,
        travel_before=20,
        travel_after=20,
        note="Two chairs in the meeting room on the first floor",
        planned_by=house.staff[JOAN],
        key=Dice(house.day, "events").number(),
    )


def fill(house: House, crowd: Iterable[Person], busy: Iterable[Appointment]) -> list[Appointment]:
    """Slots for people who are nowhere else that day, booked at the desk in the days before."""
    dice = Dice(house.day, "slots")
    (day,) = house.chair_days
    elsewhere = {one.patient_id for one in busy if one.day == day.on}
    people = (one.patient for one in crowd if not one.patient.step_free)
    free = (one for one in people if one.pk not in elsewhere)
    return [
        _slot(house, day, next(free), who, number, dice)
        for number, _ in enumerate(slots.starts(day))
        for who in GO
        if dice.happens(TAKEN)
    ]


def _slot(house: House, day: ChairDay, patient: Patient, who: str, number: int, dice: Dice) -> Appointment:
    starts_at = slots.starts(day)[number]
    ends_at = starts_at + timedelta(minutes=MINUTES)
    return Appointment(
        patient=patient,
        therapist=house.staff[who],
        chair_day=day,
        service=day.service,
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=DateTimeTZRange(starts_at, ends_at),
        price=price(house.day, day.on, CHAIR, MINUTES),
        booked_at=moment(house.day - timedelta(days=1), minutes_of("15:30")),
        booked_by=house.staff[JOAN],
        key=dice.number(),
    )


def _day(house: House) -> date:
    days = (house.day + timedelta(days=n) for n in range(3, 14))
    return next(one for one in days if all(_at_work(house, who, one) for who in GO))


def _at_work(house: House, who: str, day: date) -> bool:
    works = any(row.therapist is house.staff[who] and row.weekday == day.weekday() for row in house.hours)
    since, until = moment(day, 0), moment(day, 23 * 60)
    mine = [one for one in house.time_off if one.therapist is house.staff[who]]
    return works and not any(one.starts_at < until and since < one.ends_at for one in mine)
