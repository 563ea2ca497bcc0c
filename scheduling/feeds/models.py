"""The address under which a calendar app reads one therapist's times."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from clinic.models import Role, Staff


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, staff: Staff) -> Self:
        """A therapist's own; what somebody's phone reads is nobody else's business."""
        return self.filter(staff=staff) if staff.is_active else self.none()

    def live(self) -> Self:
        """Those that open something: not ended, and their therapist still treats here."""
        return self.filter(
            revoked_at__isnull=True, staff__is_active=True, staff__roles__contains=[Role.THERAPIST]
        )


@pghistory.track(exclude=["token_hash", "read_at"])
class CalendarFeed(models.Model):
    """Of its secret only a hash stays. read_at: when a calendar last took something new from it."""

    class Shows(models.TextChoices):
        BUSY = "busy", "Busy"
        FIRST_NAMES = "first_names", "First names"

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    shows = models.CharField(max_length=11, choices=Shows, default=Shows.BUSY)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(revoked_at__isnull=True), name="one_calendar_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"calendar address {self.pk}"
