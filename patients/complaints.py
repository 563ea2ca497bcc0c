"""A patient's complaints as the timeline offers them; the rows themselves belong to an app above."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from clinic.models import Staff
from patients.models import Patient


@dataclass(frozen=True)
class Told:
    """until: when it was over; None while it stands."""

    key: int
    words: str
    since: datetime
    until: datetime | None

    @property
    def period(self) -> Q:
        """Instants named at that fall within it."""
        return Q(("at__gte", self.since), *([("at__lt", self.until)] if self.until else []))


def told(patient: Patient, staff: Staff) -> list[Told]:
    """The latest first; none where the chart is not open."""
    rows: Any = patient.complaints.visible_to(staff).order_by("-opened_at", "-pk")
    return [Told(*row) for row in rows.values_list("pk", "words", "opened_at", "over_at")]


def chosen(complaints: Iterable[Told], key: str) -> Told | None:
    """The one with that key, if the address names one."""
    return next((one for one in complaints if str(one.key) == key), None)
