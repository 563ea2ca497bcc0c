"""Whom the desk has to ring about an appointment that cannot be, and what came of it."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from scheduling.open_to_staff import OpenToStaff


class CallQuerySet(OpenToStaff):
    def open(self) -> Self:
        return self.filter(done_at=None)


@pghistory.track()
class Call(models.Model):
    """why: words for the desk, never clinical. tries: how often nobody answered."""

    class Outcome(models.TextChoices):
        REBOOKED = "rebooked", "Booked again"
        REACHED = "reached", "Reached, no new visit"
        GAVE_UP = "gave_up", "Could not be reached"
        NOT_NEEDED = "not_needed", "Not needed any more"

    appointment = models.ForeignKey("scheduling.Appointment", models.PROTECT, related_name="calls")
    why = models.CharField(max_length=120)
    tries = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"], condition=Q(done_at=None), name="one_open_call_per_appointment"
            ),
            CheckConstraint(
                condition=Q(done_at=None, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="a_call_that_is_done_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
