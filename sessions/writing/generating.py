"""The text of a note as its session stands in the database now."""

from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.writing import gathering, generator


def generate(treatment_session: TreatmentSession) -> dict[str, str]:
    """Each section as the map writes it; the same rows give the same text."""
    findings, known = snapshot.gathered(treatment_session)
    return generator.write(gathering.facts(treatment_session, findings, known))
