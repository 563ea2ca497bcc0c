"""What was done to an appointment, from its booking on, in words that the desk may read to the patient.

Told from the versions that the database keeps of the row; who did it stands in the audit log beside them.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from clinic.asking import together
from clinic.models import AuditEvent
from scheduling import wording
from scheduling.models import Appointment, Status

PLACE = ("starts_at", "ends_at", "therapist_id", "room_id")
LOOKED = ("opened", "listed")
SENT_ELSEWHERE = "sent elsewhere"
BECAME = {
    Status.ARRIVED: "Arrived",
    Status.CHECKED_IN: "Arrived",
    Status.FULFILLED: "The visit took place",
    Status.NOSHOW: "Did not come",
    Status.ENTERED_IN_ERROR: "Entered in error",
}
# The row's own word for when; of anything else the version's time is told.
STAMPS = {"confirmed_at", "arrived_at", "cancelled_at"}


@dataclass(frozen=True)
class Entry:
    """who: empty where the clinic's own clockwork did it, or nobody is on record."""

    at: datetime
    words: str
    who: str


def of(appointment: Appointment) -> list[Entry]:
    """In the order in which it happened; one statement."""
    versions = appointment.events.select_related("therapist", "room", "booked_by").order_by("pgh_id")
    whose = appointment.events.values("patient_id")
    log = AuditEvent.objects.filter(object_type="appointment", object_id=appointment.pk, patient_id__in=whose)
    log = log.exclude(action__in=LOOKED).select_related("actor").order_by("id")
    together(versions, log)
    return list(_told(list(versions), deque(log)))


def _told(versions: list[Any], log: deque[AuditEvent]) -> Iterator[Entry]:
    before = None
    for now, after in zip_longest(versions, versions[1:]):
        event = _event(log, now, before, after)
        who = event.actor if event else now.booked_by if before is None else None
        for at, words in _changes(before, now, event.action if event else ""):
            yield Entry(at, words, who.first_name if who else "")
        before = now


def _event(log: deque[AuditEvent], now: Any, before: Any, after: Any) -> AuditEvent | None:
    """The row is written first, the log after it in the same transaction; a merge logs it elsewhere.

    What stands later than the next version is that one's: a row that was brought in has none of its own.
    """
    if before is not None and before.patient_id != now.patient_id:
        return None
    while log and log[0].at < now.pgh_created_at:
        log.popleft()
    later = after is not None and after.pgh_created_at > now.pgh_created_at
    return log.popleft() if log and not (later and log[0].at >= after.pgh_created_at) else None


def _changes(before: Any, now: Any, action: str) -> Iterable[tuple[datetime, str]]:
    if before is None:
        yield now.booked_at, f"Booked for {_place(now)}"
        yield from _stamped(None, now)
        return
    if action == "restored":
        yield now.pgh_created_at, f"Taken back: {_place(now)} again"
        return
    if action == SENT_ELSEWHERE:
        yield now.pgh_created_at, "Sent to another address"
        return
    if before.patient_id != now.patient_id:
        yield now.pgh_created_at, "Brought here when two records became one"
    if before.series_id != now.series_id:
        yield now.pgh_created_at, "Made part of a series" if now.series_id else "Taken out of the series"
    if any(getattr(before, name) != getattr(now, name) for name in PLACE):
        yield now.pgh_created_at, _moved(before, now)
    yield from _stamped(before, now)


def _stamped(before: Any, now: Any) -> Iterator[tuple[datetime, str]]:
    """What became of it; a first version may have several behind it already."""
    was = before.status if before else Status.BOOKED
    if now.confirmed_at and not (before and before.confirmed_at):
        yield now.confirmed_at, "Confirmed"
    if now.arrived_at and not (before and before.arrived_at) and now.status not in {Status.ARRIVED, was}:
        yield now.arrived_at, "Arrived"
    if now.status == was:
        return
    if now.status == Status.CANCELLED:
        reason = f": {now.cancel_reason}" if now.cancel_reason else ""
        yield now.cancelled_at or now.pgh_created_at, f"Cancelled{reason}"
    elif now.status == Status.PENDING:
        yield now.pgh_created_at, "Held from the wait list, until the patient answers"
    elif now.status == Status.BOOKED:
        asked = was == Status.PROPOSED
        yield now.pgh_created_at, "Accepted: booked" if asked else "The patient takes it: booked"
    elif now.status == Status.ARRIVED:
        yield now.arrived_at or now.pgh_created_at, "Arrived"
    else:
        yield now.pgh_created_at, BECAME.get(Status(now.status), Status(now.status).label)


def _moved(before: Any, now: Any) -> str:
    if before.starts_at != now.starts_at:
        return f"Moved from {_place(before)} to {_place(now)}"
    if before.therapist_id != now.therapist_id:
        return f"Handed over from {before.therapist.first_name} to {now.therapist.first_name}"
    if before.ends_at != now.ends_at:
        return f"Made to last until {wording.at(now.ends_at)} instead of {wording.at(before.ends_at)}"
    return f"Moved from {before.room} to {now.room}"


def _place(state: Any) -> str:
    return f"{wording.moment(state.starts_at)} with {state.therapist.first_name}"
