"""What the schedule says when two records of patients become one."""

from collections.abc import Iterator

from clinic import clock
from patients.merging import concerns
from patients.merging.steps import Step
from patients.models import Patient
from scheduling import wording
from scheduling.models import Appointment, Waiting


@concerns.about("scheduling.Appointment")
class Appointments(concerns.Concern):
    def obstacles(self, kept: Patient, absorbed: Patient) -> Iterator[str]:
        """One person is in one place at a time."""
        theirs = Appointment.objects.holding().filter(patient=absorbed)
        mine = Appointment.objects.holding().filter(patient=kept).select_related("therapist")
        for one in theirs.select_related("therapist").order_by("starts_at"):
            other = mine.filter(starts_at__lt=one.ends_at, ends_at__gt=one.starts_at).first()
            if other:
                yield _clash(one, other)


WISH = "scheduling.Waiting"


@concerns.about(WISH)
class Wishes(concerns.Concern):
    """Of two wishes for the same the kept record's stays, in the place of whichever waits longer."""

    def obstacles(self, kept: Patient, absorbed: Patient) -> Iterator[str]:
        for _, theirs in _twice(kept, absorbed):
            if theirs.held.filter(settled_at=None).exists():
                yield f"A place is held for number {absorbed.number}. Say first what became of it."

    def aside(self, kept: Patient, absorbed: Patient) -> list[int]:
        return [theirs.pk for _, theirs in _twice(kept, absorbed)]

    def steps(self, kept: Patient, absorbed: Patient) -> list[Step]:
        return [
            Step(WISH, "added_at", [mine.pk], mine.added_at.isoformat(), theirs.added_at.isoformat())
            for mine, theirs in _twice(kept, absorbed)
            if theirs.added_at < mine.added_at
        ]


def _twice(kept: Patient, absorbed: Patient) -> list[tuple[Waiting, Waiting]]:
    """Open wishes of both for one service, the kept record's first."""
    mine = {row.service_id: row for row in Waiting.objects.open().filter(patient=kept)}
    theirs = Waiting.objects.open().filter(patient=absorbed, service__in=mine)
    return [(mine[row.service_id], row) for row in theirs.order_by("pk")]


def _clash(one: Appointment, other: Appointment) -> str:
    both = f"with {one.therapist.first_name} and with {other.therapist.first_name}"
    if one.starts_at < clock.now():
        return (
            f"Both were here on {wording.moment(one.starts_at)}, {both}. Nobody is in two places at once: "
            "find out whose visit that was."
        )
    return f"Both have an appointment on {wording.moment(one.starts_at)}, {both}. Cancel or move one first."
