"""Courses on pages that belong to others: the summary of a record, My day, the charting page."""

from typing import Any

from django import template

from patients.models import Patient
from sessions.courses import summary
from sessions.courses.home_care import to_ask
from sessions.courses.models import Protocol
from sessions.models import TreatmentSession

register = template.Library()


@register.inclusion_tag("sessions/courses/_summary.html")
def standing_courses(patient: Patient) -> dict[str, Any]:
    return {"patient": patient, "courses": summary.summary_for(patient)}


@register.inclusion_tag("sessions/courses/_facts.html")
def course_facts(patient: Patient) -> dict[str, Any]:
    return {"patient": patient, "courses": summary.summary_for(patient)}


@register.simple_tag
def session_courses(treatment_session: TreatmentSession) -> dict[str, Any]:
    """What the visit may be about and is, what to ask about, and which protocols there are."""
    patient = treatment_session.patient
    return {
        "courses": summary.summary_for(patient),
        "named": set(treatment_session.session_complaints.values_list("complaint", flat=True)),
        "to_ask": to_ask(patient),
        "protocols": list(Protocol.objects.filter(active=True)),
        "uses": list(treatment_session.protocol_uses.filter(undone_at__isnull=True)),
    }
