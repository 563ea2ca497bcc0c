"""What becomes of an appointment: confirmed, arrived, fulfilled, missed or cancelled.

None of these takes time from anyone, so the appointment's own row is all they hold. version: the one the page
showed; an older one is refused, None asks nothing.
"""

from clinic import audit, clock
from clinic.models import Staff
from clinic.naming import Naming
from clinic.transactions import verb
from scheduling import lawful, locks
from scheduling.models import Appointment, Status
from scheduling.refusals import BookingRefused, NotBookable, StatusRefused
from scheduling.versions import require_version


@verb
def confirm(*, appointment: Appointment, version: int | None = None, by: Staff) -> Appointment:
    """The patient has said that they will come; once is enough."""
    row = _held(appointment, version)
    if row.status != Status.BOOKED:
        raise StatusRefused(row, "confirmed")
    _refuse_the_dead(row)
    if row.confirmed_at:
        return row
    row.confirmed_at = clock.now()
    return _keep(row, "confirmed", by)


@verb
def accept(*, appointment: Appointment, version: int | None = None, by: Staff) -> Appointment:
    """A request, which has held its place, is booked; a place held from the wait list is taken there."""
    row = _held(appointment, version)
    if row.status == Status.BOOKED:
        return row
    if row.status != Status.PROPOSED:
        raise StatusRefused(row, "accepted")
    _refuse_the_dead(row)
    row.status = Status.BOOKED
    return _keep(row, "request accepted", by)


@verb
def arrive(*, appointment: Appointment, version: int | None = None, by: Staff) -> Appointment:
    """The patient is here; only on the day itself. Said twice, the first time stays."""
    row = _held(appointment, version)
    if row.status == Status.ARRIVED:
        return row
    lawful.require(row, Status.ARRIVED, "marked arrived")
    _refuse_the_dead(row)
    if row.day != clock.today():
        raise BookingRefused("Arrived can be marked on the day of the appointment only.")
    row.status, row.arrived_at = Status.ARRIVED, clock.now()
    return _keep(row, "arrived", by)


@verb
def fulfil(*, appointment: Appointment, by: Staff) -> Appointment:
    """The visit took place."""
    row = _held(appointment, None)
    if row.status == Status.FULFILLED:
        return row
    lawful.require(row, Status.FULFILLED, "marked fulfilled")
    row.status = Status.FULFILLED
    return _keep(row, "fulfilled", by)


@verb
def miss(*, appointment: Appointment, version: int | None = None, by: Staff) -> Appointment:
    """The patient did not come; not before the time began. What is left of the time is free again."""
    row = _held(appointment, version)
    lawful.require(row, Status.NOSHOW, "marked a no-show")
    if row.starts_at > clock.now():
        raise BookingRefused("It has not begun yet. A no-show can be marked once its time has come.")
    row.status = Status.NOSHOW
    return _keep(row, "missed", by)


@verb
def cancel(*, appointment: Appointment, reason: str, version: int | None = None, by: Staff) -> Appointment:
    """Give the time back; the row stays, with the reason, which is words for the desk and never clinical."""
    row = _held(appointment, version)
    lawful.require(row, Status.CANCELLED, "cancelled")
    if row.has_visit:
        raise BookingRefused("The treatment session has begun, so the appointment stands.")
    row.status, row.cancelled_at, row.cancel_reason = Status.CANCELLED, clock.now(), reason
    return _keep(row, "cancelled", by)


def _refuse_the_dead(row: Appointment) -> None:
    """What only somebody alive does; their appointments stay until somebody cancels them."""
    if row.patient.had_died_by(row.day):
        raise NotBookable(Naming(row.patient.why_not_booked, row.patient))


def _held(appointment: Appointment, version: int | None) -> Appointment:
    row = locks.appointment(appointment)
    require_version(row, version)
    return row


def _keep(row: Appointment, action: str, by: Staff) -> Appointment:
    row.version += 1
    row.save()
    audit.record(action, row, by=by)
    return row
