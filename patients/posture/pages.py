"""The way to a note or a photo: through a patient's chart that is open, or as if it were not there."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render

from clinic.access import StaffRequest
from clinic.asking import give, together
from patients import header, screening
from patients.door import patient_for, refuse
from patients.models import Patient, PostureFinding, PostureNote, PosturePhoto
from patients.posture.models import PostureNoteQuerySet

FOUND = PostureFinding.objects.select_related("sign", "measure").order_by("sign__order", "side")
FINDINGS = Prefetch("findings", FOUND)


def chart_for(request: StaffRequest, number: int) -> Patient:
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    return patient


def notes_of(request: StaffRequest, patient: Patient) -> PostureNoteQuerySet:
    """With their authors and findings."""
    rows = PostureNote.objects.visible_to(request.user).filter(patient=patient)
    return rows.select_related("by", "patient").prefetch_related(FINDINGS)


def last_before(request: StaffRequest, note: PostureNote) -> PostureNote | None:
    """The one before it, with its findings."""
    rows = PostureNote.objects.visible_to(request.user).filter(patient=note.patient)
    last = rows.filter(assessed_at__lt=note.assessed_at).select_related("by", "patient").newest_first()[:1]
    findings = FOUND.filter(note__in=last.values("pk"))
    together(last, findings)
    for found in last:
        give(found, "findings", findings)
    return next(iter(last), None)


def note_for(request: StaffRequest, number: int, note: int) -> PostureNote:
    patient = chart_for(request, number)
    found = get_object_or_404(notes_of(request, patient), pk=note)
    found.patient = patient
    return found


def photo_for(request: StaffRequest, number: int, photo: int) -> PosturePhoto:
    """A photo whose consent stands, with its landmarks."""
    patient = chart_for(request, number)
    rows = PosturePhoto.objects.visible_to(request.user).standing().filter(note__patient=patient)
    rows = rows.select_related("note__by", "added_by").prefetch_related("landmarks")
    found = get_object_or_404(rows, pk=photo)
    found.note.patient = patient
    return found


def page(
    request: StaffRequest, template: str, patient: Patient, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    about = header.of_record(patient, request.user, screening.of(patient))
    return render(request, f"patients/posture/{template}.html", {**about, **context}, status=status)


def wants_json(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def error(sentence: str, status: int = 422, **more: Any) -> HttpResponseBase:
    return JsonResponse({"error": sentence, **more}, status=status)
