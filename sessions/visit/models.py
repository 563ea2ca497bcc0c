"""What frames a session: the check at its start, what was agreed to aloud, a stop, a second signature.

A row is added and read, never changed, but for a stop that is taken back; none comes after the signature,
except the second one.
"""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q

from sessions.visit.draft_models import LeftBehind, NotePage
from sessions.visit.event_models import Incident, Letter
from sessions.visit.rows import SESSION, OfASession, Sha256Of

__all__ = [
    "AreaConsent",
    "Cosignature",
    "Incident",
    "LeftBehind",
    "Letter",
    "NotePage",
    "StartCheck",
    "Stop",
    "Supervision",
]


class StartCheck(models.Model):
    """What was asked and read before hands were laid on.

    history: the version read; null where there is none. changed: the answer to "anything changed?", null
    where the history was answered that very day or never. cautions: slugs of the rules seen, strictest first.
    consent: the signed consent to treatment in force; null where it is missing, and asked for aloud.
    """

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="start_check")
    history = models.ForeignKey("patients.MedicalHistory", models.PROTECT, null=True, related_name="+")
    changed = models.BooleanField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    cautions = ArrayField(models.CharField(max_length=50), default=list)
    consent = models.ForeignKey("patients.Consent", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfASession.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(words="") | Q(changed=True), name="words_tell_of_a_change"),
        ]

    def __str__(self) -> str:
        return f"check at the start of session {self.treatment_session_id}"


class AreaConsent(models.Model):
    """What a patient said aloud of one sensitive area at this visit; the newest word on an area holds.

    consent: the signed one it stands on, where the area asks for one.
    """

    class Said(models.TextChoices):
        AGREED = "agreed", "Agreed aloud"
        NOT_TODAY = "not_today", "Not today"
        WITHDRAWN = "withdrawn", "Taken back"

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="area_consents")
    area = models.CharField(max_length=20)
    said = models.CharField(max_length=9, choices=Said)
    consent = models.ForeignKey("patients.Consent", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfASession.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.area}: {self.said}"


@pghistory.track()
class Stop(models.Model):
    """A red flag seen in the session: from here on nothing new is begun. lifted: it was none after all."""

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="stop")
    rule = models.ForeignKey("patients.CautionRule", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_why = models.CharField(max_length=300, blank=True)

    objects = OfASession.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifted_why="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_why="")),
                name="a_stop_is_lifted_with_name_and_reason",
            ),
            CheckConstraint(condition=~Q(reason=""), name="a_stop_says_what_was_seen"),
        ]

    def __str__(self) -> str:
        return f"stop of session {self.treatment_session_id}"

    @property
    def stands(self) -> bool:
        return self.lifted_at is None


class Supervision(models.Model):
    """Written with the signature of somebody under supervision: whose second signature the note waits for."""

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="supervision")
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfASession.as_manager()

    class Meta:
        indexes = [models.Index(fields=["supervisor", "at"], name="supervisions_of_someone")]

    def __str__(self) -> str:
        return f"supervision of session {self.treatment_session_id}"


class Cosignature(models.Model):
    """A supervisor's signature under a student's signed note; no word of the note changes by it.

    text: canonical JSON of the note's own digest, who, when and their remark. digest: SHA-256 of that text.
    """

    treatment_session = models.OneToOneField(SESSION, models.PROTECT, related_name="cosignature")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    remark = models.CharField(max_length=1000, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)

    objects = OfASession.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(digest=Sha256Of(F("text"))), name="a_cosignature_digest_is_of_its_text"
            ),
        ]

    def __str__(self) -> str:
        return f"second signature of session {self.treatment_session_id}"
