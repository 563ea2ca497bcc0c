"""Who would open a chart, as far as it depends on them and on the hour."""

from enum import Enum, auto
from typing import Any, NamedTuple, Self

from clinic import clock
from clinic.asking import blank
from clinic.models import Clinic, Role, Staff


class Reach(Enum):
    """Whose charts somebody may open now."""

    NOBODYS = auto()
    GLASS = auto()  # an admin's, of whom they broke a glass for
    TEAM = auto()  # a therapist's, of those in their care, and the same
    EVERYBODYS = auto()

    @classmethod
    def of(cls, staff: Staff) -> Self:
        if not staff.is_active:
            return cls.NOBODYS
        if not staff.has(Role.THERAPIST):
            return cls.GLASS if staff.has(Role.ADMIN) else cls.NOBODYS
        return cls.EVERYBODYS if Clinic.current().open_charts else cls.TEAM


class Opener(NamedTuple):
    """All but the reach may be blanks: for each reach the question is the same."""

    reach: Reach
    staff: Any
    now: Any
    today: Any

    @classmethod
    def of(cls, staff: Staff) -> Self:
        return cls(Reach.of(staff), staff.pk, clock.now(), clock.today())

    @classmethod
    def unknown(cls, reach: Reach) -> Self:
        return cls(reach, blank("staff", "bigint"), blank("now", "timestamptz"), blank("today", "date"))

    @property
    def told(self) -> dict[str, Any]:
        """For the blanks."""
        return {"staff": self.staff, "now": self.now, "today": self.today}

    def own(self, relation: str) -> Any:
        """staff.relation.all(), where perhaps only the key of the staff is told."""
        rel = getattr(Staff, relation).rel
        return rel.related_model.objects.filter(**{rel.field.name: self.staff})
