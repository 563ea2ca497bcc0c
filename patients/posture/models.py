"""How somebody stands, as a therapist saw and measured it on one day."""

import uuid
from datetime import timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic import clock
from clinic.models import Staff
from patients.person_models import Patient
from patients.posture.sign_models import PostureMeasure, PostureSign


class View(models.TextChoices):
    """From where it is seen; left and right are the side of the patient that is seen."""

    FRONT = "front", "Front"
    BACK = "back", "Back"
    LEFT = "left", "Left side"
    RIGHT = "right", "Right side"
    ABOVE = "above", "From above"
    SUPINE = "supine", "Lying"
    STANDING = "standing", "Standing"
    SOLE = "sole", "Soles"
    HISTORY = "history", "Habits"


class Side(models.TextChoices):
    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    MIDLINE = "midline", "Midline"


class PostureNoteQuerySet(models.QuerySet["PostureNote"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))

    def newest_first(self) -> Self:
        return self.order_by("-assessed_at", "-pk")


@pghistory.track()
class PostureNote(models.Model):
    """One assessment of a patient's posture: findings, distances from the plumb line, words of its own.

    words_version counts saves of the words, so that two tabs do not write over each other.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="posture_notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    words = models.TextField(blank=True)
    words_version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = PostureNoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "-assessed_at"], name="posture_notes_of_a_patient")]

    def __str__(self) -> str:
        return f"posture note {self.pk}"

    @property
    def open_for(self) -> int | None:
        """The key of whoever may still write in it: its author, until the clinic's day is over."""
        return self.by_id if clock.clinic_day(clock.today())[0] <= self.assessed_at else None

    def save_now(self) -> None:
        """Stamp and save it; a save is always later than the one before, as the database asks."""
        self.saved_at = max(clock.now(), self.saved_at + timedelta(microseconds=1))
        self.save()


class PostureFindingQuerySet(models.QuerySet["PostureFinding"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(note__in=PostureNote.objects.visible_to(staff))


@pghistory.track()
class PostureFinding(models.Model):
    """One finding of an assessment: a grade, a value with its way of measuring, words; at least one of them.

    grade: 0 none, 1 mild, 2 moderate, 3 marked; where it is yes or no, 1 is yes. carried: taken over from
    the assessment before and not yet looked at. version counts its saves.
    """

    note = models.ForeignKey(PostureNote, models.PROTECT, related_name="findings")
    sign = models.ForeignKey(PostureSign, models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=Side)
    view = models.CharField(max_length=8, choices=View)
    measure = models.ForeignKey(PostureMeasure, models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    grade = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)
    carried = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = PostureFindingQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["note", "sign", "side"], name="one_posture_finding_per_side"),
            CheckConstraint(condition=Q(grade__isnull=True) | Q(grade__lte=3), name="a_grade_is_0_to_3"),
            CheckConstraint(
                condition=Q(value__isnull=True, measure__isnull=True)
                | Q(value__isnull=False, measure__isnull=False),
                name="a_value_says_how_it_was_measured",
            ),
            CheckConstraint(
                condition=Q(grade__isnull=False) | Q(value__isnull=False) | ~Q(words=""),
                name="a_posture_finding_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign_id} {self.side}"

    @property
    def present(self) -> bool:
        """Whether it was seen: by the grade where there is one, else by the value."""
        if self.grade is not None:
            return self.grade > 0
        if self.value is None or self.measure is None:
            return True
        notable = self.measure.is_notable(self.value)
        return self.value != 0 if notable is None else notable

    @property
    def in_words(self) -> str:
        """moderate, 46.5°."""
        said = [self.sign.grade_word(self.grade)]
        if self.value is not None and self.measure is not None:
            said.append(self.measure.in_words(self.value))
        return ", ".join(part for part in said if part) or self.words


class PlumbDistanceQuerySet(models.QuerySet["PlumbDistance"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(note__in=PostureNote.objects.visible_to(staff))


@pghistory.track()
class PlumbDistance(models.Model):
    """How far a landmark stands from the plumb line. cm: in front of it or to the patient's right is plus."""

    class Landmark(models.TextChoices):
        EAR = "ear", "Ear lobe"
        SHOULDER = "shoulder", "Acromion"
        HIP = "hip", "Greater trochanter"
        KNEE = "knee", "Knee, behind the kneecap"
        HEAD = "head", "Middle of the head"
        CHEST = "chest", "Breastbone or spine"
        PELVIS = "pelvis", "Middle of the pelvis"

    note = models.ForeignKey(PostureNote, models.PROTECT, related_name="distances")
    view = models.CharField(max_length=8, choices=View)
    landmark = models.CharField(max_length=8, choices=Landmark)
    cm = models.DecimalField(max_digits=4, decimal_places=1)

    objects = PlumbDistanceQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["note", "view", "landmark"], name="one_plumb_distance_per_landmark"),
            CheckConstraint(condition=Q(cm__gte=-40, cm__lte=40), name="a_plumb_distance_is_a_body_wide"),
            CheckConstraint(
                condition=Q(view__in=["left", "right"], landmark__in=["ear", "shoulder", "hip", "knee"])
                | Q(view__in=["front", "back"], landmark__in=["head", "chest", "pelvis"]),
                name="a_plumb_landmark_is_seen_in_its_view",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.landmark} {self.view}"
