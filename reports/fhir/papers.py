"""Documents and signed notes as DocumentReference; url is the file's place in the same archive."""

from patients.models import Document, PosturePhoto
from reports.exports import places
from reports.fhir.parts import (
    Resource,
    coded,
    concept,
    day,
    instant,
    ours,
    patient,
    period,
    practitioner,
    reference,
    resource,
)
from sessions.models import TreatmentSession


def document(row: Document) -> Resource:
    """One that was taken off the list is superseded."""
    return resource(
        "DocumentReference",
        f"document-{row.pk}",
        status="superseded" if row.removed_at else "current",
        type=concept(row.get_kind_display(), coded(ours("document-kind"), row.kind)),
        subject=patient(row.patient_id),
        date=instant(row.added_at),
        author=[practitioner(row.added_by_id)],
        description=row.title,
        content=[
            {
                "attachment": {
                    "contentType": row.content_type,
                    "url": places.of_document(row),
                    "size": row.size,
                    "title": row.title,
                    "creation": day(row.taken_on),
                }
            }
        ],
    )


def note(row: TreatmentSession) -> Resource:
    attachment = {
        "contentType": "application/pdf",
        "url": places.of_note(row),
        "title": "Treatment session",
        "creation": instant(row.signed_at),
    }
    return resource(
        "DocumentReference",
        f"note-{row.pk}",
        status="current",
        docStatus="final",
        type=concept("Signed note"),
        subject=patient(row.patient_id),
        date=instant(row.signed_at),
        author=[practitioner(row.signed_by_id)],
        content=[{"attachment": attachment}],
        context={
            "encounter": [reference("Encounter", row.pk)],
            "period": period(row.started_at, row.ended_at),
        },
    )


def photo(row: PosturePhoto) -> Resource:
    attachment = {
        "contentType": row.content_type,
        "url": places.of_photo(row),
        "title": row.get_view_display(),
    }
    return resource(
        "DocumentReference",
        f"photo-{row.pk}",
        status="current",
        type=concept("Posture photo"),
        subject=patient(row.note.patient_id),
        date=instant(row.added_at),
        author=[practitioner(row.added_by_id)],
        content=[{"attachment": attachment}],
    )
