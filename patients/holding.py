"""A patient's row, locked while a rule changes what hangs from it."""

from clinic.refusals import Refused
from patients.models import Patient


class MergedAway(Refused):
    """The record is read as another one now; nothing may be added to it."""

    def __init__(self, patient: Patient, into: Patient) -> None:
        super().__init__(
            f"Record {patient.number} was merged into record {into.number}. "
            f"Nothing was saved; open record {into.number} and do it there."
        )


def hold(patient: Patient) -> Patient:
    """The row as it is now, to this transaction's end; raises MergedAway."""
    held = Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=patient.pk)
    if held.merged_into:
        raise MergedAway(held, held.merged_into)
    return held
