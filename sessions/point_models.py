"""What palpation found at a point: signs, recognition, how it stands to other points, the algometer.

Signs after Simons, Travell and Simons 1999; the cluster that counts after the Delphi panel of 2018
(Fernández-de-las-Peñas and Dommerholt, Pain Medicine 19:142).
"""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, F, Q

from sessions.criteria import CLUSTER, SIGNS, unmet


class Sign(models.TextChoices):
    """Whether a sign was there; what nobody tested is not a no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_TESTED = "not_tested", "Not tested"


class SiteType(models.TextChoices):
    CENTRAL = "central", "Central"
    ATTACHMENT = "attachment", "Attachment"


class Recognition(models.TextChoices):
    """The answer to: is that your pain?"""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class Quality(models.TextChoices):
    """How the referred sensation feels."""

    ACHE = "ache", "Ache"
    SHARP = "sharp", "Sharp"
    BURNING = "burning", "Burning"
    TINGLING = "tingling", "Tingling"
    NUMB = "numb", "Numb"
    PRESSURE = "pressure", "Pressure"
    OTHER = "other", "Other"


class Relation(models.TextChoices):
    KEY = "key", "Key point"
    SATELLITE = "satellite", "Satellite"
    INDEPENDENT = "independent", "Independent"


def sign() -> "models.CharField[str, str]":
    return models.CharField(max_length=10, choices=Sign, default=Sign.NOT_TESTED)


def threshold() -> "models.DecimalField[Any, Any]":
    """Pressure pain threshold by algometer, kgf/cm2, 0.1-20.0; 1 kgf/cm2 is 98.07 kPa; higher is better."""
    return models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)


class Palpated(models.Model):
    """The palpation of one point at one visit.

    relation, parent: a satellite names the point of the same session that it belongs to, without circles.
    rechecks: [{"minutes": 0-240, "tenderness": 0-10, "same_pressure": bool}], pressed again after so long.
    """

    site_type = models.CharField(max_length=10, choices=SiteType, blank=True)
    taut_band = sign()
    spot_tender = sign()
    referred_sensation = sign()
    nodule = sign()
    local_twitch = sign()
    jump_sign = sign()
    weakness = sign()
    stretch_pain = sign()
    recognition = models.CharField(max_length=9, choices=Recognition, default=Recognition.NOT_ASKED)
    quality = models.CharField(max_length=8, choices=Quality, blank=True)
    ppt_before = threshold()
    ppt_after = threshold()
    relation = models.CharField(max_length=11, choices=Relation, blank=True)
    parent: Any = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="satellites")
    rechecks = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def signs(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in SIGNS}

    @property
    def signs_present(self) -> list[str]:
        return [name for name in SIGNS if getattr(self, name) == Sign.YES]

    @property
    def cluster_present(self) -> int:
        """How many of the three signs that the criteria count were found."""
        return sum(getattr(self, name) == Sign.YES for name in CLUSTER)

    def lacks(self, min_signs: int) -> list[str]:
        """What its status still needs, in words; nothing for one that came along unchanged."""
        return unmet(self, min_signs)


def _among(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> Q:
    return Q(**{f"{field}__in": [*choices.values, *([""] if blank else [])]})


def _all_signs() -> Q:
    known = Q()
    for name in SIGNS:
        known &= _among(name, Sign)
    return known


def _thresholds() -> Q:
    known = Q()
    for name in ("ppt_before", "ppt_after"):
        known &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0.1, f"{name}__lte": 20})
    return known


PALPATION_RULES = [
    CheckConstraint(condition=_all_signs(), name="a_sign_is_yes_no_or_not_tested"),
    CheckConstraint(
        condition=_among("site_type", SiteType, blank=True)
        & _among("recognition", Recognition)
        & _among("quality", Quality, blank=True)
        & _among("relation", Relation, blank=True),
        name="palpation_in_known_words",
    ),
    CheckConstraint(condition=_thresholds(), name="threshold_is_a_tenth_to_20"),
    CheckConstraint(
        condition=Q(relation="satellite", parent__isnull=False)
        | (~Q(relation="satellite") & Q(parent__isnull=True)),
        name="a_satellite_has_its_point",
    ),
    CheckConstraint(
        condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="no_point_is_its_own_satellite"
    ),
]
