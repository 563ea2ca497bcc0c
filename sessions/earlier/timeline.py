"""What the timeline tells of notes from elsewhere, at the time they were written."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from clinic.models import Staff
from patients.models import Patient
from patients.timeline import Entry, Source
from sessions.earlier.models import EarlierNote


def _notes(patient: Patient, staff: Staff) -> QuerySet[Any]:
    return EarlierNote.objects.visible_to(staff).filter(patient=patient).defer("snapshot")


def _note(row: EarlierNote, patient: Patient) -> Entry:
    words = f"By {row.author}, brought from {row.came_from}. Not one of our own sessions."
    url = reverse("sessions:earlier_note", args=[patient.number, row.pk])
    return Entry(row.title, "file-text", words, url, clinical=True)


notes = Source("earlier", "From elsewhere", "written_at", _notes, _note, clinical=True)
