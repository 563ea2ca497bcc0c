"""Notes from elsewhere, read and printed; nothing is ever written on them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from clinic import audit, clock
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import header, screening
from patients.door import patient_for, refuse
from patients.models import Patient
from sessions.earlier import taking_in
from sessions.earlier.models import EarlierNote

SHOWN = 100


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def earlier_notes(request: StaffRequest, number: int) -> HttpResponse:
    """All of one patient, the newest first."""
    patient = _chart_for(request, number)
    notes = EarlierNote.objects.visible_to(request.user).filter(patient=patient)
    shown = notes.order_by("-written_at", "-pk").defer("snapshot")[:SHOWN]
    audit.record("opened", patient, by=request.user, fields=["notes from elsewhere"])
    context = {"notes": shown, "most": SHOWN, **_around(patient, request)}
    return render(request, "sessions/earlier/earlier_notes.html", context)


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def earlier_note(request: StaffRequest, number: int, earlier: int) -> HttpResponse:
    patient = _chart_for(request, number)
    rows = EarlierNote.objects.visible_to(request.user).filter(patient=patient)
    note = get_object_or_404(rows.select_related("taken_in_by"), pk=earlier)
    audit.record("opened", note, by=request.user)
    context = {"note": note, "whole": taking_in.is_whole(note), **_around(patient, request)}
    return render(request, "sessions/earlier/earlier_note.html", context)


def _chart_for(request: StaffRequest, number: int) -> Patient:
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    return patient


def _around(patient: Patient, request: StaffRequest) -> dict[str, Any]:
    told = header.of_record(patient, request.user, screening.of(patient))
    return {**told, "printed_at": clock.local(clock.now())}
