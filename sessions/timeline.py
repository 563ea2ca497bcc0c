"""What the timeline tells of visits: to everyone when and with whom, to the care team how much it hurt."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from patients.timeline import Entry, Source
from scheduling.models import Appointment, Status

NEVER_WAS = (Status.ENTERED_IN_ERROR, Status.WAITLIST)


def _visits(patient: Patient, staff: Staff) -> QuerySet[Any]:
    """Up to the end of today; what is booked after it stands on the summary."""
    _start, end = clock.clinic_day(clock.today())
    rows = Appointment.objects.visible_to(staff).filter(patient=patient, starts_at__lt=end)
    rows = rows.exclude(status__in=NEVER_WAS).select_related("therapist", "room", "service").with_visits()
    return rows.annotate(
        pain_before=F("treatment_session__pain_before"), pain_after=F("treatment_session__pain_after")
    )


def _visit(row: Any, patient: Patient) -> Entry:
    signed = patient.chart_open and row.visit_signed_at
    url = (
        reverse("sessions:detail", args=[row.visit_id])
        if signed
        else reverse("scheduling:appointment", args=[row.pk])
    )
    with_pain = patient.chart_open and row.visit_id
    return Entry(
        f"{row.service}, {row.minutes} min",
        "hand" if row.visit_id else "calendar",
        f"With {row.therapist}, {row.room}.",
        url,
        template="sessions/_timeline_visit.html" if with_pain else "scheduling/_timeline_visit.html",
        row=row,
    )


visits = Source("visit", "Visits", "starts_at", _visits, _visit, about="treatment_session__complaints")
