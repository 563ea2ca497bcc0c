"""What was done at a point in one visit, all of it in one row: a view, for those who count."""

from typing import Self

from django.db import models

from clinic.models import Staff
from patients.models import Patient


class TreatedPointQuerySet(models.QuerySet["TreatedPoint"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_to(staff))


class TreatedPoint(models.Model):
    """A finding at which a technique was applied, by its own key, with its scores; only to be read.

    released: by at least one of its treatments. answered: a response was written for one. held: seconds, the
    sum over the treatments that say it, which are as many as holds.
    """

    id = models.BigAutoField(primary_key=True)
    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession", models.DO_NOTHING, related_name="+"
    )
    point = models.ForeignKey("treatment_sessions.TriggerPoint", models.DO_NOTHING, related_name="+")
    tenderness_before = models.PositiveSmallIntegerField(null=True)
    tenderness_after = models.PositiveSmallIntegerField(null=True)
    ppt_before = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    ppt_after = models.DecimalField(max_digits=3, decimal_places=1, null=True)
    released = models.BooleanField()
    answered = models.BooleanField()
    held = models.IntegerField()
    holds = models.IntegerField()

    objects = TreatedPointQuerySet.as_manager()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"treated point {self.pk}"
