"""What somebody is about to change, as far as they may open it; asked before every save."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from clinic.access import LARGEST_KEY
from clinic.asking import Standing, blank
from clinic.models import Staff
from patients.openers import Opener, Reach
from sessions.models import PointFinding, TreatmentSession

SESSION, FINDING = blank("session", "bigint"), blank("finding", "bigint")


def session_to_change(staff: Staff, pk: int) -> TreatmentSession:
    """Without what only a page shows: the rule that changes it reads it anew, under its lock."""
    return _found(TreatmentSession, staff, session=pk)


def finding_to_change(staff: Staff, session: int, pk: int) -> PointFinding:
    """The same of a point of that session."""
    return _found(PointFinding, staff, session=session, finding=pk)


def _found(model: Any, staff: Staff, **keys: int) -> Any:
    opener = Opener.of(staff)
    if opener.reach is Reach.NOBODYS or max(keys.values()) >= LARGEST_KEY:
        raise Http404
    [rows] = _question(model, opener.reach).ask(**opener.told, **keys)
    for row in rows:
        return row
    raise Http404


@cache
def _question(model: Any, reach: Reach) -> Standing:
    return Standing(lambda: [ROWS[model]().visible_by(Opener.unknown(reach))])


def _session() -> Any:
    return TreatmentSession.objects.filter(pk=SESSION)


def _finding() -> QuerySet[PointFinding]:
    """Of its session only what tells it from others."""
    rows = PointFinding.objects.filter(treatment_session=SESSION, pk=FINDING)
    return rows.select_related("treatment_session").only("treatment_session", "treatment_session__therapist")


ROWS = {TreatmentSession: _session, PointFinding: _finding}
