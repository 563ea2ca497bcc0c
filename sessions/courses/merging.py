"""What complaints say when two records of patients become one, and when they are told apart again."""

from collections.abc import Iterator

from patients.merging import concerns
from patients.models import Merge
from sessions.courses.models import SessionComplaint

COMPLAINT, SESSION = "treatment_sessions.Complaint", "treatment_sessions.TreatmentSession"


@concerns.about(COMPLAINT)
class Complaints(concerns.Concern):
    def undo_obstacles(self, merge: Merge) -> Iterator[str]:
        """A visit of the one that names, since the merge, a complaint of the other."""
        sessions, complaints = concerns.moved(merge, SESSION), concerns.moved(merge, COMPLAINT)
        rows = SessionComplaint.objects.filter(complaint__patient=merge.kept)
        pairs = rows.values_list("treatment_session", "complaint")
        torn = {session for session, complaint in pairs if (session in sessions) != (complaint in complaints)}
        if torn:
            count = "a visit names" if len(torn) == 1 else f"{len(torn)} visits name"
            yield f"Since the merge {count} complaints of both records. They cannot be told apart any more."
