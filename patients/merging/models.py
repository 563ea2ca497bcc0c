"""Which record was merged into which, all that moved with it, and pairs that are known to be two people."""

from datetime import timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from clinic import clock
from clinic.models import Role, Staff
from patients.person_models import Patient

UNDONE_FOR = timedelta(days=30)


def keeps_register(staff: Staff) -> bool:
    """Who merges records and tells them apart: the front desk and admins."""
    return staff.is_active and (staff.has(Role.FRONT_DESK) or staff.has(Role.ADMIN))


class DeskQuerySet(models.QuerySet):
    """Rows for those who keep the register in order."""

    def visible_to(self, staff: Staff) -> Self:
        return self if keeps_register(staff) else self.none()


class MergeQuerySet(DeskQuerySet):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def undoable(self) -> Self:
        """Those not older than 30 days and not undone."""
        return self.standing().filter(merged_at__gt=clock.now() - UNDONE_FOR)


class Merge(models.Model):
    """One record taken into another; its rows are added, undone once, and never changed otherwise.

    steps: every value that was set in other rows, in order, as Step writes it. fields: what the kept row said
    before and after. transaction_id: the one that merges or undoes right now; the database sets it, and lets
    rows that are otherwise stone change hands only within it.
    """

    kept = models.ForeignKey(Patient, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Patient, models.PROTECT, related_name="absorptions")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField()
    steps = models.JSONField(default=list)
    fields = models.JSONField(default=dict)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    transaction_id = models.BigIntegerField(db_default=0)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(kept=F("absorbed")), name="nobody_is_merged_into_themselves"),
            UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at__isnull=True), name="absorbed_by_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["-merged_at", "-id"], name="merges_newest_first")]

    def __str__(self) -> str:
        return f"merge {self.pk}"

    @property
    def patient_id(self) -> int:
        """Whose record the audit log files it under."""
        return self.kept_id

    @property
    def is_undoable(self) -> bool:
        return self.undone_at is None and clock.now() - self.merged_at < UNDONE_FOR


@pghistory.track()
class NotTheSame(models.Model):
    """Two records somebody has looked at and knows to be two people; one is the smaller key."""

    one = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    other = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "pair of two people"
        constraints = [
            CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_in_order"),
            UniqueConstraint(fields=["one", "other"], name="said_once_of_a_pair"),
        ]

    def __str__(self) -> str:
        return f"two people {self.pk}"
