"""The way to one patient's record: found by number, or answered as if it were not there."""

from typing import Any, NoReturn

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from clinic import audit
from clinic.access import StaffRequest
from patients.models import Patient


def patient_for(request: StaffRequest, number: int, **also: Any) -> Patient:
    """With chart_open: whether whoever asks may read the clinical record; in_team: and belongs to it.

    also: more to ask for in the same query.
    """
    same = {"pk": OuterRef("pk")}
    rows = Patient.objects.visible_to(request.user).annotate(
        may_read=Exists(Patient.objects.chart_open_to(request.user).filter(**same)),
        belongs=Exists(Patient.objects.in_care_of(request.user).filter(**same)),
        **also,
    )
    patient = get_object_or_404(rows, number=number)
    patient.chart_open = patient.may_read  # type: ignore[attr-defined]
    patient.in_team = patient.belongs  # type: ignore[attr-defined]
    return patient


def refuse(request: StaffRequest, patient: Patient) -> NoReturn:
    """The same answer as for a record that does not exist, and a line in the log."""
    audit.record("refused", patient, by=request.user, reason="not in the care team", outcome="refused")
    raise Http404
