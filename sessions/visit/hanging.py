"""Rows that hang from one session, read once each, and not at all where the session's query knows of none."""

from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects

from sessions.models import TreatmentSession
from sessions.visit.models import AreaConsent, Incident, LeftBehind, Letter

WHAT: dict[str, tuple[Any, str]] = {
    "area_consents": (AreaConsent, "area_consents"),
    "incidents": (Incident, "incidents__by"),
    "letters": (Letter, "letters__document"),
    "left_behind": (LeftBehind, "left_behind"),
}
# One join each, for whoever fetches a session to show it.
JOINED = (
    "start_check__by",
    "start_check__history",
    "stop__by",
    "stop__rule",
    "supervision__supervisor",
    "cosignature__by",
)


def flags() -> dict[str, Exists]:
    """To be asked for in the query that fetches the session."""
    same = {"treatment_session": OuterRef("pk")}
    return {f"has_{name}": Exists(model.objects.filter(**same)) for name, (model, _) in WHAT.items()}


def rows(treatment_session: TreatmentSession, name: str) -> list[Any]:
    """All of that name, in their order."""
    if not getattr(treatment_session, f"has_{name}", True):
        return []
    prefetch_related_objects([treatment_session], WHAT[name][1])
    return list(getattr(treatment_session, name).all())


def left_open(treatment_session: TreatmentSession) -> list[LeftBehind]:
    """Words of closed pages among which nobody has chosen yet."""
    return [row for row in rows(treatment_session, "left_behind") if row.settled_at is None]
