"""Several days side by side: one therapist's as a board with a column a day, everybody's as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

from django.urls import reverse

from clinic import clock
from clinic.models import Staff
from patients.alerts import for_the_desk
from patients.intake import state as intake_state
from scheduling import board, wording
from scheduling.blocks import Edges
from scheduling.board import Board, Column
from scheduling.cards import WORDS, state_for
from scheduling.events.drawn import Drawn, drawn, reaches
from scheduling.models import HOLDING, Appointment, Status, TimeOff, WorkingHours
from scheduling.places import DAY, clipped, less, minute_of_day, total


@dataclass
class DayColumn(Column):
    head: ClassVar[str] = "scheduling/boards/_day.html"


@dataclass(frozen=True)
class Line:
    """One appointment in a cell of the table; short names, for a week has hundreds of them."""

    appointment: Appointment
    state: str

    @property
    def pk(self) -> int:
        return self.appointment.pk

    @property
    def to(self) -> str:
        return reverse("scheduling:appointment", args=[self.pk])

    @property
    def word(self) -> str:
        return WORDS[self.state]


@dataclass
class Cell:
    """One therapist's day in the table; away: why nothing can be booked in it."""

    day: date
    lines: list[Line] = field(default_factory=list)
    events: list[Drawn] = field(default_factory=list)
    open_minutes: int = 0
    booked_minutes: int = 0
    away: str = ""

    @property
    def free(self) -> str:
        left = self.open_minutes - self.booked_minutes
        return wording.length(left) if left > 0 else ""


@dataclass(frozen=True)
class Span:
    """What was read of the days, and how it is drawn."""

    day: date
    days: Sequence[date]
    appointments: Sequence[Appointment]
    hours: Sequence[WorkingHours]
    off: Sequence[TimeOff]
    people: Sequence[Staff]
    viewer: Staff

    @property
    def visits(self) -> int:
        return sum(one.status in HOLDING for one in self.appointments)

    @property
    def title(self) -> str:
        return wording.days(self.days[0], self.days[-1])

    @cached_property
    def rows(self) -> list[tuple[Staff, list[Cell]]]:
        """Each therapist's cells, a day each."""
        cells = {(who.pk, day): Cell(day) for who in self.people for day in self.days}
        for one in self.appointments:
            if one.chair_day_id:
                continue
            cell = cells[one.therapist_id, one.day]
            cell.lines.append(Line(one, state_for(one, self.viewer)))
            cell.booked_minutes += one.minutes if one.status in HOLDING else 0
        for (who, day), cell in cells.items():
            opened, away = self._opened(who, day), self._away(who, day)
            cell.events = list(drawn(away, self.appointments, day))
            cell.open_minutes = total(
                less(opened, [clipped(one.starts_at, one.ends_at, day) for one in away])
            )
            whole = away and opened and not (cell.open_minutes or cell.events)
            cell.away = away[0].why(self.viewer) if whole else ""
        return [(who, [cells[who.pk, day] for day in self.days]) for who in self.people]

    def board_of(self, therapist: Staff) -> Board:
        """Their days in columns; what has passed is not offered."""
        today, now = clock.today(), minute_of_day(clock.now(), clock.today())
        shown = [one for one in self.appointments if one.day >= today or one.status != Status.CANCELLED]
        hours: dict[int | None, list[WorkingHours]] = {
            therapist.pk: [row for day in self.days for row in self._hours(therapist.pk, day)]
        }
        events = [one for day in self.days for one in reaches([self._away(therapist.pk, day)], day)]
        first, last = board.edges_of(shown, hours, events)
        columns = []
        for day in self.days:
            edges = Edges(first, last, now if day == today else DAY if day < today else 0, frozenset())
            visits = [one for one in shown if one.day == day]
            column = board.column_of(
                therapist,
                day,
                visits,
                self._hours(therapist.pk, day),
                self._away(therapist.pk, day),
                edges,
                self.viewer,
            )
            columns.append(DayColumn(**vars(replace(column, day=day))))
        return Board(self.day, first, last, now if today in self.days else None, columns, self.appointments)

    def _hours(self, who: int, day: date) -> list[WorkingHours]:
        return [
            row
            for row in self.hours
            if row.therapist_id == who
            and row.weekday == day.weekday()
            and row.valid_from <= day
            and (row.valid_until is None or row.valid_until >= day)
        ]

    def _opened(self, who: int, day: date) -> list[tuple[int, int]]:
        rows = self._hours(who, day)
        return [
            (row.starts.hour * 60 + row.starts.minute, row.ends.hour * 60 + row.ends.minute) for row in rows
        ]

    def _away(self, who: int, day: date) -> list[TimeOff]:
        return [one for one in self.away_on(day) if one.therapist_id in {None, who}]

    def away_on(self, day: date) -> list[TimeOff]:
        """All that touches the day, whoever it is of."""
        since, until = clock.clinic_day(day)
        return [one for one in self.off if one.starts_at < until and one.ends_at > since]


def of(day: date, count: int, viewer: Staff, therapist: Staff | None = None) -> Span:
    """Five questions, however many days; a week begins on its Monday, anything else on the day itself."""
    first = day - timedelta(days=day.weekday()) if count == 7 else day
    days = [first + timedelta(days=n) for n in range(count)]
    since, until = clock.clinic_day(days[0])[0], clock.clinic_day(days[-1])[1]
    rows = Appointment.objects.visible_to(viewer).filter(starts_at__gte=since, starts_at__lt=until)
    appointments = list(_told(rows.exclude(status=Status.ENTERED_IN_ERROR), therapist))
    hours = list(
        WorkingHours.objects.between(days[0], days[-1]).select_related("room").order_by("starts", "pk")
    )
    off = list(
        TimeOff.objects.between(since, until)
        .filter(room=None)
        .select_related("chair_day")
        .order_by("starts_at")
    )
    seen = {one.therapist_id for one in appointments} | {row.therapist_id for row in hours}
    seen |= {one.therapist_id for one in off if one.therapist_id and one.chair_day}
    people = [therapist] if therapist else list(_people(seen))
    return Span(day, days, appointments, hours, off, people, viewer)


def opened(days: Sequence[date], viewer: Staff, therapist: Staff | None = None) -> Span:
    """The same days without anybody in them: what can be worked, and what is off."""
    since, until = clock.clinic_day(days[0])[0], clock.clinic_day(days[-1])[1]
    rows = WorkingHours.objects.between(days[0], days[-1]).order_by("starts", "pk")
    hours = list(rows.filter(therapist=therapist) if therapist else rows)
    off = list(
        TimeOff.objects.between(since, until)
        .filter(room=None)
        .select_related("chair_day")
        .order_by("starts_at")
    )
    people = [therapist] if therapist else list(_people({row.therapist_id for row in hours}))
    return Span(days[0], days, [], hours, off, people, viewer)


def _told(rows: "Iterable[Appointment]", therapist: Staff | None) -> Iterable[Appointment]:
    """For a board of one with what its cards tell the desk; a line of a table has no room for that."""
    ordered = rows.order_by("starts_at", "pk").with_visits()  # type: ignore[attr-defined]
    if therapist is None:
        return ordered.select_related("patient")
    told = ordered.filter(therapist=therapist).select_related("patient", "therapist", "room", "service")
    return told.annotate(**intake_state.for_the_board("patient"), **for_the_desk("patient"))


def _people(seen: set[int]) -> Iterable[Staff]:
    return Staff.objects.filter(pk__in=seen).order_by("display_name", "pk")
