"""The text of a note as its session stands in the database now."""

from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.writing import gathering, generator


def generate(treatment_session: TreatmentSession) -> dict[str, str]:
    """Each section as the map writes it; the same rows give the same text."""
    before = gathering.last_signed(treatment_session)
    known = gathering.rows(treatment_session, before)
    return generator.write(gathering.facts(treatment_session, snapshot.in_order(treatment_session), known))
