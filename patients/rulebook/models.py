"""The versions of a rule that a clinical lead approved, beside the one that shipped."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

# What a clinical lead may change of a rule.
TEXTS = ("trigger", "severity", "affects", "chip", "message", "thresholds")


class RuleVersion(models.Model):
    """A rule's texts as in force from one moment on; version 1 is what shipped and has no approver."""

    rule = models.ForeignKey("patients.CautionRule", models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=300)
    severity = models.CharField(max_length=9)
    affects = models.CharField(max_length=300)
    chip = models.CharField(max_length=60)
    message = models.CharField(max_length=300)
    thresholds = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=300, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "version"], name="one_text_per_version_of_a_rule"),
            CheckConstraint(
                condition=Q(version=1, approved_by__isnull=True, approved_at__isnull=True)
                | Q(version__gt=1, approved_by__isnull=False, approved_at__isnull=False)
                & Q(why__regex=r"\S\s+\S+\s+\S"),
                name="what_did_not_ship_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.version}"

    def get_severity_display(self) -> str:
        from patients.models import CautionRule

        return str(CautionRule.Severity(self.severity).label)
