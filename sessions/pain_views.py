"""From where it hurts to the muscles to check, with an open session: what the patient told, then taps."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import header, screening
from patients.models import MedicalHistory, Patient
from sessions import referral
from sessions.answers import session_for, wants_json
from sessions.models import Zone
from sessions.muscle_views import asked_of, groups
from sessions.referral import Suggestion


@allow(Role.THERAPIST)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: StaffRequest, pk: int) -> HttpResponse:
    """Ranked muscles, those with open points first; first asked, for the places the patient told at home.

    Places are posted, never in an address: they are about somebody here.
    """
    treatment_session = session_for(request.user, pk)
    patient, zones = treatment_session.patient, list(Zone.objects.all())
    posted = request.method == "POST"
    asked = asked_of(request.POST.getlist("zone") if posted else told(patient), zones)
    found = referral.suggest(asked, patient)
    audit.record("opened", treatment_session, by=request.user, fields=["pain", "points"])
    if wants_json(request):
        return JsonResponse(_data(asked, found))
    context = {
        **header.of(patient, request.user, screening.of(patient)),
        "treatment_session": treatment_session,
        "groups": groups(zones, asked),
        "asked": asked,
        "told": not posted and asked,
        "suggestions": found,
    }
    return render(request, "sessions/suggest.html", context)


def told(patient: Patient) -> list[str]:
    """Where it hurts by the patient's newest history, as slug.side."""
    newest = MedicalHistory.objects.filter(patient=patient).order_by("-version").first()
    places = newest.pain_places.values_list("zone", "side") if newest else ()
    return [f"{zone}.{side}" for zone, side in places]


def _data(asked: list[referral.Place], found: list[Suggestion]) -> dict[str, Any]:
    return {
        "zones": [f"{zone}.{side}" for zone, side in asked],
        "suggestions": [
            {"muscle": one.muscle.pk, "sides": list(one.sides), "reasons": list(one.reasons)} for one in found
        ],
    }
