"""What the schedule says when two records of patients become one."""

from collections.abc import Iterator

from clinic import clock
from patients.merging import concerns
from patients.models import Patient
from scheduling import wording
from scheduling.models import Appointment


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


def _clash(one: Appointment, other: Appointment) -> str:
    both = f"with {one.therapist.first_name} and with {other.therapist.first_name}"
    if one.starts_at < clock.now():
        return (
            f"Both were here on {wording.moment(one.starts_at)}, {both}. Nobody is in two places at once: "
            "find out whose visit that was."
        )
    return f"Both have an appointment on {wording.moment(one.starts_at)}, {both}. Cancel or move one first."
