"""Notes that were written elsewhere, before the record came here."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic.models import Staff
from patients.models import Patient
from sessions.digests import Sha256Hex


class EarlierNoteQuerySet(models.QuerySet["EarlierNote"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))


class EarlierNote(models.Model):
    """A note as another program gave it out: by whom and when it says, and not a word of it changed since.

    It stands beside our sessions and is never one of them. written_at: as the file says; timed: whether the
    file knew the hour. author: a name as the file has it, of somebody who may never have worked here.
    came_from: the other program. snapshot: all of that as canonical JSON, of which digest is the SHA-256.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="earlier_notes")
    written_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    timed = models.BooleanField()
    author = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    text = models.TextField()
    came_from = models.CharField(max_length=40)
    taken_in_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)

    objects = EarlierNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(digest=Sha256Hex(F("snapshot"))), name="an_earlier_note_has_its_digest"
            ),
            CheckConstraint(condition=~Q(text="") & ~Q(author=""), name="an_earlier_note_says_what_and_who"),
        ]
        indexes = [models.Index(fields=["patient", "-written_at"], name="earlier_notes_of_a_patient")]

    def __str__(self) -> str:
        return f"earlier note {self.pk}"
