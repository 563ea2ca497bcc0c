"""A day on paper: who comes when, to whom, and where there is room; in words that may lie on the desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from clinic import clock
from clinic.models import Clinic, Staff
from patients import ask_first
from patients.alerts import for_the_desk
from patients.intake import state as intake_state
from scheduling import wording
from scheduling.appointment_models import AppointmentQuerySet
from scheduling.cards import is_to_come
from scheduling.mobile import road
from scheduling.models import Appointment, MobileVisit, TimeOff, WorkingHours
from scheduling.places import DAY, Stretch, clipped, less, minute_of_day, total
from scheduling.sheets import notes

AWAY = "Away"
# What the audit log says was shown.
PARTS = ["appointments", "contact"]


@dataclass(frozen=True)
class Line:
    """A visit, or a stretch without one and what it is; since and until are minutes of the day."""

    since: int
    until: int
    words: str = ""
    is_free: bool = False
    visit: Appointment | None = None
    notes: Sequence[str] = ()

    @property
    def times(self) -> str:
        """10:15–11:15."""
        return f"{wall(self.since)}–{wall(self.until)}"

    @property
    def length(self) -> str:
        return wording.length(self.until - self.since)


@dataclass
class Person:
    """One therapist's day, in order."""

    therapist: Staff
    lines: list[Line] = field(default_factory=list)
    open_minutes: int = 0

    @property
    def visits(self) -> list[Line]:
        return [line for line in self.lines if line.visit]

    @property
    def free(self) -> list[Line]:
        return [line for line in self.lines if line.is_free]

    @property
    def other(self) -> list[Line]:
        """Breaks, drives and time away."""
        return [line for line in self.lines if not line.visit and not line.is_free]

    @property
    def booked(self) -> str:
        return wording.length(sum(line.until - line.since for line in self.visits))

    @property
    def open(self) -> str:
        return wording.length(self.open_minutes)


@dataclass(frozen=True)
class Sheet:
    """closed: why the whole clinic is away for some of the day."""

    day: date
    people: Sequence[Person]
    closed: Sequence[str] = ()

    @property
    def visits(self) -> list[Line]:
        """Everybody's, in the order in which they come."""
        lines = [line for person in self.people for line in person.visits]
        return sorted(lines, key=lambda line: (line.since, str(line.visit and line.visit.therapist)))

    def patients(self, whose: Staff | None = None) -> list[int]:
        """The keys of those who come, to this therapist or to anybody."""
        lines = self.of(whose).visits if whose else self.visits
        return [line.visit.patient_id for line in lines if line.visit]

    def of(self, therapist: Staff) -> Person:
        """This therapist's part; an empty one for somebody with nothing on that day."""
        return next((one for one in self.people if one.therapist == therapist), Person(therapist))


def of(day: date, appointments: Iterable[Appointment], viewer: Staff | None = None) -> Sheet:
    """appointments: the day's, as held() asks for them; two to seven questions more.

    viewer: who is told only the addresses that concern them; None for the clinic's own paper.
    """
    rows = list(appointments)
    _tell_where(rows, viewer)
    hours = list(WorkingHours.objects.on(day).select_related("therapist").order_by("starts", "pk"))
    off = list(
        TimeOff.objects.between(*clock.clinic_day(day))
        .filter(room=None)
        .select_related("therapist")
        .order_by("starts_at", "pk")
    )
    asked = ask_first.of([one.patient for one in rows if _is_suspected(one)], on=day)
    everyone = {one.therapist for one in rows} | {one.therapist for one in hours}
    everyone |= {one.therapist for one in off if one.therapist}
    people = [
        _person(
            therapist,
            day,
            [one for one in rows if one.therapist == therapist],
            [(minutes(row.starts), minutes(row.ends)) for row in hours if row.therapist == therapist],
            [one for one in off if one.therapist_id in {None, therapist.pk}],
            asked,
        )
        for therapist in sorted(everyone, key=lambda one: (one.display_name, one.pk))
    ]
    return Sheet(day, people, _closed(off, day))


def held(day: date, appointments: AppointmentQuerySet) -> AppointmentQuerySet:
    """Those that hold their time on the day, with all that a sheet says of them, in one question."""
    rows = (
        appointments.on(day)
        .holding()
        .select_related("patient", "therapist", "service", "room__location", "chair_day")
    )
    told = rows.with_visits().annotate(
        **intake_state.for_the_board("patient"),
        **ask_first.suspected("patient", on=day),
        **for_the_desk("patient"),
    )
    return told.order_by("starts_at", "pk")


def _tell_where(rows: Iterable[Appointment], viewer: Staff | None) -> None:
    """Give the mobile visits among them their addresses."""
    away = [one for one in rows if one.is_away]
    trips = MobileVisit.objects.filter(appointment__in=away) if away else MobileVisit.objects.none()
    told = {one.appointment_id: one for one in (trips.visible_to(viewer) if viewer else trips)}
    for one in away:
        one.trip = told.get(one.pk)


def wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def minutes(wall_time: time) -> int:
    return wall_time.hour * 60 + wall_time.minute


def _is_suspected(one: Appointment) -> bool:
    """Somebody to come of whom it has to be asked whether they may be treated."""
    return is_to_come(one) and (one.is_suspected or one.patient.is_minor)


def _person(
    therapist: Staff,
    day: date,
    visits: Sequence[Appointment],
    opened: list[Stretch],
    off: Sequence[TimeOff],
    asked: set[int],
) -> Person:
    away = [clipped(one.starts_at, one.ends_at, day) for one in off]
    workable = less(opened, away)
    taken = [clipped(one.occupies.lower, one.occupies.upper, day) for one in visits]
    lines = [
        *(_visit(one, day, one.patient_id in asked) for one in visits),
        *(Line(a, b, "Drive") for a, b in road.stretches(visits, day, 0, DAY)),
        *_free(less(workable, taken)),
        *_breaks(opened, away),
        *(Line(*stretch, _why(one)) for one, stretch in zip(off, away, strict=True)),
    ]
    return Person(therapist, sorted(lines, key=lambda line: (line.since, line.until)), total(workable))


def _visit(one: Appointment, day: date, ask: bool) -> Line:
    since = minute_of_day(one.starts_at, day)
    return Line(since, since + one.minutes, visit=one, notes=notes.of(one, ask_first=ask))


def _free(stretches: Iterable[Stretch]) -> Iterable[Line]:
    """What is too short to begin anything in is no gap."""
    least = Clinic.current().grid_minutes
    return (Line(a, b, "Free", is_free=True) for a, b in stretches if b - a >= least)


def _breaks(opened: list[Stretch], away: list[Stretch]) -> Iterable[Line]:
    """Between two stretches of hours, where nobody is away anyhow."""
    if not opened:
        return ()
    whole = (min(opened)[0], max(end for _, end in opened))
    return (Line(a, b, "Break") for a, b in less([whole], [*opened, *away]))


def _why(off: TimeOff) -> str:
    """Paper lies about: of a colleague it says no more than that they are away."""
    return off.reason if off.closes_the_clinic or off.chair_day_id else AWAY


def _closed(off: Iterable[TimeOff], day: date) -> list[str]:
    closures = [(one, clipped(one.starts_at, one.ends_at, day)) for one in off if one.closes_the_clinic]
    return [
        one.reason if stretch == (0, DAY) else f"{one.reason}, {wall(stretch[0])}–{wall(stretch[1])}"
        for one, stretch in closures
    ]
