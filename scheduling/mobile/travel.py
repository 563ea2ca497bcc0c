"""The drive as what stands in the way: in words that tell the road from the visit."""

from datetime import timedelta

from scheduling import wording
from scheduling.models import Appointment
from scheduling.refusals import TherapistTaken, TimeRefused
from scheduling.wish import Wish

MINUTE = timedelta(minutes=1)


class OnTheRoad(TimeRefused):
    """The visits themselves do not meet, but there is no time to drive."""


def therapist_taken(wish: Wish, other: Appointment) -> TimeRefused:
    """Why the therapist cannot have both."""
    who = wish.therapist.first_name
    meet = other.starts_at < wish.ends_at and wish.starts_at < other.ends_at
    if meet or not (wish.away or other.is_away):
        return TherapistTaken(who, other, wish)
    before = wish.ends_at <= other.starts_at
    return OnTheRoad(_drives(wish, other, who, before) if wish.away else _is_away(other, who, before))


def _drives(wish: Wish, other: Appointment, who: str, before: bool) -> str:
    """The visit asked for is the one that needs the road."""
    if before:
        then = f"sets out at {wording.at(other.occupies.lower)} for the next visit"
        then = then if other.is_away else f"has an appointment from {wording.at(other.starts_at)}"
        return f"The drive back takes {wish.after // MINUTE} minutes, and {who} {then}."
    then = f"is back from another visit only at {wording.at(other.occupies.upper)}"
    then = then if other.is_away else f"has an appointment until {wording.at(other.ends_at)}"
    return f"The drive there takes {wish.before // MINUTE} minutes, and {who} {then}."


def _is_away(other: Appointment, who: str, before: bool) -> str:
    if before:
        return (
            f"{who} is on the road from {wording.at(other.occupies.lower)}, "
            f"to a visit at {wording.at(other.starts_at)}."
        )
    return (
        f"{who} is on the road until {wording.at(other.occupies.upper)}, "
        f"back from a visit that ends at {wording.at(other.ends_at)}."
    )
