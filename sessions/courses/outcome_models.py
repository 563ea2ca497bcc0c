"""Outcome measures as data, and what a patient's were on a day: numbers only, no protected wording."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q

from sessions.courses.complaint_models import Complaint
from sessions.courses.rows import ClinicalRows


@pghistory.track()
class Measure(models.Model):
    """One instrument: how its items become a score, and from when on a change counts.

    scoring: single, mean, percent (sum of the answered / most they can be x 100), spread ((mean - 1) x 25),
    sum. items: least and most that are answered; may_miss: how many of items_most may be left out.
    detectable, important: in the score's unit; important_percent: of the baseline, 0 for none. bands: lines
    of "from words". source: where the numbers are from. Shipped ones: sessions/data/measures.csv.
    """

    class Scoring(models.TextChoices):
        SINGLE = "single", "One number"
        MEAN = "mean", "Mean of the answered"
        PERCENT = "percent", "Per cent of the most possible"
        SPREAD = "spread", "(Mean of the answered - 1) x 25"
        SUM = "sum", "Sum"

    slug = models.SlugField(primary_key=True, max_length=12)
    name = models.CharField(max_length=40)
    about = models.CharField(max_length=120)
    prompt = models.CharField(max_length=300, blank=True)
    low_words = models.CharField(max_length=60, blank=True)
    high_words = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=8, blank=True)
    low = models.SmallIntegerField()
    high = models.SmallIntegerField()
    lower_is_better = models.BooleanField()
    is_change = models.BooleanField(default=False)
    scoring = models.CharField(max_length=7, choices=Scoring)
    items_least = models.PositiveSmallIntegerField()
    items_most = models.PositiveSmallIntegerField()
    item_values = ArrayField(models.SmallIntegerField())
    may_miss = models.PositiveSmallIntegerField()
    named_items = models.BooleanField(default=False)
    detectable = models.DecimalField(max_digits=5, decimal_places=1)
    important = models.DecimalField(max_digits=5, decimal_places=1)
    important_percent = models.PositiveSmallIntegerField(default=0)
    bands = models.TextField(blank=True)
    source = models.CharField(max_length=400)
    instrument_version = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            CheckConstraint(
                condition=Q(detectable__gt=0, important__gt=0, important_percent__lte=100) & ~Q(source=""),
                name="a_threshold_has_a_size_and_a_source",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OutcomeQuerySet(ClinicalRows):
    def standing(self) -> "OutcomeQuerySet":
        """Not withdrawn, in the order in which they were taken."""
        return self.filter(withdrawn_at__isnull=True).order_by("taken_on", "pk")


@pghistory.track(exclude=["key"])
class Outcome(models.Model):
    """What one measure said on one day, with the thresholds that held then.

    items: each answer, null for one left out; names: what the patient calls each, where they name them.
    score: null where too many were left out. missing: how many. mode: how it was asked.
    """

    class Mode(models.TextChoices):
        ROOM = "room", "On the tablet in the room"
        PAPER = "paper", "On paper, entered after"
        SPOKEN = "spoken", "Asked aloud"

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="outcomes")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    mode = models.CharField(max_length=6, choices=Mode, default=Mode.ROOM)
    language = models.CharField(max_length=8, default="en")
    instrument_version = models.CharField(max_length=40)
    items = ArrayField(models.SmallIntegerField(null=True))
    names = ArrayField(models.CharField(max_length=80), default=list)
    score = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    missing = models.PositiveSmallIntegerField(default=0)
    detectable = models.DecimalField(max_digits=5, decimal_places=1)
    important = models.DecimalField(max_digits=5, decimal_places=1)
    important_percent = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=400)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(unique=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="an_outcome_is_withdrawn_with_a_reason",
            )
        ]
        indexes = [models.Index(fields=["complaint", "measure", "taken_on"], name="outcomes_of_a_complaint")]

    def __str__(self) -> str:
        return f"outcome {self.pk}"
