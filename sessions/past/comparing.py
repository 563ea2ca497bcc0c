"""Two visits point by point; the pictures beside it show the same."""

from typing import NamedTuple

from patients.summary import REAL_CHANGE
from sessions.models import PointFinding, TriggerPoint
from sessions.past.lives import Past, Seen, Visit

Status = PointFinding.Status


class Change(NamedTuple):
    """then or now is None where that visit did not find the point."""

    point: TriggerPoint
    then: Seen | None
    now: Seen | None

    @property
    def words(self) -> str:
        """By the tenderness before treatment; under the least real change it is steady."""
        if self.then is None:
            return "new"
        if self.now is None:
            return "resolved before" if self.then.status == Status.RESOLVED else "not on the map"
        if self.now.status != self.then.status and Status.RESOLVED in {self.now.status, self.then.status}:
            return "resolved" if self.now.status == Status.RESOLVED else "active again"
        if self.then.before is None or self.now.before is None:
            return "not scored both times"
        more = self.now.before - self.then.before
        if abs(more) < REAL_CHANGE:
            return "steady"
        return f"{abs(more)} {'more' if more > 0 else 'less'}"


def changes(past: Past, then: Visit, now: Visit) -> list[Change]:
    """Every point of either visit, those of the later one first, by its numbers."""
    old, new = ({seen.point: seen for seen in visit.seen} for visit in (then, now))
    return [Change(past.points[key], old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
