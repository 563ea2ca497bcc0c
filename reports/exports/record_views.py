"""One patient's record, given out: to themselves, or to somebody else who treats them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clinic import audit
from clinic.access import StaffRequest, allow, fresh
from clinic.models import Role
from patients import header
from patients.door import patient_for, refuse
from reports.exports import asking
from reports.exports.forms import RecordForm
from reports.exports.models import Export
from reports.exports.views import on_its_way


@allow(Role.THERAPIST, Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
@fresh
def record(request: StaffRequest, number: int) -> HttpResponse:
    """Only those who may open the chart may have it written; the worker does."""
    patient = patient_for(request, number)
    if not patient.chart_open:
        refuse(request, patient)
    form = RecordForm(request.POST or None)
    if form.is_valid():
        reason, recipient = form.told
        about: dict[str, Any] = {"patient": patient, "reason": reason, "recipient": recipient}
        try:
            asking.ask(Export.Kind.RECORD, {}, by=request.user, people=1, **about)
            return on_its_way(request)
        except asking.ExportRefused as refusal:
            form.add_error(None, str(refusal))
    audit.record("opened", patient, by=request.user, fields=["giving out"])
    above = header.of_record(patient, request.user, header.cautions_for(patient))
    page = {**above, "form": form}
    return render(request, "reports/exports/record.html", page, status=422 if form.errors else 200)
