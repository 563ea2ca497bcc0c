"""The drive as what stands in the way: in words that tell the road from the visit."""

from scheduling import margins, wording
from scheduling.margins import MINUTE
from scheduling.models import Appointment
from scheduling.refusals import TherapistTaken, TimeRefused
from scheduling.wish import Wish


class OnTheRoad(TimeRefused):
    """The visits themselves do not meet, but there is no time to drive."""


def therapist_taken(wish: Wish, other: Appointment) -> TimeRefused:
    """Why the therapist cannot have both."""
    who = wish.therapist.first_name
    meet = other.starts_at < wish.ends_at and wish.starts_at < other.ends_at
    if meet or not (wish.away or other.is_away):
        return TherapistTaken(who, other, wish)
    before = wish.ends_at <= other.starts_at
    return OnTheRoad(_drives(wish, other, who, before) if wish.away else _is_away(wish, other, who, before))


def _drives(wish: Wish, other: Appointment, who: str, before: bool) -> str:
    """The visit asked for is the one that needs the road."""
    if before:
        then = f"sets out at {wording.at(other.occupies.lower)} for the next visit."
        then = then if other.is_away else _has_from(other)
        return f"{_drive_back(wish)} {wish.after // MINUTE} minutes, and {who} {then}"
    then = f"is back from another visit only at {wording.at(other.occupies.upper)}."
    then = then if other.is_away else _has_until(other)
    return f"{_drive_there(wish)} {wish.before // MINUTE} minutes, and {who} {then}"


def _drive_there(wish: Wish) -> str:
    """What fills the minutes before it: the service's own are part of them."""
    prepares = wish.service.buffer_before
    return "Preparing and the drive there take" if prepares else "The drive there takes"


def _drive_back(wish: Wish) -> str:
    turns_over = wish.service.buffer_after
    return "Turning over and the drive back take" if turns_over else "The drive back takes"


def _has_from(other: Appointment) -> str:
    """From when a visit in the clinic holds its therapist, what is kept before it included."""
    said = f"has an appointment from {wording.at(other.starts_at)}."
    held = other.occupies.lower
    return said if held == other.starts_at else f"{said} {margins.before(other)}, from {wording.at(held)}."


def _has_until(other: Appointment) -> str:
    said = f"has an appointment until {wording.at(other.ends_at)}."
    held = other.occupies.upper
    return said if held == other.ends_at else f"{said} {margins.after(other)}, until {wording.at(held)}."


def _is_away(wish: Wish, other: Appointment, who: str, before: bool) -> str:
    """The other is; where the road itself would do, what is kept round the visit asked for is told."""
    leaves, back = other.occupies.lower, other.occupies.upper
    if before:
        kept = margins.turning_over(wish) if wish.ends_at <= leaves else ""
        visit = f"a visit at {wording.at(other.starts_at)}"
        return f"{who} is on the road from {wording.at(leaves)}, to {visit}.{kept}"
    kept = margins.preparing(wish) if wish.starts_at >= back else ""
    visit = f"a visit that ends at {wording.at(other.ends_at)}"
    return f"{who} is on the road until {wording.at(back)}, back from {visit}.{kept}"
