"""Putting somebody on the wait list, and taking them off it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from clinic.naming import Naming
from clinic.transactions import hold_rows, verb
from patients.models import Patient
from scheduling import locks, obstacles
from scheduling.mobile import readiness
from scheduling.models import Service, TravelZone, Waiting
from scheduling.refusals import BookingRefused


@dataclass(frozen=True)
class Wanted:
    """therapist None: anyone; weekdays: 0 is Monday, none for any; earliest, latest: when it begins.

    not_before, until: the first and the last day of use. features: what its room must have, besides what
    service and patient need. zone: where a mobile service would come to.
    """

    service: Service
    minutes: int
    therapist: Staff | None = None
    weekdays: Sequence[int] = ()
    earliest: time | None = None
    latest: time | None = None
    not_before: date | None = None
    until: date | None = None
    features: Sequence[str] = ()
    priority: int = Waiting.Priority.SOON
    note: str = ""
    zone: TravelZone | None = None


@verb
def add(*, patient: Patient, wanted: Wanted, by: Staff) -> Waiting:
    """Raises BookingRefused for what nobody could book for them, and for a second wish for one service."""
    held = locks.patient(patient)
    obstacles.refuse_gone(held)
    service = wanted.service
    obstacles.refuse_known(service, held)
    if service.mobile:
        _refuse_unready(wanted, held)
    if not service.active or wanted.minutes not in service.durations:
        raise BookingRefused(f"{service} is not offered for {wanted.minutes} minutes.")
    if wanted.until and wanted.until < clock.today():
        raise BookingRefused("The last day that is of use has passed.")
    if wanted.until and wanted.not_before and wanted.until < wanted.not_before:
        raise BookingRefused("The last day that is of use comes before the first.")
    if Waiting.objects.open().filter(patient=patient, service=service).exists():
        raise BookingRefused(Naming(f"{patient} waits for {service} already.", patient))
    row = Waiting.objects.create(patient=patient, **_said(wanted), added_by=by)
    audit.record("put on the wait list", row, by=by)
    return row


def _said(wanted: Wanted) -> dict[str, Any]:
    """A visit at the patient's has a zone and no room, any other a room and no zone."""
    mobile = wanted.service.mobile
    return vars(wanted) | {
        "weekdays": sorted(set(wanted.weekdays)),
        "zone": wanted.zone if mobile else None,
        "features": [] if mobile else sorted(set(wanted.features)),
    }


def _refuse_unready(wanted: Wanted, patient: Patient) -> None:
    """What would be refused later, when a place is free and somebody is on the phone."""
    if wanted.zone is None:
        raise BookingRefused(f"{wanted.service} takes place at the patient's. Say in which zone that is.")
    readiness.refuse_anonymous(patient)


@verb
def withdraw(*, waiting: Waiting, by: Staff) -> Waiting:
    """They wait no more; a place that is held for them has to be given back first."""
    row = held_row(waiting)
    if row.held.filter(settled_at=None).exists():
        words = f"A place is held for {row.patient}. Say first what became of it."
        raise BookingRefused(Naming(words, row.patient))
    return close(row, Waiting.Outcome.WITHDRAWN, by)


@verb
def put_back(*, waiting: Waiting, by: Staff) -> Waiting:
    """Taken off by mistake: they wait again, in their old place."""
    row = held_row(waiting)
    if Waiting.objects.open().filter(patient=row.patient_id, service=row.service_id).exists():
        raise BookingRefused(Naming(f"{row.patient} waits for {row.service} already.", row.patient))
    obstacles.refuse_known(row.service, row.patient)
    row.closed_at, row.outcome = None, ""
    row.save()
    audit.record("put back on the wait list", row, by=by)
    return row


def held_row(waiting: Waiting) -> Waiting:
    return hold_rows(Waiting.objects.select_related("patient", "service").filter(pk=waiting.pk)).get()


def close(row: Waiting, outcome: str, by: Staff) -> Waiting:
    if row.closed_at:
        words = f"{row.patient} is off the wait list already: {row.get_outcome_display()}."
        raise BookingRefused(Naming(words, row.patient))
    row.closed_at, row.outcome = clock.now(), outcome
    row.save()
    audit.record("taken off the wait list", row, by=by)
    return row
