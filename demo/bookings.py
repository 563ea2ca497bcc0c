"""From the diary to appointments: when each was booked and by whom, confirmed, arrived, cancelled."""

from collections import defaultdict
from datetime import datetime, timedelta

from demo.diary import Diary, Visit
from demo.furnishings import FIRST, JOAN, minutes_of, moment
from demo.people import Person
from demo.prices import price
from demo.randomness import Dice
from demo.today import CAST, NOW
from patients.models import Patient
from scheduling.models import Appointment, Status

REASONS = ("Ill", "Child unwell", "Work", "Train cancelled", "Feels better, will call", "Away", "")
NOTES = (
    "May be five minutes late",
    "Bringing their own oil",
    "Wants a receipt for work",
    "Parking: needs the space in front",
)
MOVED_IN = -91  # the day the clinic's older patients were entered
ROLES = {role.name: role for role in CAST}
CAME = {Status.FULFILLED, Status.ARRIVED}


def appointments(diary: Diary) -> dict[Visit, Appointment]:
    """In the order of the clock."""
    dice = Dice(diary.house.day, "bookings")
    held: dict[Visit, Appointment] = {}
    earlier: dict[Person, list[Visit]] = defaultdict(list)
    for visit in sorted(diary.visits, key=lambda visit: (visit.offset, visit.starts, visit.therapist)):
        held[visit] = appointment(dice, diary, visit, earlier[visit.person])
        earlier[visit.person].append(visit)
    return held


def appointment(dice: Dice, diary: Diary, visit: Visit, earlier: list[Visit]) -> Appointment:
    house, day = diary.house, diary.day(visit.offset)
    service = house.services[visit.service]
    starts_at, ends_at = moment(day, visit.starts), moment(day, visit.ends)
    booked_at = when_booked(dice, diary, visit, earlier)
    by_desk = dice.happens(0.85)
    entry = Appointment(
        patient=visit.person.patient,
        therapist=house.staff[visit.therapist],
        room=house.rooms[visit.room],
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=service.occupied(starts_at, ends_at),
        status=visit.status,
        price=price(house.day, day, visit.service, visit.ends - visit.starts),
        note=visit.note or (dice.one(NOTES) if dice.happens(0.03) else ""),
        booked_at=booked_at,
        booked_by=house.staff[JOAN if by_desk else visit.therapist],
        key=dice.number(),
    )
    what_happened(dice, diary, visit, entry)
    return entry


def when_booked(dice: Dice, diary: Diary, visit: Visit, earlier: list[Visit]) -> datetime:
    """At the desk after the visit before, or by phone some days ahead; never after the demo's moment."""
    asked = visit.note.rpartition("Asked online at ")[2]
    if visit.note and asked != visit.note:
        return moment(diary.house.day, minutes_of(asked))
    last = next((one for one in reversed(earlier) if one.status == Status.FULFILLED), None)
    over = last and (last.offset, last.ends) < (0, NOW - 10) and last.offset < visit.offset
    if last and over and dice.happens(0.65):
        return moment(diary.day(last.offset), last.ends + dice.randint(1, 7))
    offset = visit.offset - dice.one((1, 2, 3, 5, 7, 9, 12), (10, 16, 18, 18, 16, 12, 10))
    offset = -1 if offset > 0 else offset
    offset -= diary.closed(offset)
    return moment(diary.day(offset), dice.randint(minutes_of("08:30"), minutes_of("10:45")))


def what_happened(dice: Dice, diary: Diary, visit: Visit, entry: Appointment) -> None:
    """Confirmed the day before, arrived a little early, or called off; today's cast as its lines say."""
    role = ROLES.get(str(entry.patient)) if visit.offset == 0 else None
    confirmed_at = moment(diary.day(min(visit.offset, 0) - 1), dice.randint(10 * 60, 17 * 60))
    likely = 0.75 if visit.offset < 0 else 0.6 - 0.15 * visit.offset
    confirmed = bool(role.came) if role else dice.happens(likely)
    if confirmed and visit.status in {*CAME, Status.BOOKED}:
        entry.confirmed_at = max(confirmed_at, entry.booked_at)
    if visit.status in CAME:
        minutes = minutes_of(role.came) if role else visit.starts - dice.randint(0, 14)
        entry.arrived_at = moment(diary.day(visit.offset), minutes)
    if visit.status == Status.CANCELLED:
        entry.cancel_reason = "Child unwell" if role else dice.one(REASONS)
        entry.cancelled_at = when_cancelled(dice, diary, visit, entry)


def when_cancelled(dice: Dice, diary: Diary, visit: Visit, entry: Appointment) -> datetime:
    if visit.offset == 0:
        return moment(diary.house.day, minutes_of("09:40"))
    late = dice.happens(0.45)
    ahead = 0 if late and visit.starts > minutes_of("09:00") else dice.randint(1, 3)
    offset = min(visit.offset - ahead, -1 if visit.offset > 0 else visit.offset)
    called = moment(diary.day(offset), dice.randint(minutes_of("07:30"), minutes_of("08:45")))
    return max(called, entry.booked_at + timedelta(minutes=10))


def in_register_order(diary: Diary, held: dict[Visit, Appointment], people: list[Person]) -> list[Patient]:
    """As numbers were given out: older patients when the clinic moved in, others when they first called."""
    moved_in = moment(diary.day(MOVED_IN), minutes_of("18:05"))
    visits: dict[Person, list[Visit]] = defaultdict(list)
    for visit in held:
        visits[visit.person].append(visit)
    for one in people:
        new = visits[one] and visits[one][0].service == FIRST
        first_call = min((held[visit].booked_at for visit in visits[one]), default=moved_in)
        one.patient.registered_at = first_call - timedelta(minutes=2) if new else moved_in
    return [one.patient for one in sorted(people, key=lambda one: one.patient.registered_at)]
