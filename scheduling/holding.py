"""Writing down what the rules have let pass: the row of a new appointment."""

from typing import Any

from clinic import audit, writing
from clinic.models import Staff
from scheduling.models import Appointment, MobileVisit, Room, Status
from scheduling.services.pricing import PriceList
from scheduling.wish import Wish


def hold(
    wish: Wish, room: Room | None, *, prices: PriceList | None = None, by: Staff, **more: Any
) -> Appointment:
    """The wish's time in that room or at the patient's, at the price and the call-out fee that its day has.

    Inside the verb that looked at it. prices: the service's, where they were read already. more: key, and if
    there are any note, series and chair_day.
    """
    held = Appointment(
        patient=wish.patient,
        therapist=wish.therapist,
        room=room,
        service=wish.service,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        occupies=wish.occupies,
        status=Status.BOOKED,
        booked_by=by,
        **more,
    )
    held.price = (prices or PriceList.of(wish.service)).on(held.day, wish.minutes)
    writing.insert(held)
    audit.record("booked", held, by=by)
    _keep_destination(held, wish, by)
    return held


def _keep_destination(held: Appointment, wish: Wish, by: Staff) -> None:
    """Where a mobile visit goes, as it is known now."""
    if wish.to:
        visit = MobileVisit.objects.create(appointment=held, **wish.to.kept(wish.patient, held.day, by=by))
        audit.record("destination kept", visit, by=by)
