"""Treatment sessions, the trigger points found in them, and what was added after signing."""

from datetime import timedelta
from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from clinic.models import Clinic, Staff
from patients.models import Patient
from patients.openers import Opener, Reach
from scheduling.models import Appointment
from sessions.catalogue_models import Muscle, MuscleSite, Referral, Zone
from sessions.counted_models import CountedPoint
from sessions.courses import models as _courses  # noqa: F401  found by Django through here
from sessions.digests import Sha256Hex
from sessions.earlier.models import EarlierNote
from sessions.our_muscles.models import ClinicMuscle
from sessions.point_models import PALPATION_RULES, Palpated
from sessions.scales import score, within_scale
from sessions.treatment_models import FoundReferral, Treatment, when_saved
from sessions.visit import models as _visit  # noqa: F401
from sessions.writing.models import Authored

__all__ = [
    "Addendum", "ClinicMuscle", "CountedPoint", "EarlierNote", "FoundReferral", "Muscle", "MuscleSite",
    "PointFinding", "Referral", "Sha256Hex", "Treatment", "TreatmentSession", "TriggerPoint", "Zone",
]  # fmt: skip

NOTE_FIELDS = ("subjective", "objective", "assessment", "plan")


class TreatmentSessionQuerySet(models.QuerySet["TreatmentSession"]):
    def visible_to(self, staff: Staff) -> Self:
        """Those of patients whose chart is open to this person; an admin reads the signed ones."""
        return self.visible_by(Opener.of(staff))

    def visible_by(self, opener: Opener) -> Self:
        """The same where perhaps only the reach of the staff is known yet."""
        opened = self.filter(patient__in=Patient.objects.chart_open_by(opener))
        return opened.signed() if opener.reach is Reach.GLASS else opened

    def signed(self) -> Self:
        return self.filter(signed_at__isnull=False)

    def unsigned(self) -> Self:
        return self.filter(signed_at__isnull=True)


@pghistory.track()
class TreatmentSession(Authored):
    """One treatment: the note (SOAP) and, through findings, the body map.

    Signing stores a canonical JSON snapshot with its SHA-256; from then on the database refuses any change.
    pain_before, pain_after: how the patient felt as a whole, 0-10. version counts saves of the note.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="treatment_sessions", db_index=False)
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="treatment_sessions")
    appointment = models.OneToOneField(Appointment, models.PROTECT, related_name="treatment_session")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    subjective = models.TextField(blank=True)
    objective = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    pain_before = score()
    pain_after = score()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    snapshot = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = TreatmentSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=within_scale("pain_before", "pain_after"), name="session_pain_is_0_to_10"
            ),
            CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, snapshot="", digest="")
                | Q(signed_at__isnull=False, signed_by=F("therapist"), digest=Sha256Hex(F("snapshot"))),
                name="signed_whole_or_not_at_all",
            ),
            CheckConstraint(
                condition=Q(signed_at__isnull=True)
                | (Q(signed_by__isnull=False, ended_at__isnull=False) & ~Q(snapshot="")),
                name="signed_when_over_and_written",
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="session_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-started_at"], name="sessions_of_a_patient"),
            models.Index(fields=["started_at", "id"], name="sessions_in_order"),
            models.Index(
                fields=["therapist", "started_at"],
                condition=Q(signed_at__isnull=True),
                name="unsigned_sessions",
            ),
        ]

    def __str__(self) -> str:
        return f"treatment session {self.pk}"

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def is_late(self) -> bool:
        """Not signed so long after it began that the sheet would say so."""
        late_after = timedelta(hours=Clinic.current().late_entry_hours)
        return not self.is_signed and clock.now() - self.started_at > late_after


class Side(models.TextChoices):
    """The patient's own left and right."""

    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    MIDLINE = "midline", "Midline"


class TriggerPointQuerySet(models.QuerySet["TriggerPoint"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(patient__in=Patient.objects.chart_open_to(staff))


@pghistory.track()
class TriggerPoint(models.Model):
    """A point of one patient that outlives a visit: each session adds a finding to it.

    code: the site's code in the catalogue, empty for a place of its own.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="trigger_points", db_index=False)
    muscle = models.ForeignKey(Muscle, models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=Side)
    code = models.CharField(max_length=12, blank=True)

    objects = TriggerPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "id"], name="points_of_a_patient")]

    def __str__(self) -> str:
        return f"point {self.pk}"

    @property
    def words(self) -> str:
        """Left levator scapulae LS1."""
        side = "" if self.side == Side.MIDLINE else f"{self.get_side_display()} "
        name = self.muscle.name if not side else self.muscle.name[0].lower() + self.muscle.name[1:]
        return f"{side}{name} {self.code}".strip()


class View(models.TextChoices):
    ANTERIOR = "anterior", "Front"
    POSTERIOR = "posterior", "Back"
    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    PLANTAR = "plantar", "Soles"
    DORSAL = "dorsal", "Top of the feet"


class PointFindingQuerySet(models.QuerySet["PointFinding"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.visible_by(Opener.of(staff))

    def visible_by(self, opener: Opener) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_by(opener))


@pghistory.track(meta=when_saved("versions_of_findings"))
class PointFinding(Palpated):
    """What one session found at one point, and where on which drawing.

    x, y: fractions of the drawing's width and height, 0-1 from its top left.
    tenderness: 0-10, after taken with the same pressure as before; null is not taken, 0 is a value.
    previous: the finding of an earlier visit that this one was carried over from, waiting to be scored again.
    despite: why it was charted although a caution or the patient's own no keeps hands off; else empty.
    todo: what the protocol that put it on the map says is done there.
    """

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        LATENT = "latent", "Latent"
        TENDER_SPOT = "tender_spot", "Tender spot"
        RESOLVED = "resolved", "Resolved"

    class PlacedBy(models.TextChoices):
        TAP = "tap", "by tap"
        SEARCH = "search", "by search"
        DRAG = "drag", "by drag"
        CARRIED = "carried", "from an earlier visit"

    treatment_session = models.ForeignKey(
        TreatmentSession, models.PROTECT, related_name="findings", db_index=False
    )
    point = models.ForeignKey(TriggerPoint, models.PROTECT, related_name="findings", db_index=False)
    number = models.PositiveSmallIntegerField()
    chart = models.CharField(max_length=8)
    chart_version = models.PositiveSmallIntegerField()
    view = models.CharField(max_length=9, choices=View)
    x = models.DecimalField(max_digits=5, decimal_places=4)
    y = models.DecimalField(max_digits=5, decimal_places=4)
    status = models.CharField(max_length=11, choices=Status, default=Status.ACTIVE)
    tenderness_before = score()
    tenderness_after = score()
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    placed_by = models.CharField(max_length=7, choices=PlacedBy)
    key = models.UUIDField()
    despite = models.CharField(max_length=300, blank=True)
    todo = models.CharField(max_length=200, blank=True)

    # Whether the same tap had placed it before; known where it was placed just now.
    repeated = False
    objects = PointFindingQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(x__range=(0, 1), y__range=(0, 1)), name="a_point_lies_on_the_drawing"
            ),
            CheckConstraint(
                condition=within_scale("tenderness_before", "tenderness_after"), name="tenderness_is_0_to_10"
            ),
            CheckConstraint(
                condition=Q(despite="") | Q(despite__regex=r"\S\s+\S+\s+\S"), name="despite_says_why_in_words"
            ),
            *PALPATION_RULES,
            models.UniqueConstraint(fields=["treatment_session", "point"], name="one_finding_per_point"),
            models.UniqueConstraint(fields=["treatment_session", "key"], name="one_finding_per_tap"),
            models.UniqueConstraint(
                fields=["treatment_session", "number"],
                name="one_finding_per_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        indexes = [models.Index(fields=["point", "-treatment_session"], name="findings_of_a_point")]

    def __str__(self) -> str:
        return f"finding {self.pk}"

    @property
    def latest_score(self) -> int | None:
        """The newest tenderness taken at this finding: after the treatment, else before it."""
        return self.tenderness_before if self.tenderness_after is None else self.tenderness_after

    @property
    def last_score(self) -> int | None:
        """What was felt here at the end of the visit it was carried over from."""
        return self.previous.latest_score if self.previous else None

    @property
    def known_score(self) -> int | None:
        """The newest there is: of this visit, else of the one it was carried over from."""
        return self.last_score if self.latest_score is None else self.latest_score

    @property
    def to_rescore(self) -> bool:
        return self.previous_id is not None and self.tenderness_before is None


class AddendumQuerySet(models.QuerySet["Addendum"]):
    def visible_to(self, staff: Staff) -> Self:
        return self.filter(treatment_session__patient__in=Patient.objects.chart_open_to(staff))


class Addendum(models.Model):
    """What was added to a signed session, by whom and why; the session's own words stay as they were."""

    treatment_session = models.ForeignKey(TreatmentSession, models.PROTECT, related_name="addenda")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=200)
    text = models.TextField()
    key = models.UUIDField()

    objects = AddendumQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addenda"
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["treatment_session", "key"], name="one_addendum_per_form"),
            CheckConstraint(condition=~Q(text=""), name="an_addendum_says_something"),
        ]

    def __str__(self) -> str:
        return f"addendum {self.pk}"
