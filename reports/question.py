"""What is asked of a report, finished: days, people and places; every report answers the same question."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from clinic.models import Staff
from patients.models import PatientTag, Tag
from reports.periods import Period
from scheduling.models import Location, Service


@dataclass(frozen=True)
class Question:
    """part: the rows that one figure is about, all where empty. shared: nobody may be recognised.

    line: of those, the rows of one line of the report's table, by its key there; the figures are of all.
    more: what only one report asks, by its own filter's words.
    """

    period: Period
    therapist: Staff | None = None
    location: Location | None = None
    service: Service | None = None
    tag: Tag | None = None
    part: str = ""
    line: str = ""
    shared: bool = False
    more: dict[str, Any] = field(default_factory=dict)

    def of_visits(self, rows: QuerySet[Any], to: str = "") -> QuerySet[Any]:
        """Rows of the therapist, place, service and people asked about; to: the path to their appointment."""
        asked = {
            f"{to}therapist": self.therapist,
            f"{to}room__location": self.location,
            f"{to}service": self.service,
        }
        rows = rows.filter(**{path: value for path, value in asked.items() if value})
        return self.of_people(rows, f"{to}patient")

    def of_people(self, rows: QuerySet[Any], patient: str = "patient") -> QuerySet[Any]:
        """Rows of those who have the tag; patient: the path to them."""
        if not self.tag:
            return rows
        return rows.filter(Exists(PatientTag.objects.filter(tag=self.tag, patient=OuterRef(patient))))

    def earlier(self, than: str) -> "Question":
        """The same, of the period before or of the same days a year before."""
        return replace(self, period=self.period.before if than == "period" else self.period.year_before)

    @property
    def without_part(self) -> "Question":
        return replace(self, part="")
