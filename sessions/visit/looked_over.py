"""Which unsigned notes a therapist has opened in this sign-in, and whether they are still as they were."""

from typing import Any

from django.http import HttpRequest

from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.writing.authorship import settle
from sessions.writing.generating import generate

KEY = "looked_over"


def state(treatment_session: TreatmentSession) -> str:
    """Changes with every word, score and caution that a signature would take in, the map's own words too."""
    settle(treatment_session, generate(treatment_session))
    return state_of(snapshot.sheet(treatment_session))


def state_of(sheet: dict[str, Any]) -> str:
    """The same of a sheet at hand."""
    return snapshot.digest(snapshot.canonical(sheet))


def remember(request: HttpRequest, treatment_session: TreatmentSession, state: str) -> None:
    """The whole note was on the screen just now, in this state."""
    request.session[KEY] = {**request.session.get(KEY, {}), str(treatment_session.pk): state}


def of(request: HttpRequest) -> dict[int, str]:
    """By session, the state it was seen in; gone with the sign-in."""
    return {int(pk): seen for pk, seen in request.session.get(KEY, {}).items()}
