"""Letters, reports and photos about a patient: what stands in the list; the files are kept elsewhere."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic.models import Staff
from patients.files.kinds import ENDINGS, JPEG, PDF, PNG
from patients.files.storage import StoredName
from patients.person_models import Patient


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, staff: Staff) -> Self:
        """Those for everyone, and the clinical ones of charts that are open to this person."""
        if not staff.is_active:
            return self.none()
        return self.filter(
            Q(audience=Document.Audience.EVERYONE) | Q(patient__in=Patient.objects.chart_open_to(staff))
        )

    def for_everyone(self) -> Self:
        return self.filter(audience=Document.Audience.EVERYONE)

    def standing(self) -> Self:
        """Those that were not removed."""
        return self.filter(removed_at__isnull=True)


@pghistory.track(exclude=["key"])
class Document(models.Model):
    """A file about a patient, cleaned when it was added and never changed since.

    taken_on: the day on the letter or of the photo. size: bytes. sha256: of the file as we wrote it, in hex.
    stored, thumbnail: its names in the store. key: the form it was sent with, so that sending it twice adds
    one. version counts changes. A removed one is hidden with a reason; its file stays as long as the record.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter"
        REPORT = "report", "Report or result"
        SCAN = "scan", "X-ray or scan"
        PHOTO = "photo", "Photo"
        FORM = "form", "Signed form"
        INSURANCE = "insurance", "Insurance or invoice"
        OTHER = "other", "Something else"

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Every colleague"
        CLINICAL = "clinical", "Clinical: only who may open the chart"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=9, choices=Kind)
    title = models.CharField(max_length=120)
    audience = models.CharField(max_length=8, choices=Audience)
    taken_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    content_type = models.CharField(max_length=15, choices=[(kind, kind) for kind in (JPEG, PNG, PDF)])
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = StoredName(unique=True)
    thumbnail = StoredName(blank=True)
    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    removed_why = models.CharField(max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(title="") & Q(size__gt=0), name="a_document_has_a_title_and_a_file"),
            CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="a_document_has_a_digest"),
            CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, removed_why="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removed_why="")),
                name="a_document_is_removed_with_a_reason",
            ),
            models.UniqueConstraint(fields=["added_by", "key"], name="one_document_per_form"),
        ]
        indexes = [models.Index(fields=["patient", "-added_at", "-id"], name="documents_of_a_patient")]

    def __str__(self) -> str:
        return f"document {self.pk}"

    @property
    def is_clinical(self) -> bool:
        return self.audience == self.Audience.CLINICAL

    @property
    def is_pdf(self) -> bool:
        return self.content_type == PDF

    @property
    def file_name(self) -> str:
        """For whoever saves it: kind and key, no word about anybody."""
        return f"{self.kind}-{self.pk}.{ENDINGS[self.content_type]}"
