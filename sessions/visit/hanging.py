"""Rows that hang from one session, read once, and not at all where the session's query knows of none."""

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from clinic.asking import give, together
from sessions.models import PointFinding, Treatment, TreatmentSession
from sessions.visit.models import AreaConsent, Incident, LeftBehind, Letter

WHAT: dict[str, QuerySet[Any]] = {
    "area_consents": AreaConsent.objects.all(),
    "incidents": Incident.objects.select_related("by"),
    "letters": Letter.objects.select_related("document"),
    "left_behind": LeftBehind.objects.all(),
}
# What a tap saves, while the session's own row stays as it was.
TAPPED: tuple[Any, ...] = (PointFinding, Treatment)
# One join each, for whoever fetches a session to show it.
JOINED = (
    "start_check__by",
    "start_check__history",
    "start_check__consent",
    "stop__by",
    "stop__rule",
    "supervision__supervisor",
    "cosignature__by",
)


def flags() -> dict[str, Exists]:
    """To be asked for in the query that fetches the session."""
    same = {"treatment_session": OuterRef("pk")}
    return {f"has_{name}": Exists(rows.filter(**same)) for name, rows in WHAT.items()}


def last_saved() -> Greatest:
    """When the note, a point or its treatment was last written."""
    return Greatest(F("saved_at"), *(Subquery(_newest(model.events.rel.related_model)) for model in TAPPED))


def _newest(versions: Any) -> QuerySet[Any]:
    same = versions.objects.filter(treatment_session=OuterRef("pk")).order_by()
    return same.values("treatment_session").values(at=Max("pgh_created_at"))


def rows(treatment_session: TreatmentSession, name: str) -> list[Any]:
    """All of that name, in their order."""
    if not getattr(treatment_session, f"has_{name}", True):
        return []
    if name not in getattr(treatment_session, "_prefetched_objects_cache", {}):
        _read(treatment_session)
    return list(getattr(treatment_session, name).all())


def _read(treatment_session: TreatmentSession) -> None:
    """Whoever shows one kind of them shows the others, so all come in one statement."""
    found = {name: rows.filter(treatment_session=treatment_session) for name, rows in WHAT.items()}
    together(*found.values())
    for name, rows in found.items():
        give(treatment_session, name, rows)


def left_open(treatment_session: TreatmentSession) -> list[LeftBehind]:
    """Words of closed pages among which nobody has chosen yet."""
    return [row for row in rows(treatment_session, "left_behind") if row.settled_at is None]
