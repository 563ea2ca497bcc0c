"""What stays undone when somebody who treats leaves."""

from clinic.models import Staff
from scheduling.staffing.ties import tie
from sessions.models import TreatmentSession


@tie
def unsigned_notes(person: Staff) -> str:
    count = TreatmentSession.objects.unsigned().filter(therapist=person).count()
    if not count:
        return ""
    notes = "1 note is" if count == 1 else f"{count} notes are"
    return f"{notes} not signed, and nobody else can sign for {person}."
