"""Why a time is refused that does not itself meet the visit beside it: the minutes kept round each."""

from datetime import timedelta

from scheduling import wording
from scheduling.models import Appointment
from scheduling.wish import Wish

MINUTE = timedelta(minutes=1)


def why_kept(other: Appointment | None, wish: Wish | None) -> str:
    """A sentence after a space; nothing where the two times meet, or either is not known."""
    if other is None or wish is None or (other.starts_at < wish.ends_at and wish.starts_at < other.ends_at):
        return ""
    after, before = other.occupies.upper - other.ends_at, other.starts_at - other.occupies.lower
    if other.ends_at <= wish.starts_at:
        if wish.starts_at < other.occupies.upper:
            return f" {after // MINUTE} minutes after it are kept for turning over."
        return f" {wish.before // MINUTE} minutes before this one are kept for preparing."
    if wish.ends_at > other.occupies.lower:
        return f" {before // MINUTE} minutes before it are kept for preparing."
    kept = f"{wish.after // MINUTE} minutes after it are kept for turning over"
    return f" This one would end at {wording.at(wish.ends_at)}, and {kept}."
