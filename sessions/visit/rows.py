"""What rows that hang from a treatment session have in common."""

from typing import Any, Self

from django.db import models

from clinic.models import Staff
from patients.models import Patient

SESSION = "treatment_sessions.TreatmentSession"


class OfASession(models.QuerySet[Any]):
    """Seen by those to whom the patient's chart is open."""

    def visible_to(self, staff: Staff) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_to(staff))


class Sha256Of(models.Func):
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()
