"""The day by room: a column for each, and who is in which of them now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.db.models import Q

from clinic import clock
from clinic.models import Staff
from patients import ask_first
from scheduling import board
from scheduling.board import Block, Board, Edges, Free
from scheduling.cards import Card, cards_of
from scheduling.models import HOLDING, Appointment, Room, Status, TimeOff
from scheduling.places import DAY, clipped, minute_of_day

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
    appointments = list(board.of_the_day(day, viewer))
    first, last = board.edges_of(appointments, {None: list(board.hours_on(day))})
    today = clock.today()
    now = minute_of_day(clock.now(), today) if day == today else None
    suspects = [one.patient for one in appointments if board.is_suspected(one)]
    asked_first = frozenset(ask_first.of(suspects, on=day))
    edges = Edges(first, last, now or (DAY if day < today else 0), asked_first)
    shown = [one for one in appointments if day >= today or one.status != Status.CANCELLED]
    off = list(TimeOff.objects.between(*clock.clinic_day(day)).filter(therapist=None).order_by("starts_at"))
    columns = [_column(room, day, shown, off, edges, viewer) for room in _rooms(appointments)]
    return Board(day, first, last, now, columns, appointments, asked_first)


def _rooms(appointments: Iterable[Appointment]) -> Iterable[Room]:
    """Those in use, and those of the past that somebody was in on that day."""
    used = {one.room_id for one in appointments}
    return Room.objects.filter(Q(active=True) | Q(pk__in=used)).order_by("location__name", "name", "pk")


def _column(
    room: Room, day: date, shown: list[Appointment], off: list[TimeOff], edges: Edges, viewer: Staff
) -> RoomColumn:
    visits = [one for one in shown if one.room_id == room.pk]
    closed = [one for one in off if one.room_id in {None, room.pk}]
    away = [(clipped(one.starts_at, one.ends_at, day), one.why(viewer)) for one in closed]
    column = RoomColumn(
        room=room,
        cards=cards_of(visits, day, edges.first, viewer, edges.ask_first),
        blocks=board.blocks_of([(edges.first, edges.last)], away, edges),
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
