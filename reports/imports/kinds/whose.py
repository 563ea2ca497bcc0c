"""Whose a line is: by the other program's id of somebody on file, our number, or name and birth."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models.functions import Lower

from patients.models import Patient
from reports.imports import names
from reports.imports.kinds.on_file import ANOTHERS, by_source, is_called, read_as
from reports.imports.kinds.patients import born_on, number
from reports.imports.line import Line
from reports.imports.models import Import, ImportRow
from reports.imports.reading.headings import PLAIN, SYSTEMS, folded

FIELDS = {
    "patient_id": "Patient: their id",
    "number": "Patient: number here",
    "full_name": "Patient: whole name",
    "first_name": "Patient: first name",
    "last_name": "Patient: last name",
    "birth_on": "Patient: born",
}
MISSING = "Say which column names the patient: their id, the number here, or the name."


def is_named(fields: set[str]) -> bool:
    return bool({"patient_id", "number", "full_name"} & fields) or {"first_name", "last_name"} <= fields


def read(line: Line, order: str) -> dict[str, Any]:
    born = born_on(line, order)
    first, last = line.said("first_name"), line.said("last_name")
    if not (first and last):
        first, last = names.parted(line.said("full_name"))
    return {
        "whose": line.read_if_said("patient_id", str),
        "number": line.read_if_said("number", number, None),
        "name": f"{first} {last}".strip(),
        "last_name": last,
        "born": born and born.isoformat(),
    }


def find(rows: Sequence[ImportRow], batch: Import) -> None:
    """Put the patient's key and number into each row, or why nobody is meant for certain.

    Of whom the file says the name alone, somebody says afterwards who it is: choices["people"] keeps that.
    """
    rows = [row for row in rows if not _is_said(row, batch)]
    told = [row.becomes for row in rows]
    known = by_source({said["whose"] for said in told if said["whose"]}, batch.system)
    by_number = _by_number({said["number"] for said in told if said["number"]})
    by_name = _by_name({said["last_name"].lower() for said in told if said["last_name"]})
    for row in rows:
        said = row.becomes
        found = known.get(said["whose"]) or by_number.get(said["number"])
        if found is None and not said["number"]:
            found = _only(
                by_name[said["last_name"].lower()], said, by_name=batch.choices.get("by_name", False)
            )
        if found is not None and _may_be(found, said):
            said["patient"], said["patient_number"] = found.pk, found.number
        else:
            may_be_asked = said["name"] and not said["number"] and (found is not None or not said["whose"])
            row.verdict = ImportRow.Verdict.WHOSE if may_be_asked else ImportRow.Verdict.SKIP
            row.reason = _nobody(said, batch.system) if found is None else ANOTHERS


def key_of(said: dict[str, Any]) -> str:
    """The same for every line that names somebody the same way, and tells nobody the name."""
    words = "|".join([*sorted(folded(said["name"])), said["born"] or ""])
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def _is_said(row: ImportRow, batch: Import) -> bool:
    """Whether somebody said by hand who it is, or that it is nobody's."""
    people: dict[str, int] = batch.choices.get("people", {})
    key = key_of(row.becomes)
    if key not in people:
        return False
    found = Patient.objects.select_related("merged_into").filter(number=people[key]).first()
    if found is None:
        row.verdict, row.reason = ImportRow.Verdict.SKIP, "Somebody said that this is nobody's."
    else:
        row.becomes["patient"], row.becomes["patient_number"] = read_as(found).pk, read_as(found).number
    return True


def _by_number(numbers: set[int]) -> dict[int, Patient]:
    people = Patient.objects.select_related("merged_into").filter(number__in=numbers)
    return {one.number: read_as(one) for one in people}


def _by_name(last_names: set[str]) -> dict[str, list[Patient]]:
    found: dict[str, list[Patient]] = defaultdict(list)
    people = Patient.objects.filter(merged_into=None).alias(lower=Lower("last_name"))
    for one in people.filter(lower__in=last_names):
        found[one.last_name.lower()].append(one)
    return found


def _only(people: Iterable[Patient], said: dict[str, Any], *, by_name: bool) -> Patient | None:
    """The one of that name who was born that day; where the file knows no day, only if that was asked for."""
    if not said["born"] and not by_name:
        return None
    found = [one for one in people if is_called(one, said["name"])]
    born = [one for one in found if said["born"] and one.birth_on == date.fromisoformat(said["born"])]
    fitting = born if said["born"] else found
    return fitting[0] if len(fitting) == 1 else None


def _may_be(patient: Patient, said: dict[str, Any]) -> bool:
    """An id may be somebody else's by mistake: what the file says of them must not speak against it."""
    if said["born"] and patient.birth_on and patient.birth_on != date.fromisoformat(said["born"]):
        return False
    return not said["name"] or is_called(patient, said["name"])


def _nobody(said: dict[str, Any], system: str) -> str:
    if said["whose"]:
        program = "another program" if system == PLAIN else SYSTEMS[system]
        return (
            f"Nobody came here from {program} with that id. Bring in the patients first, "
            "or go back to the columns and say what the file is from."
        )
    if said["number"]:
        return f"Number {said['number']} is nobody's here, or somebody else's."
    if not said["born"]:
        return "The name alone does not say for certain who is meant."
    return "Nobody here, or more than one, has that name and birth date."
