"""How rows that hang from a patient's complaint are seen: with the chart, or not at all."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from clinic.models import Staff
from patients.models import Patient

SIDES = [("left", "Left"), ("right", "Right"), ("midline", "Midline")]


class ClinicalRows(models.QuerySet):
    """patient_path: the way from the row to its patient."""

    patient_path = "complaint__patient"

    def visible_to(self, staff: Staff) -> Self:
        """Those of patients whose chart is open to this person."""
        return self.filter(**{f"{self.patient_path}__in": Patient.objects.chart_open_to(staff)})

    def of(self, patient: Patient) -> Self:
        return self.filter(**{self.patient_path: patient})


class OfPatient(ClinicalRows):
    patient_path = "patient"


class OfPlan(ClinicalRows):
    patient_path = "plan__complaint__patient"


class OfHomeCare(ClinicalRows):
    patient_path = "home_care__complaint__patient"


class OfSession(ClinicalRows):
    patient_path = "treatment_session__patient"


def plain(number: Decimal) -> str:
    """7.5 and 8, never 8.0 nor 1E+1."""
    return f"{number.normalize():f}"


def is_score(*fields: str) -> Q:
    """0-10 or not taken."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": 10})
    return condition
