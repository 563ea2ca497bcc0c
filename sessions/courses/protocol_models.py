"""A clinic's own lists of points to begin from, and where they were applied."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sessions.catalogue_models import Muscle
from sessions.courses.rows import SIDES, OfSession


@pghistory.track()
class Protocol(models.Model):
    """An ordered list of points and what is done at each; put on a map, then edited there."""

    name = models.CharField(max_length=80, unique=True)
    about = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [CheckConstraint(condition=~Q(name=""), name="a_protocol_has_a_name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ProtocolStep(models.Model):
    """One point of a protocol. code: a site of the muscle, or empty for its usual place."""

    protocol = models.ForeignKey(Protocol, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    muscle = models.ForeignKey(Muscle, models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=[*SIDES, ("both", "Both sides")])
    code = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [UniqueConstraint(fields=["protocol", "order"], name="one_step_per_place")]

    def __str__(self) -> str:
        return f"{self.protocol_id} {self.order}"

    @property
    def sides(self) -> tuple[str, ...]:
        return ("left", "right") if self.side == "both" else (self.side,)


@pghistory.track()
class ProtocolUse(models.Model):
    """That a protocol was put on a session's map: which points came from it, what was left out and why."""

    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession", models.PROTECT, related_name="protocol_uses"
    )
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    findings = ArrayField(models.BigIntegerField(), default=list)
    left_out = ArrayField(models.CharField(max_length=300), default=list)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = OfSession.as_manager()

    class Meta:
        ordering = ["applied_at", "pk"]

    def __str__(self) -> str:
        return f"protocol use {self.pk}"
