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
    """What happened, newest first, as far as this person may see it; by kind, and by reason for visit."""
    patient = patient_for(request, number)
    reasons = complaints.reasons(patient, request.user) if patient.chart_open else []
    reason = complaints.chosen(reasons, request.GET.get("reason", ""))
    page = rules.page(patient, request.user, request.GET, reason.period if reason else None)
    audit.record("opened", patient, by=request.user, fields=["timeline"])
    context = {
        **header.of_record(patient, request.user, header.cautions_for(patient)),
        "page": page,
        "reasons": reasons,
        "reason": reason,
    }
    return render(request, "patients/timeline.html", context)
