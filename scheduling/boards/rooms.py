"""The day by room: a column for each, and who is in which of them now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.db.models import Q

from clinic import clock
from clinic.models import Staff
from patients import ask_first
from scheduling import board, day_rows
from scheduling.blocks import Block, Edges, Free, blocks_of, free_of
from scheduling.board import Board
from scheduling.cards import Card, cards_of
from scheduling.models import HOLDING, Appointment, Room, Status, TimeOff, WorkingHours
from scheduling.places import DAY, Stretch, clipped, less, minute_of_day

HERE = {Status.ARRIVED, Status.CHECKED_IN}


@dataclass
class RoomColumn:
    """now: whose time it is there, in treatment before anybody else; then: who is the next to come today."""

    head: ClassVar[str] = "scheduling/boards/_room.html"
    room: Room
    cards: Sequence[Card]
    blocks: Sequence[Block]
    is_today: bool
    now: Appointment | None = None
    then: Appointment | None = None
    free: Sequence[Free] = field(default=())

    @property
    def label(self) -> str:
        return self.room.name

    @property
    def asks(self) -> str:
        return f"room={self.room.pk}"

    @property
    def is_used(self) -> bool:
        return self.now is not None and self.now.status in HERE and self.now.has_visit

    @property
    def now_word(self) -> str:
        return "Now" if self.is_used else "Kept for"

    @property
    def visits(self) -> int:
        return sum(card.appointment.status in HOLDING for card in self.cards)


def of(day: date, viewer: Staff) -> Board:
    """The same day as the board of therapists, for as many questions."""
    appointments, hours, off, _ = day_rows.of(day, viewer)
    first, last = board.edges_of(appointments, {None: hours})
    today = clock.today()
    now = minute_of_day(clock.now(), today) if day == today else None
    suspects = [one.patient for one in appointments if board.is_suspected(one)]
    asked_first = frozenset(ask_first.of(suspects, on=day))
    edges = Edges(first, last, now or (DAY if day < today else 0), asked_first)
    shown = [one for one in appointments if day >= today or one.status != Status.CANCELLED]
    columns = [_column(room, day, shown, off, edges, viewer) for room in _rooms(appointments)]
    for column in (one for one in columns if one.room.active):
        here = [row for row in hours if row.location_id == column.room.location_id]
        anyone = _anyone(here, day, shown, off)
        column.free = free_of(_free(column.room, day, anyone, shown, off, edges), edges)
    return Board(day, first, last, now, columns, appointments, asked_first)


def _anyone(
    hours: list[WorkingHours], day: date, shown: list[Appointment], off: list[TimeOff]
) -> list[Stretch]:
    """When at least one therapist is at work and free."""
    found: list[Stretch] = []
    for therapist in {row.therapist_id for row in hours}:
        opened = board.opened_by(row for row in hours if row.therapist_id == therapist)
        away = [clipped(one.starts_at, one.ends_at, day) for one in off if one.therapist_id == therapist]
        found += less(opened, [*away, *_taken([one for one in shown if one.therapist_id == therapist], day)])
    return found


def _free(
    room: Room, day: date, anyone: list[Stretch], shown: list[Appointment], off: list[TimeOff], edges: Edges
) -> list[Stretch]:
    """When somebody could treat here, from now on."""
    nobody = less([(0, DAY)], anyone)
    closed = [one for one in off if one.therapist_id is None and one.room_id in {None, room.pk}]
    away = [clipped(one.starts_at, one.ends_at, day) for one in closed]
    inside = _taken([one for one in shown if one.room_id == room.pk], day)
    return less([(0, DAY)], [*nobody, *away, *inside, (0, edges.reached)])


def _taken(visits: Iterable[Appointment], day: date) -> list[Stretch]:
    held = [one for one in visits if one.status in HOLDING]
    return [clipped(one.occupies.lower, one.occupies.upper, day) for one in held]


def _rooms(appointments: Iterable[Appointment]) -> Iterable[Room]:
    """Those in use, and those of the past that somebody was in on that day."""
    used = {one.room_id for one in appointments}
    return Room.objects.filter(Q(active=True) | Q(pk__in=used)).order_by("location__name", "name", "pk")


def _column(
    room: Room, day: date, shown: list[Appointment], off: list[TimeOff], edges: Edges, viewer: Staff
) -> RoomColumn:
    visits = [one for one in shown if one.room_id == room.pk]
    closed = [one for one in off if one.therapist_id is None and one.room_id in {None, room.pk}]
    away = [(clipped(one.starts_at, one.ends_at, day), one.why(viewer)) for one in closed]
    column = RoomColumn(
        room=room,
        cards=cards_of(visits, day, edges.first, viewer, edges.ask_first),
        blocks=blocks_of([(edges.first, edges.last)], away, edges),
        is_today=day == clock.today(),
    )
    if column.is_today:
        column.now, column.then = _now_and_then(visits)
    return column


def _now_and_then(visits: list[Appointment]) -> tuple[Appointment | None, Appointment | None]:
    """Somebody in treatment is in the room whatever the clock says; of the others, whose time it is."""
    now = clock.now()
    to_come = [one for one in visits if one.status in HOLDING and one.status != Status.FULFILLED]
    inside = [one for one in to_come if one.status in HERE and one.has_visit]
    due = [one for one in to_come if one.starts_at <= now < one.ends_at]
    later = [one for one in to_come if one.starts_at > now]
    return next(iter([*inside, *due]), None), next(iter(later), None)
