"""What a page showed and what is true now, when somebody else was quicker."""

from datetime import datetime
from typing import Protocol

from clinic.models import Staff
from scheduling import wording
from scheduling.models import Appointment, ChairDay, Status
from scheduling.refusals import BookingRefused, Changed


def require_version(row: Appointment, version: int | None) -> None:
    """Refuse when the page was made from an older version; None asks nothing, for callers without a page."""
    if version is None or row.version == version:
        return
    shown = row.events.filter(version=version).order_by("pgh_id").last()
    raise Changed(in_words(shown) if shown else "an earlier state of it", in_words(row))


def require_same(row: ChairDay, version: int | None) -> None:
    """The same of an event, of which a sentence is enough."""
    if version is not None and row.version != version:
        raise BookingRefused(f"Someone changed the event at {row} meanwhile. Look at it and decide again.")


def in_words(state: "State") -> str:
    """Tuesday 24 November 13:30 with Ines, confirmed."""
    confirmed = state.status == Status.BOOKED and state.confirmed_at
    stands = "confirmed" if confirmed else Status(state.status).label.lower()
    return f"{wording.moment(state.starts_at)} with {state.therapist.first_name}, {stands}"


class State(Protocol):
    """An appointment, or one of the versions kept of it."""

    starts_at: datetime
    status: str
    confirmed_at: datetime | None
    therapist: Staff
