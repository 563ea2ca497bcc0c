"""What can be seen of a posture and how it is measured: reference, loaded from patients/data."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q


class PostureSign(models.Model):
    """A finding that an assessment may make: where it is seen, on which side, and what to check then.

    how: what to look for. muscles: slugs of the muscles to check, in the catalogue's words.
    Source: patients/data/posture_findings.csv.
    """

    class Sides(models.TextChoices):
        """each: left and right by themselves. toward: to one side only. midline: no side."""

        EACH = "each", "left and right by themselves"
        TOWARD = "toward", "to one side"
        MIDLINE = "midline", "no side"

    slug = models.SlugField(primary_key=True)
    label = models.CharField(max_length=60)
    how = models.CharField(max_length=160)
    spot = models.SlugField()
    views = ArrayField(models.CharField(max_length=8))
    sides = models.CharField(max_length=7, choices=Sides)
    grades = ArrayField(models.CharField(max_length=10))
    muscles = ArrayField(models.SlugField())
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.label

    @property
    def allowed_sides(self) -> tuple[str, ...]:
        return ("midline",) if self.sides == self.Sides.MIDLINE else ("left", "right")

    def grade_word(self, grade: int | None) -> str:
        """mild, for 1; nothing where no grade was given."""
        return "" if grade is None else self.grades[grade]


class Unit(models.TextChoices):
    DEGREES = "deg", "°"
    CENTIMETRES = "cm", "cm"
    MILLIMETRES = "mm", "mm"
    POINTS = "points", "points"
    HOURS = "hours", "hours"


class PostureMeasure(models.Model):
    """One way to put a number to a finding: unit, the range a person can have, and what counts as notable.

    notable, notable_at: under, from or over that value it is worth noting; empty where no figure is known.
    worse: whether more or less of it is further from usual. change: the least difference between two
    assessments that is called one; a policy default, no study stands behind it.
    """

    class Worse(models.TextChoices):
        MORE = "more", "more"
        LESS = "less", "less"

    class Notable(models.TextChoices):
        UNDER = "under", "under"
        FROM = "from", "from"
        OVER = "over", "over"

    slug = models.SlugField(primary_key=True, max_length=80)
    sign = models.ForeignKey(PostureSign, models.CASCADE, related_name="measures")
    method = models.CharField(max_length=80)
    unit = models.CharField(max_length=6, choices=Unit)
    low = models.DecimalField(max_digits=5, decimal_places=1)
    high = models.DecimalField(max_digits=5, decimal_places=1)
    step = models.DecimalField(max_digits=3, decimal_places=1)
    notable = models.CharField(max_length=5, choices=Notable, blank=True)
    notable_at = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    refer_at = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    worse = models.CharField(max_length=4, choices=Worse)
    change = models.DecimalField(max_digits=4, decimal_places=1)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            CheckConstraint(condition=Q(low__lt=F("high"), step__gt=0), name="a_measure_has_a_range"),
            CheckConstraint(
                condition=Q(notable="", notable_at__isnull=True)
                | (~Q(notable="") & Q(notable_at__isnull=False)),
                name="what_is_notable_has_a_figure",
            ),
        ]

    def __str__(self) -> str:
        return self.method

    def in_words(self, value: Decimal) -> str:
        """46.5°, or 12 mm: always with its unit."""
        gap = "" if self.unit == Unit.DEGREES else " "
        return f"{plain(value)}{gap}{Unit(self.unit).label}"

    def is_notable(self, value: Decimal) -> bool | None:
        """None where no figure is known."""
        at: Any = self.notable_at
        if not self.notable:
            return None
        return {"under": value < at, "from": value >= at, "over": value > at}[self.notable]

    @property
    def usual_words(self) -> str:
        """Noted under 50°; empty where no figure is known."""
        if not self.notable or self.notable_at is None:
            return ""
        refer = f", referral from {self.in_words(self.refer_at)}" if self.refer_at is not None else ""
        return f"noted {self.notable} {self.in_words(self.notable_at)}{refer}"


def plain(value: Decimal) -> str:
    """5 and 5.5: no zeros that were not typed; a true minus."""
    text = f"{value.normalize():f}" if value else "0"
    return text.replace("-", "−")
