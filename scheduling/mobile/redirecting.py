"""Another address or another zone for a mobile visit that stays when it is."""

from dataclasses import replace

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import lawful, locks, obstacles
from scheduling.last_word import in_words
from scheduling.mobile import readiness, safety
from scheduling.mobile.destination import Destination
from scheduling.mobile.models import MobileVisit
from scheduling.models import Status
from scheduling.refusals import BookingRefused, StatusRefused
from scheduling.versions import require_version
from scheduling.wish import Wish


def redirect(*, visit: MobileVisit, to: Destination, version: int, by: Staff) -> MobileVisit:
    """Let it take place there, with the drive that takes; another zone has the fee of its day.

    version: of the appointment, as the page showed it. Raises BookingRefused where the longer drive meets
    another visit, with the nearest times at which it would not.
    """
    appointment = visit.appointment
    wish = Wish.again(appointment)
    if to.zone.pk != visit.zone_id:
        service = appointment.service
        wish = Wish.new(wish.patient, wish.therapist, service, wish.minutes, wish.starts_at, to=to)
        wish = replace(wish, moving=appointment)
    with in_words(wish):
        return _redirect(visit, wish, to, version=version, by=by)


@verb
def _redirect(visit: MobileVisit, wish: Wish, to: Destination, *, version: int, by: Staff) -> MobileVisit:
    held = locks.therapists(wish.therapist)[wish.therapist.pk]
    patient = locks.patient(wish.patient)
    appointment, row = safety.held(visit)
    require_version(appointment, version)
    if Status(appointment.status) not in lawful.MOVABLE:
        raise StatusRefused(appointment, "sent elsewhere")
    if row.here_at:
        raise BookingRefused("The therapist is there already, so the address stays.")
    if to.zone.pk != row.zone_id:
        readiness.refuse_unserved(to)
        obstacles.refuse_past_or_crooked(wish)
        obstacles.room_for(wish.with_therapist(held), [])
        appointment.occupies = wish.occupies
    _write(row, to.kept(patient, appointment.day, by=by))
    appointment.version += 1
    appointment.save()
    row.save()
    audit.record("sent elsewhere", appointment, by=by, fields=["address"])
    return row


def _write(row: MobileVisit, values: dict[str, object]) -> None:
    """In the same zone the drive and the fee stay as they were booked."""
    kept = {"minutes_there", "minutes_back", "fee"} if values["zone"] == row.zone else set()
    for name in values.keys() - kept:
        setattr(row, name, values[name])
