"""What stands above every page about one patient, whichever room the page belongs to."""

from typing import Any

from clinic.asking import together
from clinic.models import Role, Staff
from patients import alerts, care, screening
from patients.merging import numbers
from patients.models import Patient


def of(
    patient: Patient,
    staff: Staff,
    cautions: screening.Cautions | None,
    *,
    chart_open: bool = True,
    in_team: bool = False,
) -> dict[str, Any]:
    """For patients/_header.html and its tabs; cautions: None for whoever may not open the chart.

    in_team: known to need no broken glass, so that none is looked for.
    """
    standing = alerts.standing(patient, chart_open=chart_open)
    glasses = care.open_glasses(patient, staff)
    if not chart_open or in_team:
        glasses = glasses.none()
    together(standing, glasses)
    return {
        "patient": patient,
        "cautions": cautions,
        "alerts": [*standing],
        "glass": next(iter(glasses), None),
        "is_therapist": staff.has(Role.THERAPIST),
        "is_admin": staff.has(Role.ADMIN),
    }


def cautions_for(patient: Patient) -> screening.Cautions | None:
    """None where the chart is not open."""
    if not patient.chart_open:
        return None
    return screening.of(patient)


def of_record(patient: Patient, staff: Staff, cautions: screening.Cautions | None) -> dict[str, Any]:
    """The same for a patient who came through the record's own door."""
    above = of(patient, staff, cautions, chart_open=patient.chart_open, in_team=patient.in_team)
    if patient.chart_open and patient.has_absorbed:
        above["ask_again"] = numbers.ask_again(patient)
    return above
