"""Who belongs to a patient's care team, who opened a chart without it, and what colleagues must not miss."""

from datetime import timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from clinic.models import Role, Staff
from patients.person_models import Patient

OPEN_FOR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class CareTeamQuerySet(models.QuerySet["CareTeam"]):
    def current(self, today: Any = None) -> Self:
        """Those that count today, which may be a blank."""
        today = today or clock.today()
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=today), since_on__lte=today)


@pghistory.track()
class CareTeam(models.Model):
    """A therapist added to a patient's care team by name, besides those who treat them anyway.

    until_on: the day it was ended; it counts no longer from that moment on.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="care_team")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="care_teams")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=200)

    objects = CareTeamQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["therapist", "patient"], name="care_teams_of_a_therapist")]

    def __str__(self) -> str:
        return f"{self.therapist} from {self.since_on}"


class BrokenGlassQuerySet(models.QuerySet["BrokenGlass"]):
    def visible_to(self, staff: Staff) -> Self:
        """All of them to an admin, to others their own."""
        return self if staff.is_active and staff.has(Role.ADMIN) else self.filter(staff=staff.pk)

    def open(self, now: Any = None) -> Self:
        """Those that still let their member of staff in. now: a blank for it."""
        return self.filter(until_at__gt=now or clock.now())


class BrokenGlass(models.Model):
    """A chart opened by someone outside its care team, for a written reason, until it closes by itself."""

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="broken_glasses")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="broken_glasses")
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()

    objects = BrokenGlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "broken glasses"
        constraints = [
            CheckConstraint(
                condition=Q(until_at__gt=F("opened_at"), until_at__lte=F("opened_at") + OPEN_FOR),
                name="a_glass_is_broken_for_an_hour_at_most",
            ),
            CheckConstraint(
                condition=Q(reason__regex=r"\S\s+\S+\s+\S"), name="a_broken_glass_has_a_reason_in_words"
            ),
        ]
        indexes = [models.Index(fields=["staff", "patient", "-until_at"], name="glasses_broken_by_someone")]

    def __str__(self) -> str:
        return f"broken glass {self.pk}"

    @property
    def minutes_left(self) -> int:
        """Begun minutes count whole, so that it never says 0 while it is open."""
        return max(-((clock.now() - self.until_at) // MINUTE), 0)


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, staff: Staff) -> Self:
        """Those for everyone, and the clinical ones of charts that are open to this person."""
        if not staff.is_active:
            return self.none()
        return self.filter(
            Q(audience=Alert.Audience.EVERYONE) | Q(patient__in=Patient.objects.chart_open_to(staff))
        )

    def for_everyone(self) -> Self:
        return self.filter(audience=Alert.Audience.EVERYONE)

    def current(self, today: Any = None) -> Self:
        """Neither ended nor past their last day; warnings first, then the newest. today: a blank for it."""
        lasting = Q(until_on__isnull=True) | Q(until_on__gte=today or clock.today())
        return self.filter(lasting, ended_at__isnull=True).order_by("-level", "-added_at", "-pk")


@pghistory.track()
class Alert(models.Model):
    """A line about a patient that colleagues must not miss: all of them, or only who may open the chart.

    until_on: the last day it is shown; null is until someone ends it.
    """

    class Level(models.TextChoices):
        INFO = "info", "Good to know"
        WARNING = "warning", "Warning"

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Every colleague"
        CLINICAL = "clinical", "Clinical: only who may open the chart"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="alerts")
    text = models.CharField(max_length=160)
    level = models.CharField(max_length=7, choices=Level, default=Level.INFO)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    until_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(text=""), name="an_alert_says_something"),
            CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="an_alert_is_ended_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["patient"], condition=Q(ended_at__isnull=True), name="standing_alerts_of_a_patient"
            )
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"

    @property
    def is_warning(self) -> bool:
        return self.level == self.Level.WARNING

    @property
    def is_clinical(self) -> bool:
        return self.audience == self.Audience.CLINICAL
