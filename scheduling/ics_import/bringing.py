"""Appointments of another calendar booked here, each by the rules, and all of them taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.models import Patient
from scheduling import booking
from scheduling.ics_import.models import ImportBatch, ImportedAppointment
from scheduling.ics_import.reading import Entry, ImportRefused
from scheduling.models import HOLDING, Appointment, Service

REASON = "Import taken back"


@dataclass(frozen=True)
class Asked:
    """A line of the file with what somebody chose for it."""

    entry: Entry
    patient: Patient | None
    service: Service | None


@dataclass(frozen=True)
class Outcome:
    """Booked, or the sentence why not."""

    asked: Asked
    appointment: Appointment | None = None
    refusal: str = ""


def bring_in(
    *, key: UUID, therapist: Staff, asked: Sequence[Asked], by: Staff
) -> tuple[ImportBatch, list[Outcome]]:
    """Book line by line: one that is refused costs the others nothing, and sent again it books no more."""
    batch = _batch(key=key, therapist=therapist, by=by)
    return batch, [_line(batch, one, by) for one in asked]


@verb
def undo(*, batch: ImportBatch, by: Staff) -> list[Appointment]:
    """Cancel what came with the batch, and return what stays, because it was changed here or has begun."""
    held = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.undone_at:
        raise ImportRefused("This import was taken back before.")
    rows = held.imported.select_related("appointment__patient", "appointment__therapist")
    stays = [one.appointment for one in rows.order_by("appointment") if not _taken_out(one, by)]
    standing = [one for one in stays if one.status in HOLDING]
    held.undone_at, held.undone_by = clock.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    audit.record("took an import back", held, by=by)
    return standing


@verb
def _batch(*, key: UUID, therapist: Staff, by: Staff) -> ImportBatch:
    batch, is_new = ImportBatch.objects.get_or_create(
        made_by=by, key=key, defaults={"therapist": therapist, "made_at": clock.now()}
    )
    _refuse_undone(batch)
    if is_new:
        audit.record("imported", batch, by=by)
    return batch


def _refuse_undone(batch: ImportBatch) -> None:
    if batch.undone_at:
        raise ImportRefused("This import was taken back. Choose the file again.")


def _line(batch: ImportBatch, asked: Asked, by: Staff) -> Outcome:
    if asked.patient is None:
        return Outcome(asked, refusal="Choose who it is for.")
    if asked.service is None:
        return Outcome(asked, refusal="Choose what it is.")
    try:
        return Outcome(asked, _booked(batch, asked, asked.patient, asked.service, by))
    except Refused as refusal:
        return Outcome(asked, refusal=str(refusal))


@verb
def _booked(batch: ImportBatch, asked: Asked, patient: Patient, service: Service, by: Staff) -> Appointment:
    entry = asked.entry
    _refuse_undone(ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk))
    held = booking.book(
        patient=patient,
        therapist=batch.therapist,
        service=service,
        minutes=entry.minutes,
        starts_at=entry.starts_at,
        key=uuid5(batch.key, f"{entry.uid} {entry.starts_at.isoformat()} {entry.summary}"),
        by=by,
    )
    ImportedAppointment.objects.get_or_create(
        appointment=held, defaults={"batch": batch, "version": held.version}
    )
    return held


def _taken_out(one: ImportedAppointment, by: Staff) -> bool:
    """Cancelled, unless it is not any more as it was booked."""
    try:
        booking.cancel(appointment=one.appointment, reason=REASON, version=one.version, by=by)
    except Refused:
        return False
    return True
