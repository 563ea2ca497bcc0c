"""What a chair-massage event does not allow, in sentences that the desk can read out."""

from collections.abc import Sequence
from datetime import datetime

from clinic.models import Staff
from scheduling import wording
from scheduling.models import ChairDay
from scheduling.refusals import BookingRefused


class EventRefused(BookingRefused):
    """Why an event is not planned, or not changed, as it was asked."""


class NotOpen(EventRefused):
    def __init__(self, day: ChairDay) -> None:
        said = "is cancelled" if day.is_cancelled else "is closed: its list takes no more names"
        super().__init__(f"{day} {said}.")


class NotOnTheList(EventRefused):
    """A time that is no slot of the event, or somebody who does not go there."""

    def __init__(self, day: ChairDay, therapist: Staff, starts_at: datetime) -> None:
        super().__init__(f"There is no slot at {wording.at(starts_at)} with {therapist.first_name} at {day}.")


class SlotTaken(EventRefused):
    """free: the next slots that are, each with its therapist."""

    def __init__(self, starts_at: datetime, free: Sequence[tuple[datetime, Staff]]) -> None:
        said = [f"{wording.at(at)} with {who.first_name}" for at, who in free]
        rest = f"Free: {', '.join(said)}." if said else "No slot is free after it."
        super().__init__(f"{wording.at(starts_at)} went to somebody else a moment ago. {rest}")
