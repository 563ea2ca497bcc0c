"""What brought a patient here, time after time: the reasons for visit that their histories tell.

There is no record of a complaint by itself yet: a reason holds from the history that gives it until one
gives another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from clinic.models import Staff
from patients.models import MedicalHistory, Patient


@dataclass(frozen=True)
class Reason:
    """version: of the history that gave it first. until: when another took its place; None while it holds."""

    version: int
    words: str
    since: datetime
    until: datetime | None

    @property
    def period(self) -> Q:
        """Instants named at that fall within it; what came before the first history belongs to that one."""
        children = [] if self.version == 1 else [("at__gte", self.since)]
        return Q(*children, *([("at__lt", self.until)] if self.until else []))


def reasons(patient: Patient, staff: Staff) -> list[Reason]:
    """The latest first; none where the chart is not open."""
    told = MedicalHistory.objects.visible_to(staff).filter(patient=patient).exclude(reason_for_visit="")
    rows = told.order_by("version").values_list("version", "reason_for_visit", "answered_at")
    return _in_turn(rows)[::-1]


def chosen(reasons: Iterable[Reason], version: str) -> Reason | None:
    """The one of that version, if the address names one."""
    return next((reason for reason in reasons if str(reason.version) == version), None)


def _in_turn(rows: Iterable[tuple[int, str, datetime]]) -> list[Reason]:
    changes: list[tuple[int, str, datetime]] = []
    for row in rows:
        if not changes or " ".join(changes[-1][1].split()) != " ".join(row[1].split()):
            changes.append(row)
    ends = [*(at for _, _, at in changes[1:]), None][: len(changes)]
    return [Reason(*change, until=end) for change, end in zip(changes, ends, strict=True)]
