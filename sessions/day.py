"""A therapist's day: who comes, the next of them prepared, and the notes that wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from clinic import clock, credentials
from clinic.asking import Standing, blank
from clinic.models import Staff
from patients.screening import Cautions, cautions_of
from scheduling.events import slots
from scheduling.lawful import STARTABLE
from scheduling.models import Appointment, ChairDay, MobileVisit, Status, TimeOff, WorkingHours
from sessions import uncharted
from sessions.models import TreatmentSession, TreatmentSessionQuerySet
from sessions.preparing import Preparation, prepare
from sessions.uncharted import Uncharted
from sessions.visit import cosigning

# In the order in which a therapist turns to them.
PRESSING = ("insession", "arrived")
TO_COME = ("confirmed", "booked", "proposed")
SOON = timedelta(hours=1)
DAY: Any = blank("day", "date")
UNSHOWN = (Status.CANCELLED, Status.ENTERED_IN_ERROR, Status.WAITLIST)


@dataclass(frozen=True)
class Visit:
    """One row of today's list; state is a word of the status chips, number counts the patient's visits."""

    appointment: Appointment
    state: str
    cautions: Cautions
    number: int

    @property
    def session(self) -> TreatmentSession | None:
        return getattr(self.appointment, "treatment_session", None)

    @property
    def trip(self) -> MobileVisit | None:
        """Where the therapist drives to for it."""
        return getattr(self.appointment, "mobile_visit", None)

    @property
    def at(self) -> datetime:
        return self.appointment.starts_at

    @property
    def first(self) -> bool:
        return self.number == 1

    @property
    def is_done(self) -> bool:
        return self.state in {"fulfilled", "unsigned", "noshow"}

    @property
    def can_start(self) -> bool:
        return self.session is None and self.appointment.status in STARTABLE and not self.has_died

    @property
    def has_died(self) -> bool:
        """Before the visit; one of before may still be written up."""
        return self.appointment.patient.had_died_by(self.appointment.day)

    @property
    def since(self) -> str:
        """When they came, for those who wait."""
        arrived_at = self.appointment.arrived_at
        return f"{clock.local(arrived_at):%H:%M}" if arrived_at and self.state == "arrived" else ""

    @property
    def needs_history(self) -> bool:
        return not self.cautions.asked and not self.is_done


class Event(NamedTuple):
    """Chair massage somewhere, whose slots follow it; the way there begins at at."""

    at: datetime
    day: ChairDay

    @property
    def slots(self) -> int:
        return len(slots.starts(self.day))


class Break(NamedTuple):
    """A stretch of the day in which nobody can be booked."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Day:
    on: date
    visits: list[Visit]
    breaks: list[Break] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    chosen: Visit | None = None
    preparation: Preparation | None = None
    waiting: list[TreatmentSession] = field(default_factory=list)
    uncharted: Uncharted = field(default_factory=Uncharted)
    ending: list[credentials.Ending] = field(default_factory=list)
    to_cosign: int = 0

    @property
    def done(self) -> int:
        return sum(visit.is_done for visit in self.visits)

    @property
    def rows(self) -> list[Visit | Break | Event]:
        """Visits, breaks and events as they follow each other."""
        return sorted([*self.visits, *self.breaks, *self.events], key=lambda row: row.at)

    @property
    def trip(self) -> MobileVisit | None:
        """Where the therapist is or drives to soon, until they have left; else of the visit looked at."""
        soon = clock.now() + SOON
        for visit in self.visits:
            trip, begins = visit.trip, visit.appointment.occupies.lower
            if trip and not trip.left_at and (trip.here_at or (begins <= soon and visit.state != "noshow")):
                return trip
        return self.chosen.trip if self.chosen else None

    @property
    def hands_on(self) -> str:
        """Time with patients in words, without those who did not come."""
        total = sum(visit.appointment.minutes for visit in self.visits if visit.state != "noshow")
        hours, minutes = divmod(total, 60)
        return " ".join(words for words in (hours and f"{hours} h", minutes and f"{minutes} min") if words)

    @property
    def next_break(self) -> datetime | None:
        now = clock.now()
        return next((each.at for each in self.breaks if each.at > now), None)

    @property
    def patient_ids(self) -> list[int]:
        shown = {visit.appointment.patient_id for visit in self.visits}
        waiting = {each.patient_id for each in self.waiting}
        return sorted(shown | waiting | {each.patient_id for each in self.uncharted.visits})


def of(staff: Staff, *, chosen: int | None = None) -> Day:
    """Today for this therapist; chosen: the appointment to prepare instead of the next one."""
    today, now = clock.today(), clock.now()
    since, until = clock.clinic_day(today)
    told = {"day": today, "weekday": today.weekday(), "since": since, "until": until, "now": now}
    told |= {"me": staff.pk, "month_ago": uncharted.since(since)}
    held, hours, events, unsigned, theirs, unwritten = TODAY.ask(**told)
    visits = _visits(held, now)
    visit = next((each for each in visits if each.appointment.pk == chosen), None) or _next(visits, now)
    return Day(
        on=today,
        visits=visits,
        breaks=_breaks(hours, today),
        events=[Event(one.starts_at, one.chair_day) for one in events if one.chair_day],
        chosen=visit,
        preparation=prepared(visit) if visit else None,
        to_cosign=len(theirs),
        waiting=_readable(unsigned, staff),
        uncharted=uncharted.told(unwritten),
        ending=credentials.ending(staff),
    )


def _readable(unsigned: QuerySet[TreatmentSession], staff: Staff) -> list[TreatmentSession]:
    """Those whose chart is open to them; asked only where something waits."""
    keys = [each.pk for each in unsigned]
    seen = TreatmentSession.objects.visible_to(staff).filter(pk__in=keys).values_list("pk", flat=True)
    opened = {*seen} if keys else set()
    return [each for each in unsigned if each.pk in opened]


def one(appointment: Appointment) -> Visit:
    """A single visit of whatever day, as a row of the list."""
    rows = Appointment.objects.filter(pk=appointment.pk).annotate(been_before=_been_before())
    known = cautions_of([appointment.patient])[appointment.patient_id]
    return Visit(appointment, state_of(appointment, clock.now()), known, number=rows.get().been_before + 1)


def prepared(visit: Visit) -> Preparation:
    return prepare(visit.appointment, visit.cautions)


def unsigned_of(staff: Staff) -> QuerySet[TreatmentSession]:
    """This therapist's own sessions that are over and not signed, oldest first."""
    own = _over_and_unsigned(staff, clock.now()).visible_to(staff)
    return own.select_related("patient", "therapist", "appointment__service")


def _over_and_unsigned(therapist: Any, now: Any) -> TreatmentSessionQuerySet:
    """Of a therapist, or of a blank for their key."""
    over = Q(appointment__ends_at__lt=now) | Q(ended_at__isnull=False)
    return TreatmentSession.objects.unsigned().filter(over, therapist=therapist).order_by("started_at", "pk")


def _visits(appointments: QuerySet[Any], now: datetime) -> list[Visit]:
    known = cautions_of([held.patient for held in appointments])
    return [
        Visit(held, state_of(held, now), known[held.patient_id], number=held.been_before + 1)
        for held in appointments
    ]


def _today() -> Sequence[QuerySet]:
    """Visits, hours, events, notes of one's own, those that wait for a supervisor, visits without a note."""
    me, day = blank("me", "bigint"), DAY
    since, until = blank("since", "timestamptz"), blank("until", "timestamptz")
    visits = Appointment.objects.visible_to_key(me).filter(therapist=me)
    shown = visits.filter(starts_at__gte=since, starts_at__lt=until).exclude(status__in=UNSHOWN)
    beside = ("patient", "room", "chair_day", "service", "treatment_session", "mobile_visit__zone")
    hours = WorkingHours.objects.between(day, day).filter(therapist=me, weekday=blank("weekday", "int"))
    return [
        shown.select_related(*beside).annotate(been_before=_been_before()).order_by("starts_at", "pk"),
        hours.order_by("starts"),
        TimeOff.objects.filter(therapist=me, chair_day__on=day).select_related("chair_day"),
        _over_and_unsigned(me, blank("now", "timestamptz")).only("patient", "started_at"),
        cosigning.waiting_for(me).select_related(None).only("pk"),
        uncharted.question(),
    ]


TODAY = Standing(_today)


def _been_before() -> Coalesce:
    """How many visits of the patient were fulfilled before this one."""
    earlier = Appointment.objects.filter(
        patient=OuterRef("patient"), starts_at__lt=OuterRef("starts_at"), status=Status.FULFILLED
    )
    return Coalesce(Subquery(earlier.order_by().values("patient").values(count=Count("pk"))), 0)


def state_of(appointment: Appointment, now: datetime) -> str:
    """The board's word, and for the therapist whether the note still waits."""
    treatment_session = getattr(appointment, "treatment_session", None)
    if treatment_session is None:
        return appointment.shown_as
    if treatment_session.is_signed:
        return "fulfilled"
    over = treatment_session.ended_at is not None or appointment.ends_at < now
    return "unsigned" if over else "insession"


def _next(visits: list[Visit], now: datetime) -> Visit | None:
    """Who is on the table, else who is waiting, else who comes next."""
    for state in PRESSING:
        if found := next((visit for visit in visits if visit.state == state), None):
            return found
    to_come = (visit for visit in visits if visit.state in TO_COME and visit.appointment.ends_at > now)
    return next(to_come, None)


def _breaks(hours: Iterable[WorkingHours], today: date) -> list[Break]:
    """The gaps between two stretches of work, given in their order."""
    return [
        Break(clock.instant(today, before.ends), f"Break until {after.starts:%H:%M}")
        for before, after in pairwise(hours)
        if after.starts > before.ends
    ]
