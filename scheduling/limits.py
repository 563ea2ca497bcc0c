"""How much of a day a therapist may spend with their hands on patients; nobody books past it."""

from datetime import date

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.refusals import BookingRefused, OverTheLimit
from scheduling.wish import Wish

LEAST, MOST = 30, 24 * 60


@verb
def set_limit(*, therapist: Staff, minutes: int | None, by: Staff) -> Staff:
    """The most minutes of treatment in a day, None for no limit; what is booked past it stays."""
    held = locks.therapists(therapist)[therapist.pk]
    if minutes is not None and not LEAST <= minutes <= MOST:
        raise BookingRefused("A limit is between half an hour and a whole day. Leave it empty for none.")
    if held.hands_on_minutes != minutes:
        held.hands_on_minutes = minutes
        held.save(update_fields=["hands_on_minutes"])
        audit.record("limit set", held, by=by)
    return held


def refuse_too_much(wish: Wish, day: date, others: int, own: int) -> None:
    """A day that would have more minutes than the therapist's limit, unless the visit adds none to it.

    others, own: minutes of the other visits of that day, and of this one if it stands in it already.
    """
    limit = wish.therapist.hands_on_minutes
    if limit is not None and others + wish.minutes > max(limit, others + own):
        raise OverTheLimit(wish.therapist.first_name, day, has=others, more=wish.minutes, limit=limit)
