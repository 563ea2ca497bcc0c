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
    if other.ends_at <= wish.starts_at:
        return f" {after(other)}." if wish.starts_at < other.occupies.upper else preparing(wish)
    return f" {before(other)}." if wish.ends_at > other.occupies.lower else turning_over(wish)


def after(other: Appointment) -> str:
    return f"{(other.occupies.upper - other.ends_at) // MINUTE} minutes after it are kept for turning over"


def before(other: Appointment) -> str:
    return f"{(other.starts_at - other.occupies.lower) // MINUTE} minutes before it are kept for preparing"


def preparing(wish: Wish) -> str:
    """A sentence after a space: what is kept before the time that was asked for."""
    return f" {wish.before // MINUTE} minutes before this one are kept for preparing."


def turning_over(wish: Wish) -> str:
    """The same of what is kept after it."""
    kept = f"{wish.after // MINUTE} minutes after it are kept for turning over"
    return f" This one would end at {wording.at(wish.ends_at)}, and {kept}."
