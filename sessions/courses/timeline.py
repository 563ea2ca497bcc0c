"""What the timeline tells of courses: complaints as they were opened, outcomes as they were taken."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from clinic.models import Staff
from patients.models import Patient
from patients.timeline import Entry, Source
from sessions.courses.models import Complaint, ComplaintZone, Outcome

ZONES = Prefetch("zones", ComplaintZone.objects.select_related("zone"))


def _complaints(patient: Patient, staff: Staff) -> QuerySet[Any]:
    rows = Complaint.objects.visible_to(staff).filter(patient=patient)
    return rows.select_related("opened_by").prefetch_related(ZONES)


def _complaint(row: Complaint, patient: Patient) -> Entry:
    places = f"{row.places}. " if row.places else ""
    over = f" Over since {row.until:%-d %b %Y}: {row.over_why}" if row.until else ""
    words = f"{places}Opened by {row.opened_by}.{over}"
    return Entry(f"Complaint: {row.words}", "target", words, _url(row.pk, patient), clinical=True)


def _outcomes(patient: Patient, staff: Staff) -> QuerySet[Any]:
    rows = Outcome.objects.visible_to(staff).filter(complaint__patient=patient, withdrawn_at__isnull=True)
    return rows.select_related("measure", "taken_by")


def _outcome(row: Outcome, patient: Patient) -> Entry:
    score = "no score" if row.score is None else f"{row.score.normalize():f}{row.measure.unit}"
    words = f"Taken by {row.taken_by}."
    return Entry(
        f"{row.measure}: {score}", "chart-line", words, _url(row.complaint_id, patient), clinical=True
    )


def _url(complaint: int, patient: Patient) -> str:
    return reverse("sessions:complaint", args=[patient.number, complaint])


complaints = Source(
    "complaint", "Complaints", "opened_at", _complaints, _complaint, about="pk", clinical=True
)
outcomes = Source("outcome", "Outcomes", "taken_at", _outcomes, _outcome, about="complaint", clinical=True)
