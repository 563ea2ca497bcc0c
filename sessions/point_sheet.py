"""The part of a signed sheet that says what was found and done at a point; older sheets do not have it."""

from typing import Any

from sessions import point_words
from sessions.criteria import SIGNS
from sessions.models import PointFinding, Treatment

SAID = ("site_type", "recognition", "quality", "relation", "parent", "ppt_before", "ppt_after", "rechecks")
TREATED = (
    "id", "order", "technique", "contact", "pressure", "steps", "hold_seconds", "repetitions", "response",
    "adverse", "over_cap_why",
)  # fmt: skip
# What a sheet signed before there were signs says of each of its points.
NOTHING: dict[str, Any] = {
    "signs": dict.fromkeys(SIGNS, "not_tested"), "site_type": "", "recognition": "not_asked", "quality": "",
    "relation": "", "parent": None, "ppt_before": None, "ppt_after": None, "rechecks": [], "referred": [],
}  # fmt: skip
# What the page's script takes for granted of a point; unsaid() in static/js/map/criteria.js says the same.
GRANTED: dict[str, Any] = {
    **NOTHING["signs"],
    **{name: nothing for name, nothing in NOTHING.items() if name not in {"signs", "referred"}},
    **dict.fromkeys(("code", "before", "after", "last", "last_on", "was")),
    "despite": "", "todo": "", "placed_by": "carried",
    "carried": False, "moved": False, "referrals": [], "treatments": [], "said": [],
}  # fmt: skip
# And of a treatment; undone() in static/js/map/points.js says the same.
GRANTED_OF_TREATMENT: dict[str, Any] = {
    "contact": "", "pressure": None, "steps": [], "hold_seconds": None, "repetitions": None, "response": "",
    "adverse": "none", "over_cap_why": "",
}  # fmt: skip


def told(finding: PointFinding) -> dict[str, Any]:
    """Beside what the sheet says of every point; "found" and "words" are what is printed."""
    return {
        "palpation": palpation(finding),
        "found": point_words.found(finding, finding.found_referrals.all()),
        "treatments": [
            {**treatment(each), "words": point_words.given(each)} for each in finding.treatments.all()
        ],
    }


def facts(point: dict[str, Any]) -> list[Any]:
    """What the rows can never say differently after signing, from a sheet of any age."""
    said = {**NOTHING, **point.get("palpation", {})}
    referred = sorted((one["zone"], one["side"]) for one in said["referred"])
    treated = [[one[name] for name in TREATED] for one in point.get("treatments", [])]
    return [said["signs"], *(said[name] for name in SAID), referred, treated]


def palpation(finding: PointFinding) -> dict[str, Any]:
    return {
        "signs": finding.signs,
        "site_type": finding.site_type,
        "recognition": finding.recognition,
        "quality": finding.quality,
        "relation": finding.relation,
        "parent": finding.parent_id,
        "ppt_before": _decimal(finding.ppt_before),
        "ppt_after": _decimal(finding.ppt_after),
        "rechecks": finding.rechecks,
        "referred": [
            {"zone": one.zone_id, "side": one.side, "words": one.words}
            for one in finding.found_referrals.all()
        ],
    }


def treatment(each: Treatment) -> dict[str, Any]:
    return {"id": each.pk, **{name: getattr(each, name) for name in TREATED if name != "id"}}


def page_data(finding: PointFinding) -> dict[str, Any]:
    """The same as the page's script knows it."""
    said = palpation(finding)
    signs, referred = said.pop("signs"), said.pop("referred")
    return {
        **signs,
        **said,
        "referrals": [f"{one['zone']}|{one['side']}" for one in referred],
        "treatments": [treatment(each) for each in finding.treatments.all()],
        "said": point_words.summary(finding),
    }


def news(data: dict[str, Any]) -> dict[str, Any]:
    """What of the point's data is not taken for granted; most points are most of it."""
    told = _untaken(data, GRANTED)
    if treatments := told.get("treatments"):
        told["treatments"] = [_untaken(each, GRANTED_OF_TREATMENT) for each in treatments]
    return told


def _untaken(data: dict[str, Any], granted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in granted or value != granted[name]}


def _decimal(value: Any) -> str | None:
    return None if value is None else f"{value:.1f}"
