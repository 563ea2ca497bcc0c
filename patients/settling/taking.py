"""Writing down what is measured and asked before a visit, and correcting it."""

from datetime import date
from typing import Any

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold_living
from patients.models import Patient, Reading


class NotTaken(Refused):
    """Why a reading is not kept."""


@verb
def take(patient: Patient, *, by: Staff, **values: Any) -> Reading:
    """Keep what was measured and asked now; values: those of the row that are known, None for the others."""
    held = _locked(patient, by)
    reading = Reading.objects.create(patient=held, on=clock.today(), at=clock.now(), by=by, **values)
    audit.record("measured", reading, by=by, fields=_named(values))
    return reading


@verb
def correct(reading: Reading, *, reason: str, by: Staff, **values: Any) -> Reading:
    """Let these values stand in for a mistaken reading; all empty, the reading counts no longer."""
    held = _locked(reading.patient, by)
    if reading.on != clock.today():
        raise NotTaken("A reading is corrected on its own day.")
    if Reading.objects.filter(corrects=reading).exists():
        raise NotTaken("Somebody has corrected this reading already. Look at the newest one.")
    corrected = Reading.objects.create(
        patient=held, on=reading.on, at=clock.now(), by=by, corrects=reading, reason=reason, **values
    )
    audit.record("corrected a reading", corrected, by=by, fields=_named(values), ids=[reading.pk])
    return corrected


def of_day(patient: Patient, on: date) -> list[Reading]:
    """The newest first, with who took them and what became of them."""
    return list(
        Reading.objects.filter(patient=patient, on=on)
        .select_related("by", "corrected_by")
        .order_by("-at", "-pk")
    )


def _locked(patient: Patient, by: Staff) -> Patient:
    held = hold_living(patient)
    charts = Patient.objects.chart_open_to(by)
    if not by.has(Role.THERAPIST) or not charts.filter(pk=patient.pk).exists():
        raise NotTaken("Only a therapist with the chart open writes down readings.")
    return held


def _named(values: dict[str, Any]) -> list[str]:
    return sorted(name for name, value in values.items() if value is not None)
