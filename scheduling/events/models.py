"""A day of chair massage at one place: a company or a fair, with many short slots."""

from datetime import date, datetime
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from scheduling.open_to_staff import OpenToStaff


@pghistory.track()
class ChairDay(models.Model):
    """Chair massage at one place on one day, by the clinic's wall clock; who goes stands in its holds.

    minutes, gap: of a slot, and between it and the next. lunch_from, lunch_until: no slot lies between them.
    travel_before, travel_after: minutes of the way there and back, for which its therapists are held as well.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "List closed"
        CANCELLED = "cancelled", "Cancelled"

    place = models.CharField(max_length=80)
    address = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    lunch_from = models.TimeField(null=True, blank=True)
    lunch_until = models.TimeField(null=True, blank=True)
    service = models.ForeignKey("scheduling.Service", models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    gap = models.PositiveSmallIntegerField()
    travel_before = models.PositiveSmallIntegerField(default=0)
    travel_after = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    cancel_reason = models.CharField(max_length=120, blank=True)
    planned_at = models.DateTimeField(auto_now_add=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    events: Any  # every version of the row, kept by the database itself

    objects = OpenToStaff.as_manager()

    class Meta:
        verbose_name = "chair-massage event"
        constraints = [
            CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_chair_day_ends_after_it_starts"),
            CheckConstraint(
                condition=Q(lunch_from=None, lunch_until=None)
                | Q(
                    lunch_from__gte=F("starts"),
                    lunch_until__gt=F("lunch_from"),
                    lunch_until__lte=F("ends"),
                ),
                name="lunch_lies_within_its_chair_day",
            ),
            CheckConstraint(condition=Q(minutes__gte=5, gap__lte=60), name="slots_of_a_sensible_length"),
            models.UniqueConstraint(fields=["planned_by", "key"], name="one_chair_day_per_form"),
        ]
        indexes = [models.Index(fields=["on"], name="chair_days_in_order")]

    def __str__(self) -> str:
        return self.place

    @property
    def starts_at(self) -> datetime:
        return clock.instant(self.on, self.starts)

    @property
    def ends_at(self) -> datetime:
        return clock.instant(self.on, self.ends)

    @property
    def step(self) -> int:
        """Minutes from one slot's beginning to the next one's."""
        return self.minutes + self.gap

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def day(self) -> date:
        """As an appointment calls it."""
        return self.on
