"""The clinic's diary: who came when, to whom and in which room, and who is booked for the next two weeks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

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
    THERAPISTS,
    TOMAS,
    House,
    moment,
)
from demo.more_complaints import TENSION
from demo.people import Person
from demo.randomness import Dice
from scheduling.models import HOLDING, STEP_FREE, Status

DAYS_BACK, DAYS_AHEAD = 84, 14
STEP = 15
SHORTEST = 30
NEVER = 999
PAST = ((Status.FULFILLED, Status.NOSHOW, Status.CANCELLED), (90, 4, 6))
AHEAD = ((Status.BOOKED, Status.PROPOSED, Status.CANCELLED), (88, 6, 6))
USUAL_ROOM = {MAYA: "Room 1", TOMAS: "Room 2", INES: "Room 3", OWEN: "Room 1"}
TREATMENTS = ((POINTS, 60), (POINTS, 45), (POINTS, 30), (DEEP, 60), (DEEP, 45), (COMBINED, 75))
TREATMENT_SHARES = (46, 20, 5, 9, 10, 10)
UNWINDING = ((SWEDISH, 60), (CHAIR, 30), (DEEP, 60))
UNWINDING_SHARES = (60, 25, 15)


@dataclass(eq=False)
class Visit:
    """One appointment to be. starts: wall minutes after midnight; offset: days from the demo's day."""

    person: Person
    therapist: str
    room: str
    service: str
    offset: int
    starts: int
    minutes: int
    status: str = Status.FULFILLED
    note: str = ""

    @property
    def ends(self) -> int:
        return self.starts + self.minutes

    @property
    def holds(self) -> bool:
        return self.status in HOLDING


class Diary:
    """Visits that do not overlap: not for a therapist, not in a room, not for a patient."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.visits: list[Visit] = []
        self.taken: dict[tuple[object, int], list[tuple[int, int]]] = defaultdict(list)
        self.off = [(off.therapist or off.room, off.starts_at, off.ends_at) for off in house.time_off]

    def day(self, offset: int) -> date:
        return self.house.day + timedelta(days=offset)

    def closed(self, offset: int) -> bool:
        """Nobody works on that weekday."""
        return all(hours.weekday != self.day(offset).weekday() for hours in self.house.hours)

    def stretches(self, therapist: str, offset: int) -> list[tuple[int, int]]:
        """When the therapist works on that day, in wall minutes."""
        day, person = self.day(offset), self.house.staff[therapist]
        found = [
            (hours.starts.hour * 60 + hours.starts.minute, hours.ends.hour * 60 + hours.ends.minute)
            for hours in self.house.hours
            if hours.therapist is person and hours.weekday == day.weekday()
        ]
        return [stretch for stretch in found if not self.away(person, offset, *stretch)]

    def away(self, who: object, offset: int, starts: int, ends: int) -> bool:
        since, until = moment(self.day(offset), starts), moment(self.day(offset), ends)
        return any(who is absent and first < until and last > since for absent, first, last in self.off)

    def free(self, who: object, offset: int, starts: int, ends: int) -> bool:
        return all(ends <= first or starts >= last for first, last in self.taken[who, offset])

    def room_for(self, person: Person, therapist: str, offset: int, starts: int, minutes: int) -> str | None:
        """The therapist's usual room or another one that is free for the visit and its turnover."""
        usual = USUAL_ROOM[therapist]
        for name in sorted(self.house.rooms, key=lambda name: (name != usual, name)):
            room = self.house.rooms[name]
            if person.patient.step_free and STEP_FREE not in room.features:
                continue
            until = starts + minutes + STEP
            if self.free(name, offset, starts, until) and not self.away(room, offset, starts, until):
                return name
        return None

    def add(self, visit: Visit) -> None:
        self.visits.append(visit)
        if visit.holds:
            until = visit.ends + STEP
            self.taken[visit.therapist, visit.offset].append((visit.starts, until))
            self.taken[visit.room, visit.offset].append((visit.starts, until))
            self.taken[visit.person, visit.offset].append((visit.starts, visit.ends))


def fill(diary: Diary, people: list[Person]) -> None:
    """Twelve weeks of visits up to the day before, and two weeks of bookings after it, thinner by the day."""
    dice = Dice(diary.house.day, "diary")
    for offset in range(-DAYS_BACK, 0):
        fill_day(diary, dice, offset, people, fullness=0.94)
    for offset in range(1, DAYS_AHEAD + 1):
        fill_day(diary, dice, offset, people, fullness=0.6 - 0.025 * offset)


def fill_day(diary: Diary, dice: Dice, offset: int, people: list[Person], fullness: float) -> None:
    """By the clock through the day, so that all four get their share of the three rooms."""
    due = [one for one in people if one.due <= offset]
    open_times = [
        (starts, therapist, until)
        for therapist in THERAPISTS
        for starts, until in gaps(diary, therapist, offset)
    ]
    heapify(open_times)
    while open_times:
        starts, therapist, until = heappop(open_times)
        if dice.happens(fullness):
            after = place(diary, dice, due, (therapist, offset, starts, until))
        else:
            after = starts + dice.one((15, 30, 45, 60))
        if until - after >= SHORTEST + STEP:
            heappush(open_times, (after, therapist, until))


def gaps(diary: Diary, therapist: str, offset: int) -> Iterator[tuple[int, int]]:
    """What is left of the therapist's day besides visits that stand already."""
    standing = sorted(diary.taken[therapist, offset])
    for starts, until in diary.stretches(therapist, offset):
        free_from = starts
        for first, last in standing:
            if starts <= first < until:
                yield free_from, first
                free_from = last
        yield free_from, until


def place(diary: Diary, dice: Dice, due: list[Person], gap: tuple[str, int, int, int]) -> int:
    """Give the beginning of the gap to whoever waits longest; returns when the therapist is free again."""
    therapist, offset, starts, until = gap
    person = longest_waiting(dice, due, therapist, offset)
    if person is None:
        return starts + 2 * STEP
    service, minutes = wanted(dice, person)
    if starts + minutes + STEP > until:
        if service in {FIRST, COMBINED, SWEDISH} or until - starts < SHORTEST + STEP:
            return starts + STEP
        service, minutes = POINTS, 45 if until - starts >= 60 else SHORTEST
    room = diary.room_for(person, therapist, offset, starts, minutes)
    if room is None:
        return starts + STEP
    status = dice.one(*(PAST if offset < 0 else AHEAD))
    visit = Visit(person, therapist, room, service, offset, starts, minutes, status)
    diary.add(visit)
    plan_next(dice, visit)
    if person.due > offset:
        due.remove(person)
    # Half of the cancelled hours were called off early enough to be given to someone else.
    return starts if status == Status.CANCELLED and dice.happens(0.5) else visit.ends + STEP


def longest_waiting(dice: Dice, due: list[Person], therapist: str, offset: int) -> Person | None:
    theirs = [one for one in due if one.therapist == therapist]
    others = [one for one in due if offset - one.due >= 7] if not theirs or dice.happens(0.06) else []
    return min(theirs + others, key=lambda one: one.due, default=None)


def wanted(dice: Dice, person: Person) -> tuple[str, int]:
    if person.newcomer:
        return FIRST, 90
    if person.complaint is TENSION:
        return dice.one(UNWINDING, UNWINDING_SHARES)
    return dice.one(TREATMENTS, TREATMENT_SHARES)


def plan_next(dice: Dice, visit: Visit) -> None:
    """When this patient wants to come again, if they do."""
    person = visit.person
    if visit.status in {Status.NOSHOW, Status.CANCELLED}:
        person.due = visit.offset + dice.randint(3, 8)
        return
    person.newcomer = False
    person.visits -= 1
    person.due = visit.offset + person.every * 7 + dice.randint(-2, 2) if person.visits else NEVER
