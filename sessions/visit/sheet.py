"""The frame of a visit as the signed sheet tells it, in the words of that day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from clinic import clock
from clinic.models import Clinic
from patients.models import Consent
from sessions.models import TreatmentSession
from sessions.visit import areas, gate, hanging
from sessions.visit.models import AreaConsent, Incident, StartCheck, Stop

# What the rows can never say differently later; names and labels may.
FACTS = ("start", "areas", "stop", "incidents", "supervisor")


def told(held: TreatmentSession) -> dict[str, Any]:
    """Start, consents, stop, incidents so far and who supervises; two queries and what was joined."""
    supervision = getattr(held, "supervision", None)
    return {
        "start": _start(getattr(held, "start_check", None)),
        **_agreed(held),
        "areas": [area_told(row) for row in hanging.rows(held, "area_consents")],
        "stop": _stop(getattr(held, "stop", None)),
        "incidents": [_incident(row) for row in _so_far(held)],
        "supervisor": supervision and _person(supervision.supervisor),
        "late": late_words(held.ended_at, held.signed_at),
    }


def late_words(ended_at: datetime | None, signed_at: datetime | None) -> str:
    """Said on the sheet when the signature came more hours after the session than the clinic allows."""
    if ended_at is None or signed_at is None:
        return ""
    passed = signed_at - ended_at
    if passed <= timedelta(hours=Clinic.current().late_entry_hours):
        return ""
    return f"Late entry: signed {_length(passed)} after the session."


def differs(signed: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether the rows say otherwise than the sheet that was signed."""
    return any(_bare(signed.get(name)) != _bare(now.get(name)) for name in FACTS)


def _bare(value: Any) -> Any:
    """Without the words that were chosen that day: what is left are keys, instants and what people wrote."""
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if not name.endswith(("name", "label"))}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _length(passed: timedelta) -> str:
    hours = passed // timedelta(hours=1)
    return f"{hours} hours" if hours < 48 else f"{passed.days} days"


def _so_far(held: TreatmentSession) -> list[Incident]:
    """Those written down by the time of the signature; what comes later is no part of it."""
    rows = hanging.rows(held, "incidents")
    return [row for row in rows if held.signed_at is None or row.at <= held.signed_at]


def _start(check: StartCheck | None) -> dict[str, Any] | None:
    if check is None:
        return None
    return {
        "at": _instant(check.at),
        "by": _person(check.by),
        "history": check.history and check.history.version,
        "changed": check.changed,
        "words": check.words,
        "cautions": check.cautions,
        "consent": check.consent_id,
    }


def _agreed(held: TreatmentSession) -> dict[str, Any]:
    """Looked for when it is signed; a draft tells what the door knew of, and asks nothing."""
    if held.signed_at:
        return {"consent": _consent(gate.treatment_consent(held))}
    check = getattr(held, "start_check", None)
    return {"consent": _consent(check.consent)} if check and check.consent else {}


def _consent(row: Consent | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"id": row.pk, "given_at": _instant(row.given_at), "how": row.how}


def area_told(row: AreaConsent) -> dict[str, Any]:
    known = areas.every().get(row.area)
    return {
        "area": row.area,
        "label": known.label if known else row.area,
        "said": row.said,
        "said_label": row.get_said_display(),
        "consent": row.consent_id,
        "at": _instant(row.at),
    }


def _stop(row: Stop | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "at": _instant(row.at),
        "by": _person(row.by),
        "rule": row.rule_id,
        "rule_label": row.rule.trigger if row.rule else "",
        "message_label": row.rule.message if row.rule else "",
        "reason": row.reason,
        "lifted_at": row.lifted_at and _instant(row.lifted_at),
        "lifted_why": row.lifted_why,
    }


def _incident(row: Incident) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "happened_at": _instant(row.happened_at),
        "happened": row.happened,
        "done": row.done,
        "told": row.told,
        "by": _person(row.by),
        "at": _instant(row.at),
    }


def _person(staff: Any) -> dict[str, Any]:
    return {"id": staff.pk, "name": staff.display_name, "legal_name": staff.legal_name}


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def readable(visit: dict[str, Any]) -> dict[str, Any]:
    """The same with its instants as such, on the clinic's clock."""
    single = (visit.get(name) for name in ("start", "consent", "stop"))
    for part in (*single, *visit.get("areas", ()), *visit.get("incidents", ())):
        for name in ("at", "given_at", "happened_at", "lifted_at"):
            if part and part.get(name):
                part[name] = clock.local(datetime.fromisoformat(part[name]))
    return visit
