"""What a patient agrees to: which words, for what, until when, and whether they still do."""

from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic import clock
from clinic.models import Staff
from patients.person_models import Patient


class ConsentText(models.Model):
    """The words of a consent; new words are a new version, for people agreed to the old ones.

    months: how long it holds, null is until it is withdrawn.
    """

    class Kind(models.TextChoices):
        TREATMENT = "treatment", "Treatment"
        SENSITIVE = "sensitive", "Sensitive areas"
        PRIVACY = "privacy", "Keeping of records"
        CONTACT = "contact", "Reminders and messages"
        PHOTOS = "photos", "Photos of posture"

    kind = models.CharField(max_length=9, choices=Kind)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    scope = models.CharField(max_length=200)
    areas = models.CharField(max_length=200, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_text_per_version")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.version}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, staff: Staff) -> Self:
        """What someone agreed to is for every colleague at work: the desk asks for it and takes it back."""
        return self if staff.is_active else self.none()

    def current(self, today: Any = None) -> Self:
        """Neither withdrawn nor past their last day. today: a blank for it."""
        lasting = Q(expires_on__isnull=True) | Q(expires_on__gte=today or clock.today())
        return self.filter(lasting, withdrawn_at__isnull=True)


@pghistory.track()
class Consent(models.Model):
    """One consent as it was given. how: on the phone, on paper, aloud; witness: who heard it, when aloud."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    history = models.ForeignKey(
        "patients.MedicalHistory", models.PROTECT, null=True, blank=True, related_name="consents"
    )
    scope = models.CharField(max_length=200)
    areas = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=60)
    witness = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=160)
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_consent_is_withdrawn_with_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def is_current(self) -> bool:
        return self.withdrawn_at is None and (self.expires_on is None or self.expires_on >= clock.today())
