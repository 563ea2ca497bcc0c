"""Patients and those who treat them.

Patient: identifier is the clinic's number; name is the legal one, a preferred name stands beside it as usual;
gender is administrative, from the sex that was told, unknown where it was not; a merged record is not active
and links to the one it is read as now.
Practitioner: qualification is the profession and registration that stand under a signature.
"""

from clinic.models import Staff
from patients.models import Patient
from reports.fhir.parts import Resource, concept, day, ours, reference, resource

GENDERS = {"female": "female", "male": "male", "intersex": "other"}


def patient(row: Patient) -> Resource:
    legal = {"use": "official", "family": row.last_name, "given": [row.first_name]}
    usual = {"use": "usual", "text": str(row)} if row.preferred_name else None
    merged = {"other": reference("Patient", row.merged_into_id), "type": "replaced-by"}
    return resource(
        "Patient",
        row.pk,
        identifier=[{"system": ours("patient-number"), "value": str(row.number)}],
        active=row.merged_into_id is None and not row.is_archived,
        name=[legal, usual],
        telecom=_telecom(row),
        gender=GENDERS.get(row.sex, "unknown"),
        birthDate=day(row.birth_on),
        address=[{"text": row.address}],
        communication=[{"language": concept(row.language)}] if row.language else [],
        deceasedDateTime=day(row.died_on),
        deceasedBoolean=True if row.is_deceased and row.died_on is None else None,
        link=[merged] if row.merged_into_id else [],
    )


def practitioner(row: Staff) -> Resource:
    qualification = {
        "code": concept(row.profession or "Registered"),
        "identifier": [{"value": row.registration}],
    }
    return resource(
        "Practitioner",
        row.pk,
        active=row.is_active,
        name=[{"text": row.legal_name}],
        telecom=_telecom(row),
        qualification=[qualification] if row.credentials else [],
    )


def _telecom(row: Patient | Staff) -> list[dict[str, str]]:
    told = {"phone": row.phone, "email": row.email}
    return [{"system": system, "value": value} for system, value in told.items() if value]
