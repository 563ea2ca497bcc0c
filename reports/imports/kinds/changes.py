"""Visits to come that the other program moved or cancelled since they came here: the same is done here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from clinic import clock
from clinic.models import Staff
from clinic.refusals import Refused
from reports.imports.kinds import diary
from reports.imports.models import APPOINTMENTS, Brought, Import, ImportRow
from scheduling import booking
from scheduling.models import Appointment, Status

Verdict = ImportRow.Verdict
AS_BOOKED = 1  # the version of an appointment that nobody has changed since
TOUCHED = "It was changed here since and stays so. There it is {now}."
LENGTH = "It lasts {minutes} minutes there now. Change its length here."
REASON = "Cancelled in the program it came from"


def weigh(rows: Sequence[ImportRow], batch: Import) -> None:
    """Those that say something else now: to be changed, or left out where somebody changed them here."""
    known = Brought.objects.filter(
        place=APPOINTMENTS, system=batch.system, source__in=[row.source for row in rows]
    )
    keys = dict(known.values_list("source", "object_id"))
    held = Appointment.objects.select_related("patient", "therapist", "service").in_bulk([*keys.values()])
    changed = []
    for row in rows:
        one = held.get(keys.get(row.source, 0))
        if one and one.starts_at > clock.now() and _differs(one, row.becomes):
            _tell(row, one)
            changed.append(row)
    if changed:
        with transaction.atomic():
            follow([row for row in changed if row.verdict == Verdict.CHANGE], by=batch.made_by)
            transaction.set_rollback(True)


def follow(rows: Sequence[ImportRow], *, by: Staff) -> None:
    """Each by the rules; what they refuse is left out with their reason."""
    held = Appointment.objects.select_related("patient", "therapist", "service", "room").in_bulk(
        [row.becomes["appointment"] for row in rows]
    )
    for row in rows:
        one, version = held[row.becomes["appointment"]], row.becomes["version"]
        try:
            if row.becomes["status"] != Status.BOOKED:
                booking.cancel(appointment=one, reason=REASON, version=version, by=by)
            else:
                starts_at = datetime.fromisoformat(row.becomes["starts"])
                booking.move(
                    appointment=one, starts_at=starts_at, therapist=one.therapist, version=version, by=by
                )
        except Refused as refusal:
            row.verdict, row.reason = Verdict.SKIP, str(refusal)[:200]


def _differs(one: Appointment, said: dict[str, Any]) -> bool:
    """What was cancelled here does not come back because the other program still has it."""
    if one.status == Status.CANCELLED:
        return False
    if said["status"] != Status.BOOKED:
        return True
    starts_at, ends_at = diary.span_of(said)
    return (one.starts_at, one.ends_at) != (starts_at, ends_at)


def _tell(row: ImportRow, one: Appointment) -> None:
    said = row.becomes
    cancelled = said["status"] != Status.BOOKED
    at = clock.local(datetime.fromisoformat(said["starts"]))
    now = "cancelled" if cancelled else f"on {at:%-d %B %Y at %H:%M}"
    if one.version != AS_BOOKED:
        row.verdict, row.reason = Verdict.SKIP, TOUCHED.format(now=now)
    elif not cancelled and said["minutes"] != one.minutes:
        row.verdict, row.reason = Verdict.SKIP, LENGTH.format(minutes=said["minutes"])
    else:
        was = clock.local(one.starts_at)
        row.verdict = Verdict.CHANGE
        said |= {
            "appointment": one.pk,
            "version": one.version,
            "patient_number": one.patient.number,
            "was": f"{was:%-d %b %Y, %H:%M}",
            "now": "cancelled" if cancelled else f"{at:%-d %b %Y, %H:%M}",
        }
