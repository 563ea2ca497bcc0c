"""The way in for a patient, what they have answered so far, and what they ask the desk to change."""

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from clinic import clock
from clinic.models import Staff
from patients.intake.question_models import Section
from patients.person_models import Patient


class ForColleagues(models.QuerySet):
    def visible_to(self, staff: Staff) -> Self:
        """That someone was asked, and how far they are, is for every colleague; what they said is not."""
        return self if staff.is_active else self.none()


class IntakeLinkQuerySet(ForColleagues):
    def live(self) -> Self:
        return self.filter(revoked_at__isnull=True, used_at__isnull=True, expires_at__gt=clock.now())


@pghistory.track(exclude=["token_hash", "mail_hash"])
class IntakeLink(models.Model):
    """An address that lets one patient answer once; of its secrets, shown and mailed, only hashes stay."""

    class Purpose(models.TextChoices):
        NEW = "new", "First questionnaire"
        UPDATE = "update", "What has changed"

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="intake_links")
    purpose = models.CharField(max_length=6, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    mail_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  not mailed
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    wrong_birth_dates = models.PositiveSmallIntegerField(default=0)

    objects = IntakeLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="a_link_lives_a_while"),
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(revoked_at__isnull=True, used_at__isnull=True),
                name="one_open_link_per_patient",
            ),
        ]

    def __str__(self) -> str:
        return f"intake link {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.used_at is None and self.expires_at > clock.now()

    @property
    def state(self) -> str:
        if self.used_at:
            return "done"
        if not self.is_live:
            return "ended"
        return "started" if self.opened_at else "not opened"


class DraftQuerySet(ForColleagues):
    def open(self) -> Self:
        return self.filter(submitted_at__isnull=True, dropped_at__isnull=True)


class Draft(models.Model):
    """Answers on their way: by a patient through a link, or by a colleague who asks them.

    base: the version of the history they were written on top of. call_first_at: when an answer made the page
    say "please call us first".
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="intake_drafts")
    link = models.OneToOneField(IntakeLink, models.PROTECT, null=True, related_name="draft")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    base = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    call_first_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    history = models.OneToOneField(
        "patients.MedicalHistory", models.PROTECT, null=True, related_name="intake_draft"
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(link__isnull=False) | Q(staff__isnull=False), name="a_draft_is_somebodys"
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftStepQuerySet(models.QuerySet["DraftStep"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(draft__patient__in=Patient.objects.chart_open_to(staff))


class DraftStep(models.Model):
    """One screen's answers as last saved. told: by question. reader: the browser or colleague who wrote them.

    tab, seq: which window saved it and its how-manieth saving it was. done: passed with Next.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="steps")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    told = models.JSONField(default=dict)
    reader = models.CharField(max_length=32)
    tab = models.CharField(max_length=32)
    seq = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)
    done = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    objects = DraftStepQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "section"], name="one_draft_step_per_screen")]

    def __str__(self) -> str:
        return f"{self.section_id} of draft {self.draft_id}"


class Knock(models.Model):
    """A token that opens nothing was tried; counted for ten minutes, kept for a day."""

    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at", "address"], name="knocks_of_late")]

    def __str__(self) -> str:
        return f"knock {self.pk}"


@pghistory.track()
class ContactProposal(models.Model):
    """A field of the record that the patient wrote differently; the desk takes it over or leaves it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contact_proposals")
    history = models.ForeignKey("patients.MedicalHistory", models.PROTECT, related_name="+")
    field = models.CharField(max_length=20)
    was = models.CharField(max_length=300, blank=True)
    wished = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken = models.BooleanField(null=True)

    objects = ForColleagues.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
