"""Writing down what the rules have let pass: the row of a new appointment."""

from uuid import UUID

from clinic import audit
from clinic.models import Staff
from scheduling.models import Appointment, ChairDay, MobileVisit, Room, Series, Status
from scheduling.services.pricing import PriceList
from scheduling.wish import Wish


def hold(
    wish: Wish,
    room: Room | None,
    *,
    prices: PriceList | None = None,
    chair_day: ChairDay | None = None,
    key: UUID,
    note: str = "",
    series: Series | None = None,
    by: Staff,
) -> Appointment:
    """The wish's time in that room or at the patient's, at the price and the call-out fee that its day has.

    Inside the verb that looked at it. prices: the service's, where they were read already.
    """
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
    held.price = (prices or PriceList.of(wish.service)).on(held.day, wish.minutes)
    held.save()
    audit.record("booked", held, by=by)
    if wish.to:
        visit = MobileVisit.objects.create(appointment=held, **wish.to.kept(wish.patient, held.day, by=by))
        audit.record("destination kept", visit, by=by)
    return held
