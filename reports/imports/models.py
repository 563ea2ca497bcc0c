"""A file from another program on its way in: the file, its rows while they wait, and what came of them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from clinic.models import Role, Staff
from patients.files.storage import StoredName


class OfTheAdmins(models.QuerySet):
    def visible_to(self, staff: Staff) -> Self:
        return self if staff.is_active and staff.has(Role.ADMIN) else self.none()


class Import(models.Model):
    """One file of one kind of rows from one program, from its upload until it is forgotten.

    shape: how the file is to be read, see reading/shapes.py. columns: which field stands in which column.
    choices: what else was asked, see forms.py. counts: see checking.count. reasons: how often each was given.
    total, done: rows of the step that is running. begun_at: when it began. beat_at: when the worker wrote
    down last how far it is. stop: somebody asked the worker to stop. trouble: why it failed, in a sentence.
    asked_by: who asked for that step.
    """

    class Kind(models.TextChoices):
        PATIENTS = "patients", "Patients"
        APPOINTMENTS = "appointments", "Appointments"
        NOTES = "notes", "Notes"

    class State(models.TextChoices):
        NEW = "new", "Not looked through yet"
        CHECKING = "checking", "Being looked through"
        CHECKED = "checked", "Looked through"
        BRINGING = "bringing", "Being brought in"
        STOPPED = "stopped", "Stopped halfway"
        DONE = "done", "Brought in"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=12, choices=Kind)
    system = models.CharField(max_length=20)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    file_name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = StoredName(blank=True)
    shape = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    stop = models.BooleanField(default=False)
    trouble = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    brought_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = OfTheAdmins.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def is_working(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.BRINGING, self.State.UNDOING}

    @property
    def can_be_matched(self) -> bool:
        """Whether its columns may still be chosen: nothing of it is brought in."""
        failed_early = self.state == self.State.FAILED and not self.counts
        return failed_early or self.state in {self.State.NEW, self.State.CHECKED}

    @property
    def can_be_undone(self) -> bool:
        """Also again: what stayed when it was taken back may have nothing in its way by now."""
        in_part = self.state == self.State.UNDONE and bool(self.counts.get("kept"))
        return in_part or self.state in {self.State.DONE, self.State.STOPPED, self.State.FAILED}


class ImportRow(models.Model):
    """A line of the file while it waits; its words are forgotten once the import is.

    line: its place in the file. cells: as they stand there. becomes: what they would be here, as JSON.
    source: its id in the other program, or a digest of what it says. reason: why it is left out, or a
    cell of it where the rest is taken. like: the number of somebody on file who may be the same person.
    """

    class Verdict(models.TextChoices):
        NEW = "new", "New"
        HERE = "here", "Here already"
        JOIN = "join", "Joined to a record"
        SKIP = "skip", "Left out"
        WHOSE = "whose", "Nobody knows yet whose"
        CHANGE = "change", "Changed there since"
        BROUGHT = "brought", "Brought in"
        CHANGED = "changed", "Changed here likewise"

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    becomes = models.JSONField(default=dict)
    source = models.CharField(max_length=120)
    verdict = models.CharField(max_length=7, choices=Verdict)
    reason = models.CharField(max_length=1000, blank=True)
    like = models.PositiveIntegerField(null=True)

    objects = OfTheAdmins.as_manager()

    class Meta:
        constraints = [UniqueConstraint(fields=["batch", "line"], name="one_row_per_line")]
        indexes = [models.Index(fields=["batch", "verdict", "line"], name="rows_by_verdict")]

    def __str__(self) -> str:
        return f"line {self.line} of import {self.batch_id}"


# What an import makes, by table.
PATIENTS, CONTACTS = "patients_patient", "patients_patientcontact"
APPOINTMENTS, NOTES = "scheduling_appointment", "treatment_sessions_earliernote"
TABLES = (PATIENTS, CONTACTS, APPOINTMENTS, NOTES)


class Brought(models.Model):
    """A row of ours that an import made, or knows as the same.

    joined: it was here before. source: by which id the other program knows it; empty where it has none.
    kept: it stayed when the rest was taken back.
    """

    batch = models.ForeignKey(Import, models.PROTECT, related_name="brought")
    place = models.CharField(max_length=40, choices=[(table, table) for table in TABLES])
    object_id = models.BigIntegerField()
    system = models.CharField(max_length=20)
    source = models.CharField(max_length=120, blank=True)
    joined = models.BooleanField(default=False)
    kept = models.BooleanField(default=False)

    objects = OfTheAdmins.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["place", "system", "source"], condition=~Q(source=""), name="one_row_per_source_id"
            ),
            UniqueConstraint(
                fields=["place", "object_id"], condition=Q(joined=False), name="a_row_is_brought_once"
            ),
            CheckConstraint(condition=Q(place__in=TABLES), name="an_import_makes_these_rows_alone"),
        ]
        indexes = [models.Index(fields=["batch", "place", "object_id"], name="brought_by_an_import")]

    def __str__(self) -> str:
        return f"{self.place} {self.object_id}"
