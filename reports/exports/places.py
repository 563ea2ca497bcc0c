"""Where in an archive a file lies: by the patient's number, never by a name."""

from patients.files.kinds import ENDINGS
from patients.models import Document, PosturePhoto
from sessions.models import TreatmentSession


def of_note(row: TreatmentSession) -> str:
    return f"notes/{row.patient.number}/session-{row.pk}.pdf"


def of_document(row: Document) -> str:
    return f"documents/{row.patient.number}/{row.file_name}"


def of_photo(row: PosturePhoto) -> str:
    return f"posture-photos/{row.note.patient.number}/{row.view}-{row.pk}.{ENDINGS[row.content_type]}"
