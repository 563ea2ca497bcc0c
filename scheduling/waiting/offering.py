"""Holding a free place for one who waits: for so long, then for the next; the database knows one winner."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from clinic import audit, clock
from clinic.models import Staff
from clinic.naming import Naming
from clinic.transactions import verb
from scheduling import booking, locks
from scheduling.mobile.destination import Destination
from scheduling.models import Appointment, HeldPlace, Status, Waiting
from scheduling.refusals import BookingRefused
from scheduling.waiting import listing

HELD_FOR = timedelta(minutes=30)
Outcome = HeldPlace.Outcome


@verb
def hold(*, waiting: Waiting, therapist: Staff, starts_at: datetime, key: UUID, by: Staff) -> HeldPlace:
    """Book the place as pending, until the patient has answered or HELD_FOR is over.

    The same key from the same person is the same form sent again. Raises BookingRefused where the place is
    gone or the patient cannot have it, with the nearest alternatives.
    """
    row = listing.held_row(waiting)
    there = HeldPlace.objects.filter(appointment__booked_by=by, appointment__key=key).first()
    if there:
        return there
    if row.closed_at:
        raise BookingRefused(Naming(f"{row.patient} is off the wait list already.", row.patient))
    if row.held.filter(settled_at=None).exists():
        raise BookingRefused(Naming(f"A place is held for {row.patient} already.", row.patient))
    visit = _booked(row, therapist, starts_at, key, by)
    _become(visit, Status.PENDING, "held", by)
    until = min(clock.now() + HELD_FOR, starts_at)
    held = HeldPlace.objects.create(waiting=row, appointment=visit, until=until)
    audit.record("held", held, by=by)
    return held


def _booked(row: Waiting, therapist: Staff, starts_at: datetime, key: UUID, by: Staff) -> Appointment:
    visit = booking.book(
        patient=row.patient,
        therapist=therapist,
        service=row.service,
        minutes=row.minutes,
        starts_at=starts_at,
        features=row.features,
        to=Destination(row.zone) if row.zone else None,
        key=key,
        by=by,
    )
    return locks.appointment(visit)


@verb
def give(*, waiting: Waiting, therapist: Staff, starts_at: datetime, key: UUID, by: Staff) -> Appointment:
    """They are on the phone and take it: held and booked in one. Raises what hold() raises."""
    held = hold(waiting=waiting, therapist=therapist, starts_at=starts_at, key=key, by=by)
    return held.appointment if held.outcome == Outcome.ACCEPTED else accept(held=held, by=by)


@verb
def accept(*, held: HeldPlace, by: Staff) -> Appointment:
    """They take it: it is booked, and they wait no more."""
    row, visit = _standing(held)
    _become(visit, Status.BOOKED, "accepted", by)
    _settle(row, Outcome.ACCEPTED, by)
    listing.close(listing.held_row(row.waiting), Waiting.Outcome.BOOKED, by)
    return visit


@verb
def decline(*, held: HeldPlace, by: Staff) -> Appointment:
    """They cannot come then: the place is free for the next, and they wait on."""
    row, visit = _standing(held)
    return _give_up(row, visit, Outcome.DECLINED, "The patient declined the place", by)


@verb
def lapse() -> int:
    """Give up what was held for too long, or was booked or cancelled by another way; how many."""
    late = HeldPlace.objects.filter(settled_at=None).select_for_update(of=("self",), skip_locked=True)
    done = 0
    for row in late:
        visit = locks.appointment(row.appointment)
        if visit.status != Status.PENDING:
            outcome = Outcome.ACCEPTED if visit.status == Status.BOOKED else Outcome.DECLINED
            _settle(row, outcome, None)
        elif row.until <= clock.now():
            _give_up(row, visit, Outcome.LAPSED, "No answer in time", None)
        else:
            continue
        done += 1
    return done


def free_again(staff: Staff) -> list[HeldPlace]:
    """Places to come that somebody did not answer for in time and nobody has since; the soonest first."""
    taken = Appointment.objects.holding().filter(
        therapist=OuterRef("appointment__therapist"), occupies__overlap=OuterRef("appointment__occupies")
    )
    lapsed = HeldPlace.objects.visible_to(staff).filter(
        ~Exists(taken), outcome=Outcome.LAPSED, appointment__starts_at__gt=clock.now()
    )
    rows = lapsed.select_related("waiting__patient", "appointment__therapist").order_by("pk")
    last = {(one.appointment.therapist_id, one.appointment.starts_at): one for one in rows}
    return sorted(last.values(), key=lambda one: one.appointment.starts_at)


def _standing(held: HeldPlace) -> tuple[HeldPlace, Appointment]:
    """Both rows, held; raises where it was settled meanwhile."""
    row = HeldPlace.objects.select_for_update(of=("self",)).get(pk=held.pk)
    visit = locks.appointment(row.appointment)
    if row.settled_at or visit.status != Status.PENDING:
        said = row.get_outcome_display() or visit.get_status_display()
        raise BookingRefused(f"This place is not held any more: {said}.")
    return row, visit


def _give_up(row: HeldPlace, visit: Appointment, outcome: str, why: str, by: Staff | None) -> Appointment:
    visit.cancelled_at, visit.cancel_reason = clock.now(), why
    _become(visit, Status.CANCELLED, "cancelled", by)
    _settle(row, outcome, by)
    return visit


def _become(visit: Appointment, status: Status, action: str, by: Staff | None) -> None:
    visit.status = status
    visit.version += 1
    visit.save()
    audit.record(action, visit, by=by)


def _settle(row: HeldPlace, outcome: str, by: Staff | None) -> None:
    row.settled_at, row.outcome = clock.now(), outcome
    row.save()
    audit.record("accepted" if outcome == Outcome.ACCEPTED else "gave up a held place", row, by=by)
