"""The catalogue as the body map reads it; it holds no patient, so browsers may keep it."""

from typing import Any

from django.db.models import F

from sessions import body_map
from sessions.models import Muscle, Zone

CHARTS = ("tp-a", "tp-b")
# A region that has only zones lies between two that have muscles.
BETWEEN = {"knee": ("thigh", "leg")}


def content() -> dict[str, Any]:
    """Every muscle with its sites and where it refers to, and every zone; four queries."""
    muscles = Muscle.objects.prefetch_related("sites", "referrals").annotate(
        own=F("clinic__own"), hidden=F("clinic__hidden")
    )
    known = list(muscles)
    return {
        "muscles": [_muscle(muscle, known) for muscle in known],
        "zones": list(Zone.objects.values("slug", "label", "side_handling")),
    }


def regions_round(muscle: Muscle) -> tuple[str, ...]:
    """Those whose muscles lie where this one does."""
    return BETWEEN.get(muscle.region, (muscle.region,))


def _begins(muscle: Muscle, known: list[Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """By drawing and side, where a muscle that no drawing shows is laid first: the middle of its region."""
    near = {one.slug for one in known if one.region in regions_round(muscle)}
    sides = ("left", "right") if muscle.sides == Muscle.Sides.PAIRED else ("midline",)
    return {chart: {side: body_map.middle(chart, near, side)._asdict() for side in sides} for chart in CHARTS}


def _muscle(muscle: Any, known: list[Any]) -> dict[str, Any]:
    referrals = list(muscle.referrals.all())
    return {
        "slug": muscle.slug,
        "name": muscle.name,
        "latin": muscle.latin,
        "region": muscle.region,
        "depth": muscle.depth,
        "sides": muscle.sides,
        "sites": [{"code": site.code, "words": site.words} for site in muscle.sites.all()],
        "referred_to": [referral.zone_id for referral in referrals if referral.essential],
        "spillover_to": [referral.zone_id for referral in referrals if not referral.essential],
        "aliases": muscle.aliases,
        # The few that the clinic added or hid; what was charted with a hidden one keeps its name.
        **({"own": True} if muscle.own else {}),
        **({"at": _begins(muscle, known)} if muscle.own or muscle.slug in body_map.LIST_ONLY else {}),
        **({"hidden": True} if muscle.hidden else {}),
    }
