"""What somebody must hold to treat: licence, insurance, first aid, and the modalities they are trained in."""

from datetime import date
from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from clinic.stored_names import StoredName

if TYPE_CHECKING:
    from clinic.models import Staff


class CredentialQuerySet(models.QuerySet["Credential"]):
    def visible_to(self, staff: "Staff") -> Self:
        """One's own; an admin's are everybody's."""
        if not staff.is_active:
            return self.none()
        return self if "admin" in staff.roles else self.filter(staff=staff)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


@pghistory.track()
class Credential(models.Model):
    """A paper of one member of staff; both its days are included, and one without a last day does not end.

    name: what a modality is called, empty for the other kinds. jurisdiction: where a licence holds.
    stored, content_type, sha256: the scan that was added with it, if there was one.
    warned_days: of the warnings before its end, the last that was sent.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence", "Licence"
        INSURANCE = "insurance", "Insurance"
        FIRST_AID = "first_aid", "First aid"
        MODALITY = "modality", "Modality"

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="held_credentials")
    kind = models.CharField(max_length=9, choices=Kind)
    name = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    jurisdiction = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    stored = StoredName(blank=True)
    content_type = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    warned_days = models.PositiveSmallIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="a_credential_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=Q(kind="modality") ^ Q(name=""), name="a_modality_has_a_name_and_nothing_else_does"
            ),
        ]
        indexes = [models.Index(fields=["staff", "kind"], name="credentials_of_somebody")]

    def __str__(self) -> str:
        return f"credential {self.pk}"

    @property
    def title(self) -> str:
        """Licence, Insurance, or what the modality is called."""
        return self.name or self.get_kind_display()

    def holds_in(self, place: str) -> bool:
        """Whether it counts in this jurisdiction; a licence that names none does everywhere."""
        everywhere = self.kind != self.Kind.LICENCE or not (place and self.jurisdiction)
        return everywhere or self.jurisdiction.casefold() == place.casefold()

    def covers(self, day: date) -> bool:
        return (self.issued_on is None or self.issued_on <= day) and not self.has_ended(day)

    def has_ended(self, day: date) -> bool:
        return self.expires_on is not None and self.expires_on < day
