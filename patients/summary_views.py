"""The summary as a file to print or to hand over."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role
from patients import summary_pdf
from patients.door import patient_for, refuse

PARTS = ["contact", "appointments", "history", "points", "notes"]


@allow(Role.THERAPIST, Role.ADMIN)
@require_GET
def summary(request: StaffRequest, number: int) -> HttpResponse:
    """The whole summary as PDF; it leaves the clinic, so the log says who took it."""
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    content = summary_pdf.drawn(patient, staff=request.user)
    audit.record("printed", patient, by=request.user, fields=PARTS)
    headers = {
        "Content-Disposition": f'attachment; filename="record-{patient.number}.pdf"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
