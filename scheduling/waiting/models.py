"""Who waits for an earlier time or for any time at all, and the places that are held for them meanwhile."""

from datetime import time
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q

from scheduling.open_to_staff import OpenToStaff


class WaitingQuerySet(OpenToStaff):
    def open(self) -> Self:
        """A wish that a merge left aside sleeps, until its record is one of its own again."""
        return self.filter(closed_at=None, patient__merged_into=None)


@pghistory.track()
class Waiting(models.Model):
    """What would suit. therapist None: anyone. weekdays: 0 is Monday, empty for any day.

    earliest, latest: wall times between which the visit begins. not_before, until: the first and the last
    day that is of use. features: what its room must have besides what service and patient need.
    zone: where the patient lives, for a service that comes to them.
    """

    class Priority(models.IntegerChoices):
        URGENT = 1, "As soon as possible"
        SOON = 2, "Soon"
        ANY_TIME = 3, "When it suits"

    class Outcome(models.TextChoices):
        BOOKED = "booked", "Booked"
        WITHDRAWN = "withdrawn", "Waits no more"

    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="waiting")
    service = models.ForeignKey("scheduling.Service", models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    therapist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    zone = models.ForeignKey("scheduling.TravelZone", models.PROTECT, null=True, blank=True, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    earliest = models.TimeField(null=True, blank=True)
    latest = models.TimeField(null=True, blank=True)
    not_before = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    features = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.SOON)
    note = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = "wait list entry"
        verbose_name_plural = "wait list"
        constraints = [
            CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="whoever_waits_no_more_says_why",
            ),
            CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gt=F("earliest")),
                name="a_wish_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=Q(not_before=None) | Q(until=None) | Q(until__gte=F("not_before")),
                name="a_wish_has_a_day_of_use",
            ),
            models.UniqueConstraint(
                fields=["patient", "service"], condition=Q(closed_at=None), name="one_open_wish_for_each"
            ),
        ]
        indexes = [
            models.Index(
                fields=["priority", "added_at"], condition=Q(closed_at=None), name="wait_list_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"wait list entry {self.pk}"

    @property
    def window(self) -> tuple[time, time] | None:
        """For free_times(), which leaves its end out; the visit may still begin at the latest time."""
        if self.earliest is None and self.latest is None:
            return None
        return self.earliest or time.min, self.latest.replace(second=59) if self.latest else time.max


@pghistory.track()
class HeldPlace(models.Model):
    """A place offered to one who waits: a pending appointment, held until a time, then the next one's."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        LAPSED = "lapsed", "No answer in time"

    waiting = models.ForeignKey(Waiting, models.PROTECT, related_name="held")
    appointment = models.OneToOneField("scheduling.Appointment", models.PROTECT, related_name="held_place")
    until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    objects = OpenToStaff.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["waiting"], condition=Q(settled_at=None), name="one_place_held_for_each"
            )
        ]
        indexes = [models.Index(fields=["until"], condition=Q(settled_at=None), name="held_places_by_end")]

    def __str__(self) -> str:
        return f"held place {self.pk}"
