"""Visits that were booked together by a pattern, and what became of the dates that did not fit."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from scheduling.open_to_staff import OpenToStaff


@pghistory.track()
class Series(models.Model):
    """rule: RFC 5545 without its start; in the clinic's dates, so each visit keeps the wall time.

    key: the form's own number, so that sending it twice books once. The patient is that of its appointments.
    """

    rule = models.CharField(max_length=120)
    first_on = models.DateField()
    booked_at = models.DateTimeField(auto_now_add=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()

    objects = OpenToStaff.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["booked_by", "key"], name="one_series_per_form")]

    def __str__(self) -> str:
        return f"series {self.pk}"


@pghistory.track()
class SettledDate(models.Model):
    """A date that was not booked as it came; why: what stood in the way, empty for a plain skip."""

    class How(models.TextChoices):
        SKIPPED = "skipped", "Left out"
        OTHER_TIME = "time", "At another time"
        OTHER_THERAPIST = "therapist", "With somebody else"
        OTHER_ROOM = "room", "In another room"
        REFUSED = "refused", "Taken meanwhile"

    series = models.ForeignKey(Series, models.PROTECT, related_name="settled")
    day = models.DateField()
    why = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=10, choices=How)

    objects = OpenToStaff.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="a_date_is_settled_once"),
            CheckConstraint(
                condition=Q(how__in=["skipped", "time", "therapist", "room", "refused"]),
                name="a_date_is_settled_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_how_display()}"
