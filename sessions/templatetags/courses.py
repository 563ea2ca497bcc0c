"""Courses on pages that belong to others: the summary of a record, My day, the charting page."""

from typing import Any

from django import template

from patients.models import MedicalHistory, Patient
from sessions.courses import summary
from sessions.courses.home_care import unasked
from sessions.courses.models import Protocol
from sessions.models import TreatmentSession

register = template.Library()


@register.inclusion_tag("sessions/courses/_summary.html")
def standing_courses(patient: Patient) -> dict[str, Any]:
    return {"patient": patient, "courses": summary.summary_for(patient)}


@register.inclusion_tag("sessions/courses/_facts.html")
def course_facts(patient: Patient, history: MedicalHistory | None) -> dict[str, Any]:
    """reason: why they come, in the words of the questionnaire, where no complaint says the same."""
    found = summary.summary_for(patient)
    reason = " ".join(history.reason_for_visit.split()) if history else ""
    told = {one.complaint.words for one in found}
    return {"patient": patient, "courses": found, "reason": "" if reason[:300] in told else reason}


@register.simple_tag
def session_courses(treatment_session: TreatmentSession) -> dict[str, Any]:
    """What the visit may be about and is, what to ask about, and which protocols there are."""
    named, protocols = treatment_session.session_complaints.all(), Protocol.objects.filter(active=True)
    uses = treatment_session.protocol_uses.filter(undone_at__isnull=True)
    found = summary.courses(treatment_session.patient, standing=True, beside=(named, protocols, uses))
    return {
        "courses": found,
        "named": {link.complaint_id for link in named},
        "to_ask": unasked(given for one in found for given in one.home_care),
        "protocols": [*protocols],
        "uses": [*uses],
    }
