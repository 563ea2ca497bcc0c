"""The catalogue as the body map reads it; it holds no patient, so browsers may keep it."""

from typing import Any

from django.db.models import F

from sessions.models import Muscle, Zone


def content() -> dict[str, Any]:
    """Every muscle with its sites and where it refers to, and every zone; four queries."""
    muscles = Muscle.objects.prefetch_related("sites", "referrals").annotate(
        own=F("clinic__own"), hidden=F("clinic__hidden")
    )
    return {
        "muscles": [_muscle(muscle) for muscle in muscles],
        "zones": list(Zone.objects.values("slug", "label", "side_handling")),
    }


def _muscle(muscle: Any) -> dict[str, Any]:
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
        **({"hidden": True} if muscle.hidden else {}),
    }
