"""Each point found, in the one narrow row that reports count by; the database writes it, nobody else may."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from clinic.models import Staff
from patients.models import Patient


class CountedPointQuerySet(models.QuerySet["CountedPoint"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))


class CountedPoint(models.Model):
    """What a finding, its session, its point and its treatments say together, as sessions/counting.py has it.

    across, down: x and y in hundredths of the drawing. ppt_change: after less before, tenths of kgf/cm2.
    released: by at least one of its treatments. answered: a response was written for one. held: seconds, the
    sum over the treatments that say it, which are as many as holds. zones: where it was felt, each once.
    """

    finding = models.OneToOneField(
        "treatment_sessions.PointFinding",
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="counted",
    )
    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    patient = models.ForeignKey(
        Patient, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    started_at = models.DateTimeField()
    held = models.IntegerField()
    holds = models.SmallIntegerField()
    chart_version = models.SmallIntegerField()
    across = models.SmallIntegerField()
    down = models.SmallIntegerField()
    tenderness_before = models.SmallIntegerField(null=True)
    tenderness_after = models.SmallIntegerField(null=True)
    ppt_change = models.SmallIntegerField(null=True)
    treated = models.BooleanField()
    released = models.BooleanField()
    answered = models.BooleanField()
    muscle = models.ForeignKey(
        "treatment_sessions.Muscle",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    side = models.CharField(max_length=7)
    code = models.CharField(max_length=12)
    status = models.CharField(max_length=11)
    chart = models.CharField(max_length=8)
    view = models.CharField(max_length=9)
    zones = ArrayField(models.CharField(max_length=50))

    objects = CountedPointQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["started_at"], name="counted_in_order"),
            models.Index(fields=["patient", "started_at"], name="counted_of_a_patient"),
        ]

    def __str__(self) -> str:
        return f"counted point {self.pk}"
