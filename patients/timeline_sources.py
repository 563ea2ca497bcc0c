"""What this app tells in a patient's timeline: histories, documents and alerts."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from clinic.models import Staff
from patients.models import Alert, Document, MedicalHistory, Patient
from patients.timeline import Entry, Source


def _histories(patient: Patient, staff: Staff) -> QuerySet[Any]:
    rows = MedicalHistory.objects.visible_to(staff).filter(patient=patient)
    return rows.select_related("recorded_by")


def _history(row: MedicalHistory, patient: Patient) -> Entry:
    title = "First medical history" if row.version == 1 else f"Medical history, version {row.version}"
    url = reverse("patients:compare", args=[patient.number]) + f"?b={row.version}"
    words = f"From {row.get_source_display()}{row.kept_by}."
    return Entry(
        title,
        "clipboard-list",
        words,
        url,
        clinical=True,
        template="patients/_timeline_history.html",
        row=row,
    )


def _documents(patient: Patient, staff: Staff) -> QuerySet[Any]:
    return Document.objects.visible_to(staff).filter(patient=patient).standing().select_related("added_by")


def _document(row: Document, patient: Patient) -> Entry:
    dated = f", dated {row.taken_on:%-d %b %Y}" if row.taken_on else ""
    words = f"{row.get_kind_display()}{dated}; added by {row.added_by}."
    url = reverse("patients:document", args=[patient.number, row.pk])
    return Entry(row.title, "file-text", words, url, clinical=row.is_clinical)


def _alerts(patient: Patient, staff: Staff) -> QuerySet[Any]:
    return Alert.objects.visible_to(staff).filter(patient=patient).select_related("added_by", "ended_by")


def _alert(row: Alert, _patient: Patient) -> Entry:
    ended = f" Ended {row.ended_at:%-d %b %Y} by {row.ended_by}." if row.ended_at else ""
    words = f"{row.get_level_display()}; added by {row.added_by}.{ended}"
    icon = "triangle-alert" if row.is_warning else "info"
    return Entry(row.text, icon, words, clinical=row.is_clinical)


histories = Source("history", "Histories", "answered_at", _histories, _history)
documents = Source("document", "Documents", "added_at", _documents, _document)
alerts = Source("alert", "Alerts", "added_at", _alerts, _alert)
