"""What came in from another calendar, so that it can all be taken out again."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models

from clinic.models import Role, Staff


class OfTheDesk(models.QuerySet):
    def visible_to(self, staff: Staff) -> Self:
        """For those who arrange everybody's time."""
        arranges = staff.has(Role.FRONT_DESK) or staff.has(Role.ADMIN)
        return self if staff.is_active and arranges else self.none()


@pghistory.track()
class ImportBatch(models.Model):
    """One calendar file that somebody said yes to. key: the form's own number."""

    key = models.UUIDField()
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = OfTheDesk.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["made_by", "key"], name="one_import_per_form")]

    def __str__(self) -> str:
        return f"import {self.pk}"


@pghistory.track()
class ImportedAppointment(models.Model):
    """An appointment that came with a batch. version: as booked; a later one was changed here since."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="imported")
    appointment = models.OneToOneField("scheduling.Appointment", models.PROTECT, related_name="came_from")
    version = models.PositiveIntegerField()

    objects = OfTheDesk.as_manager()

    def __str__(self) -> str:
        return f"{self.appointment_id} of {self.batch_id}"
