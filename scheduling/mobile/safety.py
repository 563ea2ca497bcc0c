"""A lone therapist says "I am here" and "I have left"; whoever has not left in time is looked for.

Whoever writes holds the appointment's row and then the visit's, so a word from the door and the alert never
cross: one of them comes first, and the other sees it.
"""

from datetime import timedelta

from clinic import audit, clock, jobs
from clinic.models import Staff
from clinic.transactions import hold_rows, verb
from scheduling import attendance, locks, wording
from scheduling.mobile import overdue
from scheduling.mobile.models import MobileVisit
from scheduling.models import Appointment, Status
from scheduling.refusals import BookingRefused

UNDO_WITHIN = timedelta(minutes=5)


@verb
def check_in(*, visit: MobileVisit, by: Staff) -> MobileVisit:
    """The therapist is at the door; said twice, the first time stays. The patient counts as received."""
    appointment, row = held(visit)
    if row.here_at:
        return row
    if row.left_at:
        raise BookingRefused("You have left this visit already.")
    if appointment.day != clock.today():
        raise BookingRefused("You can say that you are there on the day of the visit only.")
    if appointment.status == Status.BOOKED and not appointment.patient.had_died_by(appointment.day):
        attendance.arrive(appointment=appointment, by=by)
    row.here_at = clock.now()
    return _keep(row, "checked in", by)


@verb
def check_out(*, visit: MobileVisit, by: Staff) -> MobileVisit:
    """The therapist is safely away, which ends an alert; also where nobody said that they were there."""
    appointment, row = held(visit)
    if row.left_at:
        return row
    if appointment.day > clock.today():
        raise BookingRefused("This visit is not today.")
    row.left_at = clock.now()
    return _keep(row, "checked out", by)


@verb
def take_back(*, visit: MobileVisit, by: Staff) -> MobileVisit:
    """Pressed by mistake: they are still there. Only for a few minutes."""
    _, row = held(visit)
    if row.left_at is None:
        return row
    if clock.now() - row.left_at > UNDO_WITHIN:
        raise BookingRefused(f"You left at {wording.at(row.left_at)}; that stays. Ring the desk.")
    row.left_at = None
    return _keep(row, "check-out taken back", by)


@verb
def settle(*, visit: MobileVisit, reason: str, by: Staff) -> MobileVisit:
    """Somebody has made sure that all is well, and says how. Refused where no alert stands any more."""
    _, row = held(visit)
    if row.left_at:
        raise BookingRefused(f"They have left in the meantime, at {wording.at(row.left_at)}.")
    if row.settled_at:
        raise BookingRefused(f"{row.settled_by} has settled it already: {row.settled_why}")
    if not overdue.standing().filter(pk=row.pk).exists():
        raise BookingRefused("This visit is not overdue.")
    row.settled_at, row.settled_by, row.settled_why = clock.now(), by, reason
    return _keep(row, "alert settled", by, reason=reason)


def tell() -> int:
    """Tell the admins of every visit that has become overdue, once; how many."""
    return sum(_told(one) for one in overdue.untold())


@verb
def _told(visit: MobileVisit) -> bool:
    """The mail is ordered in the same transaction: there is one if the alert stands, and only then."""
    appointment, row = held(visit)
    if not overdue.untold().filter(pk=row.pk).exists():
        return False
    row.alerted_at = clock.now()
    _keep(row, "missed at a visit", None)
    jobs.tell_admins_of_overdue.defer(
        staff=appointment.therapist_id, ended_at=appointment.ends_at.isoformat()
    )
    return True


def held(visit: MobileVisit) -> tuple[Appointment, MobileVisit]:
    """Both rows as they are now."""
    appointment = locks.appointment(visit.appointment)
    row = hold_rows(MobileVisit.objects.select_related("zone", "settled_by").filter(pk=visit.pk)).get()
    row.appointment = appointment
    return appointment, row


def _keep(row: MobileVisit, action: str, by: Staff | None, reason: str = "") -> MobileVisit:
    row.save()
    audit.record(action, row, by=by, reason=reason)
    return row
