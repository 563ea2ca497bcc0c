"""A file that the worker writes for somebody: what was asked, how far it is, until when it may be fetched."""

from datetime import timedelta
from typing import Any, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic import clock
from clinic.models import Staff
from patients.files.storage import StoredName
from patients.models import Patient

# Without a sign of life for so long, whoever was writing it is gone.
SILENCE = timedelta(seconds=60)


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, staff: Staff) -> Self:
        """One's own; what others took is told by the audit log."""
        return self.filter(asked_by=staff) if staff.is_active else self.none()

    def under_way(self) -> Self:
        return self.filter(state__in=Export.UNDER_WAY)

    def standing(self) -> Self:
        """Those that still need something: to be written, to be fetched, or to be told of."""
        return self.filter(Q(state__in=[*Export.UNDER_WAY, Export.State.READY]) | Q(told_at__isnull=True))


@pghistory.track(exclude=["done", "total", "beat_at", "stored", "told_at"])
class Export(models.Model):
    """One file on its way out of the clinic.

    question: what was asked, in keys and days, and as its page says it; no patient's name. patient, reason,
    recipient: of one patient's record, why it leaves and for whom. total, done: steps of the work; beat_at:
    the last sign of life. tries: how often somebody began to write it. rows, people: how many rows and
    patients are in it; missing: files that it should hold and the store did not have. stored: the file's
    random name in the store, set once it is whole; name: what it is called when fetched. size: bytes.
    failed_why: a sentence for people. told_at: when whoever asked was shown how it ended.
    """

    class Kind(models.TextChoices):
        REPORT = "report", "Report"
        EVERYTHING = "everything", "Everything the clinic owns"
        RECORD = "record", "One patient's record"
        RESEARCH = "research", "Anonymised for research"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        RUNNING = "running", "Being written"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"
        EXPIRED = "expired", "Deleted"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    kind = models.CharField(max_length=10, choices=Kind)
    question = models.JSONField(default=dict)
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="exports")
    reason = models.CharField(max_length=200, blank=True)
    recipient = models.CharField(max_length=160, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    missing = models.PositiveIntegerField(default=0)
    stored = StoredName(blank=True)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(state="ready", sha256__regex="^[0-9a-f]{64}$", expires_at__isnull=False)
                & ~Q(stored="")
                & ~Q(name="")
                | ~Q(state="ready") & Q(stored=""),
                name="an_export_is_offered_whole",
            ),
            CheckConstraint(condition=Q(done__lte=F("total")), name="an_export_is_done_in_part_or_whole"),
            CheckConstraint(
                condition=~Q(kind="record")
                | Q(patient__isnull=False) & Q(reason__regex=r"\S") & Q(recipient__regex=r"\S"),
                name="a_record_leaves_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="exports_of_somebody"),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="exports_that_expire"),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def is_ready(self) -> bool:
        """Whether it may be fetched: a file whose time is over goes a little later."""
        expires_at = self.expires_at
        return self.state == self.State.READY and expires_at is not None and expires_at > clock.now()

    @property
    def is_silent(self) -> bool:
        """Nobody seems to be at it, nor at another one it has to wait for; it is taken up again by itself."""
        lately = clock.now() - SILENCE
        if not self.is_under_way or (self.beat_at or self.asked_at) >= lately:
            return False
        others = Export.objects.filter(state=self.State.RUNNING, beat_at__gte=lately)
        return self.state != self.State.WAITING or not others.exists()

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def time_left(self) -> timedelta | None:
        """As long as the rest takes at the pace so far; None before a hundredth is done."""
        if self.state != self.State.RUNNING or not self.percent or not self.begun_at or not self.beat_at:
            return None
        return (self.beat_at - self.begun_at) * (self.total - self.done) / self.done

    @property
    def left(self) -> str:
        """The same for people; nothing is promised to the second."""
        seconds = self.time_left.total_seconds() if self.time_left else 0
        if not seconds:
            return ""
        minutes = round(seconds / 60)
        return "less than a minute left" if minutes < 1 else f"about {minutes} min left"

    @property
    def contents(self) -> str:
        """1,450 rows; once they are counted."""
        return "" if self.rows is None or self.is_under_way else f"{self.rows:,} rows"

    @property
    def asked(self) -> str:
        """The period and the filters of a report's file, as its page says them."""
        return str(self.question.get("asked", ""))

    @property
    def lacks(self) -> str:
        if not self.missing:
            return ""
        files = "1 file is" if self.missing == 1 else f"{self.missing:,} files are"
        return f"{files} missing: the clinic's store does not have what the README names"

    @property
    def title(self) -> str:
        """What it is, without a name: a report's own title, or the kind's."""
        if self.kind == self.Kind.RECORD and self.patient is not None:
            return f"Record {self.patient.number}"
        told: dict[str, Any] = self.question
        return str(told.get("title") or self.get_kind_display())
