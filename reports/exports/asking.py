"""What may be done with an export: ask for one, cancel it, fetch it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold
from patients.models import Patient
from reports.exports.jobs import have_written, tell_admins_of_many
from reports.exports.models import Export

Kind, State = Export.Kind, Export.State
# As many at once for one person; more would only wait for each other.
MOST_AT_ONCE = 5
# Files of more patients than this are told to the admins.
MANY_PEOPLE = 100


# Of the question: what the log says by keys already, or may not say.
UNLOGGED = {"title", "address", "asked"}


class ExportRefused(Refused):
    """Why no file is written or given out."""


@verb
def ask(
    kind: str,
    question: dict[str, Any],
    *,
    by: Staff,
    rows: int | None = None,
    people: int | None = None,
    patient: Patient | None = None,
    reason: str = "",
    recipient: str = "",
) -> Export:
    """Have the worker write a file; question: see Export, all but UNLOGGED becomes a part of the log."""
    if patient is not None:
        hold(patient)
    Staff.objects.select_for_update(no_key=True).get(pk=by.pk)
    waiting = Export.objects.filter(asked_by=by).under_way()
    if waiting.filter(kind=kind, question=question, patient=patient).exists():
        raise ExportRefused("This is being written already. It stands under Exports.")
    if waiting.count() >= MOST_AT_ONCE:
        raise ExportRefused(f"{MOST_AT_ONCE} files are being written for you. Wait for one, or cancel one.")
    export = Export.objects.create(
        kind=kind, question=question, asked_by=by, asked_at=clock.now(), rows=rows, people=people,
        patient=patient, reason=reason, recipient=recipient,
    )  # fmt: skip
    why = f"{reason}; for {recipient}" if recipient else reason
    event = audit.record("asked for an export", export, by=by, fields=in_words(export), reason=why)
    tell_if_many(event, people or 0)
    have_written(export.pk)
    return export


@verb
def taken_at_once(what: Sequence[str], *, rows: int, people: int, by: Staff, of: Model | None = None) -> None:
    """A file that leaves at once, written down before its first byte; what: its name, form and filters."""
    event = audit.record("exported", of, by=by, fields=[*what, f"rows {rows}", f"patients {people}"])
    tell_if_many(event, people)


def may_fetch(export: Export, staff: Staff) -> bool:
    """As it is now: a record while the chart is open to them, everything else as an admin."""
    if export.kind == Kind.RECORD:
        return Patient.objects.chart_open_to(staff).filter(exports=export).exists()
    return staff.has(Role.ADMIN)


def tell_if_many(event: int, people: int) -> None:
    """Every admin hears of a file about many patients, once it is certain that it was asked for.

    event: its key in the audit log.
    """
    if people > MANY_PEOPLE:
        tell_admins_of_many.defer(event=event, people=people)


@verb
def cancel(export: Export, *, by: Staff) -> Export:
    """Whoever writes it stops at the next step and leaves nothing behind; one that has ended stays so."""
    held = _held(export)
    if not held.is_under_way:
        return held
    held.state, held.ended_at, held.told_at = State.CANCELLED, clock.now(), clock.now()
    held.save(update_fields=["state", "ended_at", "told_at"])
    audit.record("cancelled an export", held, by=by, fields=in_words(held))
    return held


@verb
def fetched(export: Export, *, by: Staff, locked: bool = False) -> None:
    """Written down before the first byte leaves."""
    held = _held(export)
    if held.state != State.READY or (held.expires_at and held.expires_at <= clock.now()):
        raise ExportRefused("This file is no longer there. Ask for it again.")
    Export.objects.filter(pk=held.pk, told_at__isnull=True).update(told_at=clock.now())
    why = f"{held.reason}; for {held.recipient}" if held.recipient else ""
    how = ["with a password"] if locked else []
    audit.record("exported", held, by=by, fields=[*in_words(held), *how], reason=why)


def in_words(export: Export) -> list[str]:
    """For the log: what it is, the filters, and how many rows and people."""
    counts = (("rows", export.rows), ("patients", export.people))
    told = [f"{name} {value}" for name, value in export.question.items() if name not in UNLOGGED]
    return [export.kind, *told, *(f"{word} {count}" for word, count in counts if count is not None)]


def _held(export: Export) -> Export:
    return Export.objects.select_for_update(no_key=True, of=("self",)).get(pk=export.pk)
