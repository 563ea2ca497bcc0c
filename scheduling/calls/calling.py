"""Putting somebody on the list of whom to ring, and taking them off it with what came of it."""

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling.models import Appointment, Call
from scheduling.refusals import BookingRefused


@verb
def add(*, appointment: Appointment, why: str, by: Staff) -> Call:
    """Once for each appointment while it is open."""
    there = Call.objects.open().filter(appointment=appointment).first()
    if there:
        return there
    call = Call.objects.create(appointment=appointment, why=why, added_by=by)
    audit.record("to be rung", call, by=by)
    return call


@verb
def try_again(*, call: Call, by: Staff) -> Call:
    """Nobody answered."""
    row = _open(call)
    row.tries += 1
    return _keep(row, "rung", by)


@verb
def settle(*, call: Call, outcome: str, by: Staff) -> Call:
    """outcome: one of Call.Outcome."""
    row = _open(call)
    row.outcome, row.done_at, row.done_by = Call.Outcome(outcome), clock.now(), by
    return _keep(row, "call settled", by)


@verb
def reopen(*, call: Call, by: Staff) -> Call:
    """Taken back: it still has to be made."""
    row = _held(call)
    if row.done_at is None:
        return row
    if Call.objects.open().filter(appointment=row.appointment_id).exists():
        raise BookingRefused("This call is on the list already.")
    row.outcome, row.done_at, row.done_by = "", None, None
    return _keep(row, "call opened again", by)


def _open(call: Call) -> Call:
    row = _held(call)
    if row.done_at:
        raise BookingRefused(f"This call was settled before: {row.get_outcome_display()}.")
    return row


def _held(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).get(pk=call.pk)


def _keep(row: Call, action: str, by: Staff) -> Call:
    row.save()
    audit.record(action, row, by=by)
    return row
