"""The page of a patient's timeline."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import complaints, header
from patients import timeline as rules
from patients.door import patient_for


@allow(*Role)
@require_GET
def timeline(request: StaffRequest, number: int) -> HttpResponse:
    """What happened, newest first, as far as this person may see it; by kind, and by complaint."""
    patient = patient_for(request, number)
    told = complaints.told(patient, request.user) if patient.chart_open else []
    complaint = complaints.chosen(told, request.GET.get("complaint", ""))
    page = rules.page(patient, request.user, request.GET, complaint)
    audit.record("opened", patient, by=request.user, fields=["timeline"])
    context = {
        **header.of_record(patient, request.user, header.cautions_for(patient)),
        "page": page,
        "complaints": told,
        "complaint": complaint,
    }
    return render(request, "patients/timeline.html", context)
