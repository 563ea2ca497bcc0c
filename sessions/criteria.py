"""When a point may be called active or latent: docs/decisions says why these signs and no others."""

from typing import Any

SIGNS = {
    "taut_band": "Taut band",
    "spot_tender": "Tender spot in it",
    "referred_sensation": "Referred sensation",
    "nodule": "Nodule",
    "local_twitch": "Local twitch",
    "jump_sign": "Jump sign",
    "weakness": "Weakness",
    "stretch_pain": "Pain on full stretch",
}
# The cluster of the 2018 Delphi panel; the clinic's min_signs counts these three and no others.
CLUSTER = ("taut_band", "spot_tender", "referred_sensation")
CLUSTER_WORDS = "taut band, tender spot and referred sensation"


def unmet(finding: Any, min_signs: int) -> list[str]:
    """What the status of this finding still needs, in words; it is told, and never keeps a point off the map.

    A point of an earlier visit that keeps its status, or comes down to latent, keeps the grounds it had then.
    """
    if finding.status not in {"active", "latent"} or _stands_from_before(finding):
        return []
    lacking = []
    if finding.cluster_present < min_signs:
        lacking.append(f"{min_signs} of {CLUSTER_WORDS}")
    if finding.status == "active" and finding.recognition != "yes":
        lacking.append("the pain recognised")
    return lacking


def _stands_from_before(finding: Any) -> bool:
    earlier = finding.previous.status if finding.previous_id else ""
    return earlier == finding.status or (earlier == "active" and finding.status == "latent")
