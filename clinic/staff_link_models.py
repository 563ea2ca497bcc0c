"""The way in for a colleague: an address that lets them choose a password, once."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from clinic.models import Staff


class StaffLinkQuerySet(models.QuerySet["StaffLink"]):
    def visible_to(self, staff: "Staff") -> Self:
        """Whoever says who works here."""
        return self if staff.is_active and "admin" in staff.roles else self.none()

    def open(self) -> Self:
        """Neither used nor ended by hand; their time may be over."""
        return self.filter(used_at=None, revoked_at=None)


class StaffLink(models.Model):
    """Of its secrets, the one that an admin hands over and the one of the latest mail, only hashes stay.

    made_by: None where the colleague asked for it at the door.
    """

    class Purpose(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        PASSWORD = "password", "New password"

    # How long each works; whoever forgot a password is at the door now.
    LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.PASSWORD: timedelta(hours=1)}

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=10, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    mail_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  not mailed
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = StaffLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_staff_link_lives_a_while"),
            models.UniqueConstraint(
                fields=["staff"],
                condition=Q(used_at=None, revoked_at=None),
                name="one_open_link_per_colleague",
            ),
        ]

    def __str__(self) -> str:
        return f"staff link {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()
