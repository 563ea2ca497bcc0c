"""The rows of the audit log: added to and read, never changed; the database sees to that."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class AuditChain(models.Model):
    """The newest link of one of the 16 hash chains; a patient's events always go to the same one."""

    chain = models.PositiveSmallIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"chain {self.chain}, {self.number} events"


class AuditEvent(models.Model):
    """Who did what, when, to whose record, from where, and how it ended.

    patient_id is a plain number: this app stands below the one that knows patients. chain, number, at,
    transaction_id and the two hashes are set by the database, whatever was sent.
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="audit_events", db_index=False
    )
    acting_as = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=40)
    patient_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.BigIntegerField(null=True)
    ids = ArrayField(models.BigIntegerField(), default=list)
    fields = ArrayField(models.CharField(max_length=60), default=list)
    reason = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)
    request = models.CharField(max_length=36, blank=True)
    outcome = models.CharField(max_length=12, default="done")
    transaction_id = models.BigIntegerField(db_default=0)
    chain = models.PositiveSmallIntegerField(db_default=0)
    number = models.BigIntegerField(db_default=0)
    previous_hash = models.CharField(max_length=64, db_default="")
    hash = models.CharField(max_length=64, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="links_are_in_one_line")]
        indexes = [
            models.Index(fields=["patient_id", "-at"], name="who_looked"),
            models.Index(fields=["-at", "-id"], name="newest_events_first"),
            models.Index(fields=["actor", "-at"], name="what_someone_did"),
            models.Index(fields=["transaction_id"], name="events_of_a_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id or ''}".strip()
