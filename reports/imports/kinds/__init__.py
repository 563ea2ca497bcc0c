"""What each kind of import knows of its own: its fields, how a line is read, weighed and brought in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from clinic.models import Staff
from reports.imports.line import Line
from reports.imports.models import APPOINTMENTS, NOTES, PATIENTS, Brought, Import, ImportRow

# The table that the rows of each kind go to.
PLACES: dict[str, str] = {
    Import.Kind.PATIENTS: PATIENTS,
    Import.Kind.APPOINTMENTS: APPOINTMENTS,
    Import.Kind.NOTES: NOTES,
}


class Kind(Protocol):
    """place: the table that its rows go to. chunk: lines in one transaction.

    fields: what a column may mean, in the order it is offered.

    missing: the sentence that says what is still to be matched; empty when the file will do.
    read: what the line would become, as JSON; raises Crooked. identity: what tells it apart where the file
    gives no id of its own. shown: the same in words, for the preview.
    weigh: give many rows their verdicts, by what is on file. again: the same for those that came before,
    where the file says something else of them now. bring: write them, and return what was made; a row that
    could not be gets its reason instead.
    """

    place: str
    chunk: int
    fields: dict[str, str]
    shown: dict[str, str]

    def missing(self, fields: set[str]) -> str: ...

    def read(self, line: Line, batch: Import) -> dict[str, Any]: ...

    def identity(self, becomes: dict[str, Any]) -> list[Any]: ...

    def weigh(self, rows: Sequence[ImportRow], batch: Import) -> None: ...

    def again(self, rows: Sequence[ImportRow], batch: Import) -> None: ...

    def bring(
        self, rows: Sequence[ImportRow], batch: Import, *, by: Staff, at: datetime
    ) -> list[Brought]: ...


def of(kind: str) -> Kind:
    from reports.imports.kinds import appointments, notes, patients

    known: dict[str, Kind] = {
        Import.Kind.PATIENTS: patients.Patients(),
        Import.Kind.APPOINTMENTS: appointments.Appointments(),
        Import.Kind.NOTES: notes.Notes(),
    }
    return known[kind]
