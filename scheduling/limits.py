"""How much of a day a therapist may spend with their hands on patients; nobody books past it."""

from datetime import date, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q, Sum

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import locks
from scheduling.models import Appointment
from scheduling.refusals import BookingRefused, OverTheLimit
from scheduling.wish import Wish

LENGTH = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
MINUTE = timedelta(minutes=1)
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


def refuse_too_much(wish: Wish, day: date) -> None:
    """A day that would have more minutes than the therapist's limit, unless the visit adds none to it."""
    limit = wish.therapist.hands_on_minutes
    if limit is None:
        return
    others, own = _worked(wish, day)
    if others + wish.minutes > max(limit, others + own):
        raise OverTheLimit(wish.therapist.first_name, day, has=others, more=wish.minutes, limit=limit)


def _worked(wish: Wish, day: date) -> tuple[int, int]:
    """Minutes of the others' visits that day, and of this one's if it stands in it already."""
    mine = Q(pk=wish.moving.pk) if wish.moving else Q(pk=None)
    rows = Appointment.objects.holding().on(day).filter(therapist=wish.therapist)
    said = rows.aggregate(others=Sum(LENGTH, filter=~mine), own=Sum(LENGTH, filter=mine))
    others, own = ((said[name] or timedelta()) // MINUTE for name in ("others", "own"))
    return others, own
