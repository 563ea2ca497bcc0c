"""The day as the board draws it: a column per therapist, everything placed in steps of five minutes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar

from clinic import clock
from clinic.models import Staff
from patients import ask_first
from scheduling import day_rows, wording
from scheduling.blocks import Block, Edges, Free, blocks_of, free_of
from scheduling.cards import Card, cards_of, is_to_come
from scheduling.events.drawn import Drawn, drawn, reaches, why_away
from scheduling.mobile import road
from scheduling.models import HOLDING, Appointment, Status, TimeOff, WorkingHours
from scheduling.places import DAY, STEP, Stretch, clipped, less, minute_of_day, steps, total

FIRST_HOUR, LAST_HOUR = 8 * 60, 18 * 60
LABEL = 15  # minutes that are as high on the board as the red label of the present


@dataclass
class Column:
    """One therapist's day; open_minutes are those that can be worked, booked_minutes those that are held.

    day: where the columns beside it are other days.
    """

    head: ClassVar[str] = "scheduling/boards/_therapist.html"

    therapist: Staff
    rooms: str
    cards: list[Card]
    blocks: list[Block] = field(default_factory=list)
    drives: list[Block] = field(default_factory=list)
    events: list[Drawn] = field(default_factory=list)
    free: list[Free] = field(default_factory=list)
    open_minutes: int = 0
    booked_minutes: int = 0
    day: date | None = None

    @property
    def label(self) -> str:
        """What it is called where it is heard."""
        return f"{self.therapist}, {self.day:%A %-d %B}" if self.day else str(self.therapist)

    @property
    def asks(self) -> str:
        """What a free place in it says to the quick-book panel."""
        return f"therapist={self.therapist.pk}"

    @property
    def free_minutes(self) -> int:
        return max(0, self.open_minutes - self.booked_minutes)

    @property
    def booked(self) -> str:
        return wording.length(self.booked_minutes)

    @property
    def open(self) -> str:
        return wording.length(self.open_minutes)


@dataclass(frozen=True)
class Board:
    """first, last: minutes of the day at its upper and lower edge; now: None on any day but today."""

    day: date
    first: int
    last: int
    now: int | None
    columns: Sequence[Any]
    appointments: Sequence[Appointment]
    ask_first: frozenset[int] = frozenset()

    @property
    def hours(self) -> list[tuple[int, str]]:
        """Each full hour's row and words; none where the present's own label would lie over them."""
        return [
            ((minute - self.first) // STEP, "" if self._covered(minute) else f"{minute // 60:02}:00")
            for minute in range(self.first, self.last + 1, 60)
        ]

    def _covered(self, minute: int) -> bool:
        return self.now is not None and abs(minute - self.now) < LABEL

    @property
    def now_row(self) -> int | None:
        """None as well when the present lies outside what is drawn."""
        if self.now is None or not self.first <= self.now <= self.last:
            return None
        return (self.now - self.first) // STEP

    @property
    def now_words(self) -> str:
        return f"{(self.now or 0) // 60:02}:{(self.now or 0) % 60:02}"

    def cards(self, viewer: Staff) -> list[Card]:
        """All of them in one list."""
        return cards_of(self.appointments, self.day, self.first, viewer, self.ask_first)

    @property
    def visits(self) -> int:
        return sum(one.status in HOLDING for one in self.appointments)

    @property
    def to_confirm(self) -> int:
        """Booked ones to come that nobody has confirmed yet."""
        now = clock.now()
        waiting = [one for one in self.appointments if one.status == Status.BOOKED and not one.confirmed_at]
        return sum(one.starts_at > now for one in waiting)


def of(day: date, viewer: Staff) -> Board:
    """Two questions to the database, however full the day is; two more where a visit may be forbidden."""
    appointments, working, absent, people = day_rows.of(day, viewer)
    hours, off = _by_therapist(working), _by_therapist(one for one in absent if one.room_id is None)
    everyones = off.pop(None, [])
    today = clock.today()
    shown = [one for one in appointments if day >= today or one.status != Status.CANCELLED]
    first, last = edges_of(shown, hours, reaches(off.values(), day))
    now = minute_of_day(clock.now(), today) if day == today else None
    reached = {True: DAY, False: 0}[day < today] if now is None else now
    suspects = [one.patient for one in appointments if is_suspected(one)]
    asked_first = frozenset(ask_first.of(suspects, on=day))
    columns = [
        column_of(
            one,
            day,
            [visit for visit in shown if visit.therapist_id == one.pk],
            hours[one.pk],
            [*everyones, *off[one.pk]],
            Edges(first, last, reached, asked_first),
            viewer,
        )
        for one in people
    ]
    return Board(day, first, last, now, columns, appointments, asked_first)


def is_suspected(appointment: Appointment) -> bool:
    """Somebody to come of whom it has to be asked whether they may be treated."""
    return is_to_come(appointment) and (appointment.is_suspected or appointment.patient.is_minor)


def column_of(
    therapist: Staff,
    day: date,
    visits: list[Appointment],
    hours: list[WorkingHours],
    off: list[TimeOff],
    edges: Edges,
    viewer: Staff,
) -> Column:
    opened = opened_by(hours)
    away = [(clipped(one.starts_at, one.ends_at, day), why_away(one, viewer)) for one in off]
    workable = less(opened, [stretch for stretch, _ in away])
    events = list(drawn(off, visits, day, edges.first))
    visits = [one for one in visits if one.chair_day_id is None]
    held = [one for one in visits if one.status in HOLDING]
    taken = [clipped(one.occupies.lower, one.occupies.upper, day) for one in held]
    rooms = {row.room.name for row in hours if row.room} or {one.room.name for one in held if one.room}
    cards = cards_of(visits, day, edges.first, viewer, edges.ask_first)
    column = Column(therapist, wording.listed(sorted(rooms)), cards)
    column.blocks = blocks_of(opened, away, edges)
    driven = road.stretches(held, day, edges.first, edges.last)
    column.drives = [Block(edges.row(a), steps(a, b), "Drive") for a, b in driven]
    column.events = events
    column.free = free_of(less(workable, [*taken, (0, edges.reached)]), edges)
    column.open_minutes = total(workable)
    column.booked_minutes = sum(one.minutes for one in held)
    return column


def edges_of(
    appointments: list[Appointment],
    hours: dict[int | None, list[WorkingHours]],
    events: Iterable[Stretch] = (),
) -> tuple[int, int]:
    """Whole hours around everything there is; the usual day where there is nothing."""
    rows = [(_minutes(row.starts), _minutes(row.ends)) for mine in hours.values() for row in mine]
    rows += [(_wall(one.starts_at), _wall(one.starts_at) + one.minutes) for one in appointments]
    every = [*rows, *events] or [(FIRST_HOUR, LAST_HOUR)]
    first, last = min(since for since, _ in every), max(until for _, until in every)
    return first // 60 * 60, min(-(-last // 60) * 60, DAY)


def opened_by(hours: Iterable[WorkingHours]) -> list[Stretch]:
    return [(_minutes(row.starts), _minutes(row.ends)) for row in hours]


def _by_therapist(rows: Iterable) -> dict[int | None, list]:
    found: dict[int | None, list] = defaultdict(list)
    for row in rows:
        found[row.therapist_id].append(row)
    return found


def _minutes(wall_time: time) -> int:
    return wall_time.hour * 60 + wall_time.minute


def _wall(moment: datetime) -> int:
    wall = clock.local(moment)
    return wall.hour * 60 + wall.minute
