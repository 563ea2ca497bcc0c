"""Photos of a posture, taken with consent, and the landmarks set on them."""

import uuid
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic.models import Staff
from patients.files.storage import StoredName
from patients.person_models import Patient
from patients.posture.models import PostureNote, View


class PosturePhotoQuerySet(models.QuerySet["PosturePhoto"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(note__in=PostureNote.objects.visible_to(staff))

    def standing(self) -> Self:
        """Those whose consent was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


@pghistory.track()
class PosturePhoto(models.Model):
    """A cleaned photo of one view and the consent it stands on; withdrawn, it is never shown again.

    agreed_by: the patient, or who may agree for them. scope: what it may be used for. file: a random name.
    """

    class Scope(models.TextChoices):
        RECORD = "record", "Only to compare posture within this record"
        TEACHING = "teaching", "Also to teach colleagues in this clinic"

    note = models.ForeignKey(PostureNote, models.PROTECT, related_name="photos")
    view = models.CharField(max_length=8, choices=View)
    file = StoredName(unique=True)
    content_type = models.CharField(max_length=10)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=120)
    agreed_on = models.DateField()
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.RECORD)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PosturePhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["note", "view"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_photo_per_view",
            ),
            CheckConstraint(
                condition=Q(view__in=["front", "back", "left", "right"]), name="a_photo_shows_a_whole_view"
            ),
            CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="a_photo_has_a_size"),
            CheckConstraint(
                condition=Q(content_type__in=["image/jpeg", "image/png"]), name="a_photo_is_jpeg_or_png"
            ),
            CheckConstraint(condition=Q(agreed_by__regex=r"\S"), name="a_photo_stands_on_consent"),
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_is_withdrawn_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"posture photo {self.pk}"

    @property
    def patient(self) -> Patient:
        return self.note.patient

    @property
    def patient_id(self) -> int:
        return self.note.patient_id

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.width / self.height


class PostureLandmarkQuerySet(models.QuerySet["PostureLandmark"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(photo__in=PosturePhoto.objects.visible_to(staff))


@pghistory.track()
class PostureLandmark(models.Model):
    """A spot on a photo. x, y: fractions of its width and height from the top left, 0-1.

    Left and right in a name are the patient's.
    """

    class Name(models.TextChoices):
        EAR = "ear", "Ear (tragus)"
        C7 = "c7", "C7"
        SHOULDER = "shoulder", "Acromion"
        HIP = "hip", "Greater trochanter"
        ASIS = "asis", "ASIS"
        PSIS = "psis", "PSIS"
        KNEE = "knee", "Knee"
        ANKLE = "ankle", "Ankle"
        EAR_LEFT = "ear_left", "Left ear"
        EAR_RIGHT = "ear_right", "Right ear"
        SHOULDER_LEFT = "shoulder_left", "Left acromion"
        SHOULDER_RIGHT = "shoulder_right", "Right acromion"
        ASIS_LEFT = "asis_left", "Left ASIS"
        ASIS_RIGHT = "asis_right", "Right ASIS"
        PSIS_LEFT = "psis_left", "Left PSIS"
        PSIS_RIGHT = "psis_right", "Right PSIS"
        KNEE_LEFT = "knee_left", "Left knee"
        KNEE_RIGHT = "knee_right", "Right knee"
        ANKLE_LEFT = "ankle_left", "Left ankle"
        ANKLE_RIGHT = "ankle_right", "Right ankle"

    photo = models.ForeignKey(PosturePhoto, models.PROTECT, related_name="landmarks")
    name = models.CharField(max_length=14, choices=Name)
    x = models.DecimalField(max_digits=5, decimal_places=4)
    y = models.DecimalField(max_digits=5, decimal_places=4)

    objects = PostureLandmarkQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["photo", "name"], name="one_landmark_of_a_name_per_photo"),
            CheckConstraint(
                condition=Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1), name="a_landmark_is_on_its_photo"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
