"""Appointments as the board and its list show them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic import clock
from clinic.models import Role, Staff
from patients.intake.state import WORDS as INTAKE_WORDS
from patients.intake.state import lacks_consent, shown_on_board
from scheduling.lawful import MOVABLE, RESIZABLE
from scheduling.models import HOLDING, Appointment, Status
from scheduling.places import STEP, minute_of_day, steps

SHORT_MINUTES, LOW_MINUTES = 30, 50
WORDS = {
    "proposed": "Proposed",
    "booked": "Booked",
    "confirmed": "Confirmed",
    "arrived": "Arrived",
    "insession": "In session",
    "fulfilled": "Fulfilled",
    "unsigned": "Note not signed",
    "noshow": "No-show",
    "cancelled": "Cancelled",
    "waitlist": "On the wait list",
}
TO_COME = {"proposed", "booked", "confirmed", "arrived"}
PATIENT_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Card:
    """One appointment in its column; slim: gives way to another that now holds its time.

    aside: its time can be booked again, so it leaves room for the free places behind it. beside: another
    stands slim at its edge.
    """

    appointment: Appointment
    state: str
    row: int
    steps: int
    slim: bool
    aside: bool
    beside: bool
    waiting: int | None
    late: int | None
    ask_first: bool

    @property
    def short(self) -> bool:
        return self.appointment.minutes <= SHORT_MINUTES

    @property
    def low(self) -> bool:
        """Too low for its times; where it stands on the board says them."""
        return self.appointment.minutes < LOW_MINUTES

    @property
    def word(self) -> str:
        """Confirmed, or Confirmed, 12 min late."""
        return f"{WORDS[self.state]}, {self.late} min late" if self.late else WORDS[self.state]

    @property
    def more(self) -> str:
        """What is said after the state's own word where there is room for one."""
        return time_words(self.waiting, self.late)

    @property
    def version(self) -> int | None:
        """What a hand that takes it has to show; None where it may not go elsewhere any more."""
        return self.appointment.version if Status(self.appointment.status) in MOVABLE else None

    @property
    def lengths(self) -> str:
        """The minutes it may be drawn to, "30 45 60"; empty where it keeps its length."""
        one = self.appointment
        free = Status(one.status) in RESIZABLE and self.state != "insession"
        return " ".join(map(str, sorted(one.service.durations))) if free else ""

    @property
    def intake(self) -> str:
        """How far the questionnaire is, while the visit is still to come."""
        return shown_on_board(self.appointment) if self.state in TO_COME else ""

    @property
    def intake_words(self) -> str:
        return INTAKE_WORDS[self.intake]

    @property
    def lacks_consent(self) -> bool:
        """Nobody has signed for the treatment yet, while the visit is still to come."""
        return lacks_consent(self.intake, signed=self.appointment.intake_consent)  # type: ignore[attr-defined]


def cards_of(
    appointments: Sequence[Appointment], day: date, first: int, viewer: Staff, ask_first: Container[int] = ()
) -> list[Card]:
    """ask_first: the keys of the patients whose visit a caution may forbid."""
    return [_card(one, appointments, day, first, viewer, ask_first) for one in appointments]


def state_for(appointment: Appointment, viewer: Staff) -> str:
    """The board's word for it; that a note is not signed yet is for therapists only."""
    unsigned = appointment.status == Status.FULFILLED and not getattr(appointment, "visit_signed_at", None)
    if unsigned and viewer.has(Role.THERAPIST) and appointment.has_visit:
        return "unsigned"
    return appointment.shown_as


def is_to_come(appointment: Appointment) -> bool:
    """Its patient has still to be received."""
    return appointment.shown_as in TO_COME and appointment.day >= clock.today()


def waiting_minutes(appointment: Appointment) -> int | None:
    """How long someone who has arrived has been waiting, once it is more than a moment; at home nobody is."""
    if appointment.shown_as != "arrived" or appointment.arrived_at is None or appointment.is_away:
        return None
    waited = clock.now() - appointment.arrived_at
    return int(waited.total_seconds() // 60) if PATIENT_WAIT < waited < timedelta(hours=4) else None


def late_minutes(appointment: Appointment) -> int | None:
    """How long ago somebody should have been here who is still expected, once it is more than a moment."""
    if appointment.shown_as not in {"booked", "confirmed"}:
        return None
    late = clock.now() - appointment.starts_at
    return int(late.total_seconds() // 60) if PATIENT_WAIT < late < timedelta(hours=4) else None


def time_words(waiting: int | None, late: int | None) -> str:
    """16 min; 12 min late; or nothing to say."""
    return f"{waiting} min" if waiting else f"{late} min late" if late else ""


def _card(
    one: Appointment,
    others: Sequence[Appointment],
    day: date,
    first: int,
    viewer: Staff,
    ask_first: Container[int],
) -> Card:
    begins = minute_of_day(one.starts_at, day)
    met = [other for other in others if other.starts_at < one.ends_at and one.starts_at < other.ends_at]
    meets = [other for other in met if other.status in HOLDING]
    return Card(
        appointment=one,
        state=state_for(one, viewer),
        row=(begins - first) // STEP,
        steps=steps(begins, begins + one.minutes),
        slim=one.status not in HOLDING and bool(meets),
        aside=one.status not in HOLDING and not meets and one.ends_at > clock.now(),
        beside=one.status in HOLDING and any(other.status not in HOLDING for other in met),
        waiting=waiting_minutes(one),
        late=late_minutes(one),
        ask_first=is_to_come(one) and one.patient_id in ask_first,
    )
