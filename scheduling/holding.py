"""Writing down what the rules have let pass: the row of a new appointment."""

from uuid import UUID

from clinic import audit
from clinic.models import Staff
from scheduling.models import Appointment, ChairDay, Room, Series, Status
from scheduling.services.pricing import PriceList
from scheduling.wish import Wish


def hold(
    wish: Wish,
    room: Room | None,
    *,
    chair_day: ChairDay | None = None,
    key: UUID,
    note: str = "",
    series: Series | None = None,
    by: Staff,
) -> Appointment:
    """The wish's time in that room, at the price that its day has; inside the verb that looked at it."""
    held = Appointment(
        patient=wish.patient,
        therapist=wish.therapist,
        room=room,
        chair_day=chair_day,
        service=wish.service,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        occupies=wish.occupies,
        status=Status.BOOKED,
        note=note,
        series=series,
        booked_by=by,
        key=key,
    )
    held.price = PriceList.of(wish.service).on(held.day, wish.minutes)
    held.save()
    audit.record("booked", held, by=by)
    return held
