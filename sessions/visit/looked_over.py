"""Which unsigned notes a therapist has opened in this sign-in, and whether they are still as they were."""

from django.http import HttpRequest

from sessions import snapshot
from sessions.models import TreatmentSession

KEY = "looked_over"


def state(treatment_session: TreatmentSession) -> str:
    """Changes with every word, score and caution that a signature would take in."""
    return snapshot.digest(snapshot.canonical(snapshot.sheet(treatment_session)))


def remember(request: HttpRequest, treatment_session: TreatmentSession) -> None:
    """The whole note was on the screen just now."""
    seen = request.session.get(KEY, {})
    request.session[KEY] = {**seen, str(treatment_session.pk): state(treatment_session)}


def of(request: HttpRequest) -> dict[int, str]:
    """By session, the state it was seen in; gone with the sign-in."""
    return {int(pk): seen for pk, seen in request.session.get(KEY, {}).items()}
