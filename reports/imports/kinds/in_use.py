"""Whether a person is in use in the program they come from: who is not comes in archived."""

from typing import Any

from patients.models import Patient
from reports.imports.line import Line
from reports.imports.models import Import
from reports.imports.reading import values
from reports.imports.reading.headings import PLAIN, SYSTEMS, folded

Standing = Patient.Standing
# Clear words alone: who is lapsed, or a lead, is still somebody's patient.
ALWAYS = {
    Standing.ACTIVE: ("active", "current", "enabled", "new", "in use", "aktiv", "actif", "activo"),
    Standing.ARCHIVED: (
        "archived", "inactive", "not active", "former", "closed", "discharged", "deactivated", "disabled",
        "deleted", "archiviert", "inaktiv", "inactif", "inactivo",
    ),
    Standing.DECEASED: ("deceased", "dead", "died"),
}  # fmt: skip
YES, NO = ("yes", "y", "true", "t", "1", "x"), ("no", "n", "false", "f", "0")
# What a plain yes means in each field, and a plain no.
ANSWERS = {"active": (Standing.ACTIVE, Standing.ARCHIVED), "archived": (Standing.ARCHIVED, Standing.ACTIVE)}
KNOWN = {
    field: {word: standing for standing, words in [*ALWAYS.items(), (yes, YES), (no, NO)] for word in words}
    for field, (yes, no) in ANSWERS.items()
}
WHY = "{heading} “{word}” in {program}"


def read(line: Line, batch: Import) -> dict[str, Any]:
    """Active unless a column says otherwise; a word that nobody knows is told, and taken as active."""
    said = {field: _said(line, field) for field in ANSWERS}
    if Standing.DECEASED in said.values():
        return {"standing": Standing.DECEASED, "archived_why": ""}
    field = next((field for field, standing in said.items() if standing == Standing.ARCHIVED), "")
    if not field:
        return {"standing": Standing.ACTIVE, "archived_why": ""}
    program = "the file they came with" if batch.system == PLAIN else SYSTEMS[batch.system]
    told = {"heading": line.heading(field), "word": values.shortened(line.said(field)), "program": program}
    return {"standing": Standing.ARCHIVED, "archived_why": WHY.format(**told)}


def _said(line: Line, field: str) -> str:
    said = line.said(field)
    words = " ".join(folded(said))
    if words in KNOWN[field] or not words:
        return KNOWN[field].get(words, Standing.ACTIVE)
    if field == "archived" and values.is_day(said):
        return Standing.ARCHIVED
    line.tell(f"{line.heading(field)} “{values.shortened(said)}” is not known: taken as active")
    return Standing.ACTIVE
