"""What a clinic makes of the catalogue: entries it hides, and muscles of its own."""

from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from sessions.catalogue_models import Muscle


@pghistory.track()
class ClinicMuscle(models.Model):
    """An entry that this clinic hides from its lists, or added; every version is kept beside, with why.

    said: the texts of an own muscle, as they were last written: name, latin, region, depth, sides, aliases,
    cautions, essential and spillover (slugs of zones). Hidden or not, what was charted stays as it is.
    """

    muscle = models.OneToOneField(Muscle, models.PROTECT, related_name="clinic")
    own = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    said = models.JSONField(default=dict, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    why = models.CharField(max_length=300)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    events: Any

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(why__regex=r"\S\s+\S+\s+\S"), name="the_catalogue_changes_for_a_reason"
            ),
            CheckConstraint(
                condition=Q(own=False, said={}) | (Q(own=True) & ~Q(said={})),
                name="an_own_muscle_is_described",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.muscle_id}, version {self.version}"
