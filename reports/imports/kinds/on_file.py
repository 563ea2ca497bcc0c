"""People of the record as another program's file knows them: by its id, by a name."""

from patients.models import Patient
from reports.imports import names
from reports.imports.models import PATIENTS, Brought

ANOTHERS = "That id is somebody else's here. If the file is from another program, go back and say so."


def by_source(ids: set[str], system: str) -> dict[str, Patient]:
    """Those that came from this program, by its ids; a merged record is the one it is read as now."""
    known = Brought.objects.filter(place=PATIENTS, system=system, source__in=ids)
    keys = dict(known.values_list("source", "object_id"))
    people = Patient.objects.select_related("merged_into").in_bulk(set(keys.values()))
    return {source: read_as(people[key]) for source, key in keys.items() if key in people}


def read_as(patient: Patient) -> Patient:
    return patient.merged_into or patient


def is_called(patient: Patient, name: str) -> bool:
    firsts = {patient.first_name, patient.preferred_name or patient.first_name}
    return any(names.same(name, f"{first} {patient.last_name}") for first in firsts)
