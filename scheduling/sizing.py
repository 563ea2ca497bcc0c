"""Another length for an appointment that stays where it begins."""

from functools import partial

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import lawful, obstacles
from scheduling.held import Held, likeliest_room_first
from scheduling.last_word import in_words
from scheduling.models import Appointment, Status
from scheduling.refusals import BookingRefused, StatusRefused, TimePassed
from scheduling.versions import require_version
from scheduling.wish import Wish


def resize(*, appointment: Appointment, minutes: int, version: int, by: Staff) -> Appointment:
    """Let it last so long, one of its service's lengths and at that one's price, in its room or another.

    version: the one the page showed; an older one is refused. What the patient confirmed is when it begins,
    so that stays. Raises BookingRefused, with the nearest times that have room for the new length.
    """
    wish = Wish.again(appointment).lasting(minutes)
    with in_words(wish):
        return likeliest_room_first(partial(_resize, appointment, wish, version=version, by=by))


@verb
def _resize(
    appointment: Appointment, wish: Wish, *, version: int, by: Staff, every_room: bool
) -> Appointment:
    held = Held(wish, every_room=every_room)
    wish, row = held.wish, held.moving
    obstacles.refuse_gone(held.patient)
    require_version(row, version)
    obstacles.refuse_slot(row)
    _refuse_unlawful(row)
    obstacles.refuse_length(wish)
    if wish.ends_at <= clock.now():
        raise TimePassed
    row.room = held.room_or_another()
    row.ends_at, row.occupies = wish.ends_at, wish.occupies
    row.price = held.prices.on(row.day, wish.minutes)
    row.version += 1
    row.save()
    audit.record("resized", row, by=by)
    return row


def _refuse_unlawful(row: Appointment) -> None:
    if Status(row.status) not in lawful.RESIZABLE:
        raise StatusRefused(row, "made shorter or longer")
    if row.has_visit:
        raise BookingRefused("The treatment session has begun, so the appointment keeps its length.")
