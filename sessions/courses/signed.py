"""What a course adds to the sheet that is signed with a session."""

from typing import Any

from clinic.asking import together
from sessions.models import TreatmentSession

PARTS = ("complaints", "home_care", "protocols")


def sheet(treatment_session: TreatmentSession) -> dict[str, Any]:
    """Complaints, home care and protocols of the visit, in the words of that day."""
    named = treatment_session.session_complaints.select_related("complaint").order_by("complaint")
    given = treatment_session.home_care.order_by("pk")
    uses = treatment_session.protocol_uses.filter(undone_at__isnull=True)
    together(named, given, uses)
    return {
        "complaints": [{"id": one.complaint_id, "words": one.complaint.words} for one in named],
        "home_care": [
            {
                "id": one.pk,
                "name": one.title,
                "dose": one.dose,
                "pressure": one.pressure,
                "words": one.words,
                "stop_rules": one.stop_rules,
                "demonstrated": one.demonstrated,
            }
            for one in given
        ],
        "protocols": [{"id": one.pk, "name": one.name} for one in uses],
    }


def differences(signed: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The parts that name other rows than were signed; a complaint may be put into other words since."""
    return [name for name in PARTS if _facts(name, signed.get(name, [])) != _facts(name, now[name])]


def _facts(name: str, rows: list[dict[str, Any]]) -> list[Any]:
    return [one["id"] for one in rows] if name == "complaints" else rows
