"""The problems that a patient comes with, and which visits were about which."""

from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic import clock
from sessions.catalogue_models import Zone
from sessions.courses.rows import SIDES, ClinicalRows, OfPatient


class ComplaintQuerySet(OfPatient):
    def standing(self) -> "ComplaintQuerySet":
        """Not over yet, the oldest first."""
        return self.exclude(state=Complaint.State.OVER).order_by("opened_at", "pk")

    def latest_first(self) -> "ComplaintQuerySet":
        """Those that stand before those that are over."""
        return self.order_by(models.F("over_at").desc(nulls_first=True), "-opened_at", "-pk")


@pghistory.track(exclude=["key"])
class Complaint(models.Model):
    """A problem in the patient's own words, from the visit that opened it until it is over.

    onset: since when and from what, as told. history: the medical history it was taken from, if it was.
    over_why: how it ended. version counts changes; key: the form it was sent with.
    """

    class State(models.TextChoices):
        TREATED = "treated", "Being treated"
        WATCHED = "watched", "Watching"
        OVER = "over", "Over"

    patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="complaints")
    words = models.CharField(max_length=300)
    onset = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.TREATED)
    history = models.ForeignKey(
        "patients.MedicalHistory", models.PROTECT, null=True, related_name="complaints"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True)
    over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    over_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    key = models.UUIDField(unique=True, editable=False)
    treatment_sessions = models.ManyToManyField(
        "treatment_sessions.TreatmentSession",
        through="treatment_sessions.SessionComplaint",
        related_name="complaints",
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(words=""), name="a_complaint_is_put_into_words"),
            CheckConstraint(
                condition=(
                    ~Q(state="over") & Q(over_at__isnull=True, over_by__isnull=True, over_why="")
                    | (Q(state="over", over_at__isnull=False, over_by__isnull=False) & ~Q(over_why=""))
                ),
                name="a_complaint_is_over_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["patient", "opened_at"], name="complaints_of_a_patient")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state == self.State.OVER

    @property
    def since(self) -> datetime:
        return clock.local(self.opened_at)

    @property
    def until(self) -> datetime | None:
        return self.over_at and clock.local(self.over_at)

    @property
    def places(self) -> str:
        """Back of the neck, left; Temple, left."""
        return "; ".join(zone.words for zone in self.zones.all())


@pghistory.track()
class ComplaintZone(models.Model):
    """Where it is felt, on the patient's own side."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="zones")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=SIDES)

    objects = ClinicalRows.as_manager()

    class Meta:
        ordering = ["zone__order", "side"]
        constraints = [
            UniqueConstraint(fields=["complaint", "zone", "side"], name="a_complaint_names_a_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.zone_id}, {self.side}"

    @property
    def words(self) -> str:
        alone = self.zone.possible_sides == ("midline",)
        return self.zone.label if alone else f"{self.zone.label}, {self.get_side_display().lower()}"


@pghistory.track()
class SessionComplaint(models.Model):
    """That a treatment session was about a complaint; part of what is signed."""

    treatment_session = models.ForeignKey(
        "treatment_sessions.TreatmentSession", models.PROTECT, related_name="session_complaints"
    )
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="session_complaints")

    objects = ClinicalRows.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["treatment_session", "complaint"], name="a_session_names_a_complaint_once"
            )
        ]

    def __str__(self) -> str:
        return f"session {self.treatment_session_id}, complaint {self.complaint_id}"
