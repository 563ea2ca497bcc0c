"""A patient's row, locked while a rule changes what hangs from it."""

from typing import Any

from django.db import transaction

from clinic.naming import Naming
from clinic.refusals import Refused
from patients.models import Patient


class MergedAway(Refused):
    """The record is read as another one now; nothing may be added to it."""

    def __init__(self, patient: Patient, into: Patient) -> None:
        super().__init__(
            f"Record {patient.number} was merged into record {into.number}. "
            f"Nothing was saved; open record {into.number} and do it there."
        )


class NoLongerAlive(Refused):
    """What only the living tell, or have done to them."""

    def __init__(self, patient: Patient) -> None:
        day = f" on {patient.died_on:%-d %B %Y}" if patient.died_on else ""
        words = (
            f"{patient} died{day}, the record says. Nothing was saved. "
            "If that is wrong, bring the record back under Contact and details."
        )
        super().__init__(Naming(words, patient))


def hold(patient: Patient) -> Patient:
    """The row as it is now, to this transaction's end; raises MergedAway.

    Every rule that adds to a record begins with it, or with hold_living() or hold_patient_of().
    """
    return _held(patient.pk)


def hold_patient_of(row: Any) -> Patient:
    """Whom the row belongs to now, also where a merge gives it to another record while this waits."""
    key = _whose(row)
    try:
        with transaction.atomic():  # lets go of a record that was merged away
            return _held(key)
    except MergedAway:
        if _whose(row) == key:
            raise
        return hold_patient_of(row)


def _held(key: int) -> Patient:
    held = Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=key)
    if held.merged_into:
        raise MergedAway(held, held.merged_into)
    return held


def _whose(row: Any) -> int:
    return type(row).objects.values_list("patient", flat=True).get(pk=row.pk)


def hold_living(patient: Patient) -> Patient:
    """The same for what nobody says of the deceased any more; raises NoLongerAlive too."""
    held = hold(patient)
    if held.is_deceased:
        raise NoLongerAlive(held)
    return held
