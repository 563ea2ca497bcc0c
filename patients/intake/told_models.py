"""What a version of a medical history holds besides its answers to the rules; added once, never changed."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic.models import Staff
from patients.intake.question_models import Question
from patients.person_models import Patient


class ToldQuerySet(models.QuerySet):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(history__patient__in=Patient.objects.chart_open_to(staff))


def _history(name: str) -> models.ForeignKey:
    return models.ForeignKey("patients.MedicalHistory", models.PROTECT, related_name=name)


def _score() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(10)])


class IntakeAnswer(models.Model):
    """What was said to one question. asked: its words at that time; values: slugs of options, or the text."""

    history = _history("intake_answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    asked = models.CharField(max_length=300)
    question_version = models.PositiveIntegerField()
    values = ArrayField(models.TextField(), default=list)
    words = models.TextField(blank=True)
    since = models.CharField(max_length=60, blank=True)
    details = models.CharField(max_length=300, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ["question__section__order", "question__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["history", "question"], name="one_intake_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} in history {self.history_id}"


class PainPlace(models.Model):
    """Where it hurts, on the patient's own side; now, worst and best of a week: 0-10, null if not said."""

    history = _history("pain_places")
    zone = models.SlugField()
    side = models.CharField(max_length=7, choices=[(side, side) for side in ("left", "right", "midline")])
    now = _score()
    worst = _score()
    best = _score()

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["history", "zone", "side"], name="a_place_hurts_once"),
            CheckConstraint(
                condition=(Q(now__isnull=True) | Q(now__lte=10))
                & (Q(worst__isnull=True) | Q(worst__lte=10))
                & (Q(best__isnull=True) | Q(best__lte=10)),
                name="pain_is_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone}, {self.side}"


class Medication(models.Model):
    """A medicine as the patient names it; last_taken in their words."""

    history = _history("medications")
    name = models.CharField(max_length=120)
    dose = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    last_taken = models.CharField(max_length=60, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"medicine {self.pk}"


class Allergy(models.Model):
    """What the patient is allergic to, and what it does to them, in their words."""

    history = _history("allergies")
    name = models.CharField(max_length=120)
    reaction = models.CharField(max_length=200, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "allergies"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"allergy {self.pk}"


class Surgery(models.Model):
    """An operation; happened is when, in the patient's words."""

    history = _history("surgeries")
    name = models.CharField(max_length=120)
    happened = models.CharField(max_length=60, blank=True)
    details = models.CharField(max_length=200, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "surgeries"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"operation {self.pk}"


class Signature(models.Model):
    """Who stands by the answers: a typed name, perhaps a drawn line (an SVG path of 600 by 200), for whom.

    guardian_of: how a guardian is related to the patient they sign for; empty when the patient signs.
    """

    history = models.OneToOneField("patients.MedicalHistory", models.PROTECT, related_name="signature")
    name = models.CharField(max_length=160)
    guardian_of = models.CharField(max_length=80, blank=True)
    drawn = models.TextField(blank=True)
    declaration = models.CharField(max_length=600)
    signed_at = models.DateTimeField()

    objects = ToldQuerySet.as_manager()

    class Meta:
        constraints = [CheckConstraint(condition=~Q(name=""), name="a_signature_has_a_name")]

    def __str__(self) -> str:
        return f"signature of history {self.history_id}"
