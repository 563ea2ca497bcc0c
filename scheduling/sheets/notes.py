"""What the desk has to know of a visit before the patient stands there; never why."""

from clinic.naming import Naming
from patients.intake.state import NO_CONSENT, lacks_consent, shown_on_board
from patients.intake.state import WORDS as INTAKE_WORDS
from scheduling.cards import is_to_come
from scheduling.models import Appointment, Status

DOOR = "There at ________, left at ________"


def of(one: Appointment, *, ask_first: bool) -> list[str]:
    """In the order in which it is looked at, each once; ask_first: a caution may forbid the visit."""
    return [words for words in dict.fromkeys([*_before(one, ask_first=ask_first), *_standing(one)]) if words]


def _before(one: Appointment, *, ask_first: bool) -> list[str]:
    """What is to be done before the visit; nothing once it has begun."""
    if not is_to_come(one):
        return []
    intake = shown_on_board(one)
    return [
        f"Ask {one.therapist.first_name} before this visit" if ask_first else "",
        INTAKE_WORDS[intake] if intake != "done" else "",
        NO_CONSENT if lacks_consent(intake, signed=one.intake_consent) else "",  # type: ignore[attr-defined]
        _to_confirm(one),
    ]


def _to_confirm(one: Appointment) -> str:
    if one.status in {Status.PROPOSED, Status.PENDING}:
        return "Proposed, not booked yet"
    return "To confirm" if one.status == Status.BOOKED and not one.confirmed_at else ""


def _standing(one: Appointment) -> list[str]:
    needs_ramp = "Needs a step-free room" if one.patient.step_free and one.room_id else ""
    alerts: list[str] = one.desk_alerts  # type: ignore[attr-defined]
    return [*_where(one), needs_ramp, *map(_typed, (one.patient.desk_note, *alerts, one.note))]


def _where(one: Appointment) -> list[str]:
    """Of a mobile visit its address, for whom it concerns, and lines to write on without power."""
    trip = one.trip if one.is_away else None
    return [", ".join(trip.address.splitlines()), _typed(trip.directions), DOOR] if trip else []


def _typed(words: str) -> Naming:
    """Somebody's own words: where names are blurred all of them are, for they may hold one."""
    return Naming(words, words)
