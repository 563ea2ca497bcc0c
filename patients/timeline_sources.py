"""What this app tells in a patient's timeline: histories, posture, decisions, documents, messages, alerts."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from clinic import clock
from clinic.models import Staff
from patients.models import Alert, Document, IntakeLink, MedicalHistory, Patient, PostureNote, Settlement
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


def _assessments(patient: Patient, staff: Staff) -> QuerySet[Any]:
    rows = PostureNote.objects.visible_to(staff).filter(patient=patient).select_related("by")
    return rows.annotate(seen=Count("findings", filter=Q(findings__carried=False)))


def _assessment(row: Any, patient: Patient) -> Entry:
    words = f"By {row.by}; {row.seen} finding{'' if row.seen == 1 else 's'}."
    url = reverse("patients:posture_note", args=[patient.number, row.pk])
    return Entry("Posture assessment", "person-standing", words, url, clinical=True)


def _decisions(patient: Patient, staff: Staff) -> QuerySet[Any]:
    return Settlement.objects.visible_to(staff).filter(patient=patient).select_related("by", "rule")


def _decision(row: Settlement, patient: Patient) -> Entry:
    told = ". ".join(filter(None, (row.from_whom, row.reason)))
    until = f" Until {row.until_on:%-d %b %Y}." if row.until_on else ""
    words = f"By {row.by}.{until} {told}".strip()
    url = reverse("patients:cautions", args=[patient.number])
    return Entry(f"{row.get_kind_display()}: {row.rule.chip}", "file-check", words, url, clinical=True)


def _messages(patient: Patient, staff: Staff) -> QuerySet[Any]:
    return IntakeLink.objects.visible_to(staff).filter(patient=patient).select_related("made_by")


def _message(row: IntakeLink, patient: Patient) -> Entry:
    ways = (
        ("answered", row.used_at),
        ("taken back", row.revoked_at),
        ("opened", row.opened_at),
        ("mailed", row.mailed_at),
    )
    last = next((f", {word} {clock.local(at):%-d %b, %H:%M}" for word, at in ways if at), "")
    words = f"Link made by {row.made_by}{last}."
    url = reverse("patients:intake_of", args=[patient.number])
    return Entry(f"Asked: {row.get_purpose_display().lower()}", "send", words, url)


histories = Source("history", "Histories", "answered_at", _histories, _history, clinical=True)
posture = Source("posture", "Posture", "assessed_at", _assessments, _assessment, clinical=True)
decisions = Source("decision", "Decisions", "at", _decisions, _decision, clinical=True)
messages = Source("message", "Messages", "made_at", _messages, _message)
documents = Source("document", "Documents", "added_at", _documents, _document)
alerts = Source("alert", "Alerts", "added_at", _alerts, _alert)
