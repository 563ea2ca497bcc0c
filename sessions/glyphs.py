"""The outline of a mark on a still picture: what the point is can be told without its colour.

In units of a drawing, round 0, 0; the script of the living map draws the same ones a little smaller.
"""

RING = 20
OUTLINES = {
    "": "M20 0A20 20 0 1 1 -20 0A20 20 0 1 1 20 0Z",
    "tender_spot": "M0 -22L22 17L-22 17Z",
    "satellite": "M0 -24L24 0L0 24L-24 0Z",
    "attachment": "M-19 -19H19V19H-19Z",
}


def shape_of(status: str, relation: str, site_type: str) -> str:
    """A key of OUTLINES. Satellites and attachments keep theirs only while a trigger point is there."""
    if status not in {"active", "latent"}:
        return status if status in OUTLINES else ""
    if relation == "satellite":
        return relation
    return site_type if site_type == "attachment" else ""


# What each means, the classes it is drawn with, and its outline: what explains the pictures of the past.
LEGEND = [
    (words, f"is-{kind} {extra}", OUTLINES[shape])
    for words, kind, extra, shape in (
        ("Active", "active", "m5", ""),
        ("Latent", "latent", "m5", ""),
        ("Tender spot", "tender_spot", "m5", "tender_spot"),
        ("Satellite", "active", "m5", "satellite"),
        ("Attachment", "active", "m5", "attachment"),
        ("To re-score", "waiting", "m-none", ""),
        ("Resolved", "resolved", "m-none", ""),
        ("Faint: of an earlier visit", "active", "is-faint m5", ""),
    )
]
