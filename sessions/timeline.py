"""What the timeline tells of visits: to everyone when and with whom, to the care team how much it hurt."""

from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from clinic import clock
from clinic.models import Role, Staff
from patients.models import Patient
from patients.timeline import Entry, Source
from scheduling.models import Appointment, Status
from sessions.visit.models import Incident

NEVER_WAS = (Status.ENTERED_IN_ERROR, Status.WAITLIST)


def _visits(patient: Patient, staff: Staff) -> QuerySet[Any]:
    """Up to the end of today; what is booked after it stands on the summary."""
    _start, end = clock.clinic_day(clock.today())
    rows = Appointment.objects.visible_to(staff).filter(patient=patient, starts_at__lt=end)
    rows = (
        rows.exclude(status__in=NEVER_WAS)
        .select_related("therapist", "room", "chair_day", "service")
        .with_visits()
    )
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
        f"With {row.therapist}, {row.place}.",
        url,
        template="sessions/_timeline_visit.html" if with_pain else "scheduling/_timeline_visit.html",
        row=row,
    )


visits = Source("visit", "Visits", "starts_at", _visits, _visit, about="treatment_session__complaints")


def _incidents(patient: Patient, staff: Staff) -> QuerySet[Any]:
    rows = Incident.objects.visible_to(staff) if staff.has(Role.THERAPIST) else Incident.objects.none()
    return rows.filter(treatment_session__patient=patient).select_related("by", "treatment_session")


def _incident(row: Any, _patient: Patient) -> Entry:
    open_or_signed = "detail" if row.treatment_session.is_signed else "chart"
    url = reverse(f"sessions:{open_or_signed}", args=[row.treatment_session_id])
    title = f"Incident: {row.get_kind_display().lower()}"
    return Entry(title, "triangle-alert", f"{row.happened} Written by {row.by}.", url, clinical=True)


incidents = Source("incident", "Incidents", "happened_at", _incidents, _incident, clinical=True)
