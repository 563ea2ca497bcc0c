"""What a therapist writes down of an open session besides map and text."""

from typing import Any

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from sessions.models import TreatmentSession
from sessions.open_session import hold_open
from sessions.refusals import SessionRefused
from sessions.writing import reference
from sessions.writing.models import Conduct, Motion, PhysicalTest

MOST_ROWS = 60


@verb
def measure(
    *, treatment_session: TreatmentSession, movement: str, side: str = "", by: Staff, **changes: Any
) -> Motion | None:
    """Write down a movement, or change what was written. changes: before, after (degrees or None), pain.

    One that says nothing any more is taken off the list.
    """
    held = hold_open(treatment_session, by)
    known = reference.movements().get(movement)
    if known is None:
        raise SessionRefused("Choose a movement from the list.")
    if known.sided and not side:
        raise SessionRefused(f"{known.name} is measured on each side. Say left or right.")
    side = side if known.sided else ""
    row = held.motions.filter(movement=movement, side=side).first()
    row = row or Motion(treatment_session=held, movement=movement, side=side)
    for name, value in changes.items():
        setattr(row, name, value)
    if row.before is None and row.after is None and not row.pain:
        if row.pk is None:
            raise SessionRefused("Write the degrees, or say whether it hurt.")
        _taken_off(row, held, by)
        return None
    _refuse_too_many(held.motions.count(), row.pk)
    row.save()
    audit.record("charted", held, by=by, fields=["range of motion"], ids=[row.pk])
    return row


@verb
def record_test(
    *, treatment_session: TreatmentSession, name: str, side: str = "", result: str, by: Staff
) -> PhysicalTest:
    """Write down a test that was done, under the list's own name for it; the same one again changes it."""
    held = hold_open(treatment_session, by)
    name = reference.test_name(name)
    row = held.physical_tests.filter(name=name, side=side).first()
    row = row or PhysicalTest(treatment_session=held, name=name, side=side)
    row.result = result
    _refuse_too_many(held.physical_tests.count(), row.pk)
    row.save()
    audit.record("charted", held, by=by, fields=["tests"], ids=[row.pk])
    return row


@verb
def take_off(*, row: Motion | PhysicalTest, by: Staff) -> None:
    held = hold_open(row.treatment_session, by)
    _taken_off(row, held, by)


@verb
def conduct(*, treatment_session: TreatmentSession, by: Staff, **changes: Any) -> Conduct:
    """Write down how the session was done; what is not named stays."""
    held = hold_open(treatment_session, by)
    row = Conduct.objects.filter(treatment_session=held).first() or Conduct(treatment_session=held)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    audit.record("charted", held, by=by, fields=sorted(changes))
    return row


@verb
def toggle_line(*, treatment_session: TreatmentSession, section: str, text: str, by: Staff) -> Conduct:
    """Put a sentence into the section that the map writes, or take it out again."""
    held = hold_open(treatment_session, by)
    row = Conduct.objects.filter(treatment_session=held).first() or Conduct(treatment_session=held)
    chosen = row.lines.get(section, [])
    left = [line for line in chosen if line != text]
    row.lines = {**row.lines, section: left if len(left) < len(chosen) else [*chosen, text]}
    row.save()
    audit.record("charted", held, by=by, fields=["lines"])
    return row


def _taken_off(row: Motion | PhysicalTest, held: TreatmentSession, by: Staff) -> None:
    key = row.pk
    row.delete()
    audit.record("charted", held, by=by, fields=["removed"], ids=[key])


def _refuse_too_many(count: int, key: int | None) -> None:
    if key is None and count >= MOST_ROWS:
        raise SessionRefused(f"A session keeps {MOST_ROWS} of these. Take one off first.")
