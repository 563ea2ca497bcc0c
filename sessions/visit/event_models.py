"""Records of their own about a session, open or signed: what went wrong, and the letters out of it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from sessions.visit.rows import SESSION, OfASession


class Incident(models.Model):
    """Something untoward in or after a session. happened_at: as told; at: when it was written down.

    Never changed: what comes to light later is another one.
    """

    class Kind(models.TextChoices):
        BRUISE = "bruise", "Bruise"
        DIZZINESS = "dizziness", "Dizziness"
        FAINT = "faint", "Faint"
        NEW_NUMBNESS = "new_numbness", "New numbness"
        FLARE = "flare", "Flare of pain"
        HEADACHE = "headache", "Headache"
        NAUSEA = "nausea", "Nausea"
        SKIN_REACTION = "skin_reaction", "Skin reaction"
        OTHER = "other", "Something else"

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="incidents")
    kind = models.CharField(max_length=13, choices=Kind)
    happened_at = models.DateTimeField()
    happened = models.TextField()
    done = models.TextField()
    told = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()

    objects = OfASession.as_manager()

    class Meta:
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["happened_at", "kind"], name="incidents_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["treatment_session", "key"], name="one_incident_per_form"),
            CheckConstraint(
                condition=~Q(happened="") & ~Q(done=""), name="an_incident_says_what_and_what_then"
            ),
        ]

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Letter(models.Model):
    """A referral written out of a session: the words, and the document that was made of them."""

    treatment_session = models.ForeignKey(SESSION, models.PROTECT, related_name="letters")
    document = models.ForeignKey("patients.Document", models.PROTECT, related_name="+")
    to = models.CharField(max_length=300)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.UUIDField()

    objects = OfASession.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["treatment_session", "key"], name="one_letter_per_form"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
