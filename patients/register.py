"""Adding people to the clinic's register, and changing what it says about them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from clinic import audit
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import contacts
from patients.holding import hold
from patients.models import Patient


@dataclass
class Clash:
    """One field that two people changed: what is in the record now, and what the second one typed."""

    name: str
    theirs: Any
    yours: Any


class ChangedMeanwhile(Refused):
    """Someone saved first; current: the record now; merged: what to offer; clashes: what to choose from."""

    def __init__(self, current: Patient, merged: dict[str, Any], clashes: list[Clash]) -> None:
        super().__init__("Someone else changed this record first. Both texts are kept; choose what stays.")
        self.current, self.merged, self.clashes = current, merged, clashes


def next_number() -> int:
    """A patient's number: from 1001 on, each given out once, so an abandoned one leaves a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('patient_numbers')")
        return cursor.fetchone()[0]


def next_numbers(many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('patient_numbers') FROM generate_series(1, %s)", [many])
        return [number for (number,) in cursor.fetchall()]


@verb
def register(*, key: UUID | None = None, by: Staff | None, **fields: Any) -> Patient:
    """Add a person under a number of their own; the same key again gives the person it gave before."""
    known = Patient.objects.filter(key=key).first() if key else None
    if known:
        return known
    patient = Patient.objects.create(number=next_number(), key=key, **fields)
    contacts.follow(patient)
    audit.record("registered", patient, by=by, fields=sorted(name for name in fields if fields[name]))
    return patient


@verb
def change(patient: Patient, version: int, *, by: Staff | None, **fields: Any) -> Patient:
    """Save the fields, unless someone did after this version was read: then raise ChangedMeanwhile."""
    current = hold(patient)
    if current.version != version:
        raise _clash(current, version, fields)
    changed = sorted(name for name, value in fields.items() if getattr(current, name) != value)
    if not changed:
        return current
    for name in changed:
        setattr(current, name, fields[name])
    current.version += 1
    current.save(update_fields=[*changed, "version"])
    contacts.follow(current, {"phone", "email"} & set(changed))
    audit.record("changed", current, by=by, fields=changed)
    return current


def _clash(current: Patient, version: int, typed: dict[str, Any]) -> ChangedMeanwhile:
    """Compare what was typed, what is there now, and what both began from, as the row's history kept it."""
    before = current.events.filter(version=version).order_by("-pgh_id").first()
    merged, clashes = {}, []
    for name, yours in typed.items():
        theirs = getattr(current, name)
        if before is not None and yours == getattr(before, name):
            merged[name] = theirs
            continue
        merged[name] = yours
        if yours != theirs and (before is None or theirs != getattr(before, name)):
            clashes.append(Clash(name, theirs, yours))
    return ChangedMeanwhile(current, merged, clashes)
