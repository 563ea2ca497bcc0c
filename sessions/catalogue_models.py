"""The catalogue: muscles, the places where their trigger points are known, and where each refers pain."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Zone(models.Model):
    """A part of the body where pain is felt; side_handling says whether it needs left or right."""

    slug = models.SlugField(primary_key=True)
    label = models.CharField(max_length=80)
    region = models.CharField(max_length=20)
    views = ArrayField(models.CharField(max_length=12))
    side_handling = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.label

    @property
    def possible_sides(self) -> tuple[str, ...]:
        """What may be said of the side: left and right, midline, or any of the three."""
        sided = () if self.side_handling == "midline" else ("left", "right")
        return sided if self.side_handling == "sided" else (*sided, "midline")


class MuscleQuerySet(models.QuerySet["Muscle"]):
    def offered(self) -> Self:
        """Those that the clinic has not hidden."""
        return self.exclude(clinic__hidden=True)


class Muscle(models.Model):
    """One charted muscle or clinically separate part; Latin names follow Terminologia Anatomica.

    complaints: what people come with when it is the cause. antagonists, synergists: slugs of muscles.
    posture: slugs of posture findings that go with it.
    """

    class Sides(models.TextChoices):
        PAIRED = "paired", "Left and right"
        MIDLINE = "midline", "Midline"

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=80)
    latin = models.CharField(max_length=120)
    region = models.CharField(max_length=20)
    depth = models.CharField(max_length=12)
    sides = models.CharField(max_length=8, choices=Sides)
    aliases = ArrayField(models.CharField(max_length=40), default=list)
    cautions = models.TextField(blank=True)
    complaints = ArrayField(models.CharField(max_length=80), default=list)
    antagonists = ArrayField(models.SlugField(), default=list)
    synergists = ArrayField(models.SlugField(), default=list)
    posture = ArrayField(models.SlugField(), default=list)
    order = models.PositiveSmallIntegerField()

    objects = MuscleQuerySet.as_manager()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class MuscleSite(models.Model):
    """A known place of a muscle's trigger points; codes TrP1 and on are Travell and Simons', others ours."""

    muscle = models.ForeignKey(Muscle, models.CASCADE, related_name="sites")
    code = models.CharField(max_length=12)
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["muscle", "code"], name="one_site_per_code")]

    def __str__(self) -> str:
        return f"{self.muscle_id} {self.code}"


class Referral(models.Model):
    """A zone that a muscle refers to, essential or wider spillover: classic teaching from case series."""

    muscle = models.ForeignKey(Muscle, models.CASCADE, related_name="referrals")
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="referrals")
    essential = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["muscle", "zone"], name="one_referral_per_zone")]

    def __str__(self) -> str:
        return f"{self.muscle_id} to {self.zone_id}"
