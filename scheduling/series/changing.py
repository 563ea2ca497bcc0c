"""Several visits of a series at once: this one, this and the following, or all to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import booking, lawful, locks
from scheduling.models import Appointment
from scheduling.refusals import BookingRefused
from scheduling.series.scope import Scope


@dataclass
class Moved:
    """refused: what stayed where it was, with the reason."""

    moved: list[Appointment] = field(default_factory=list)
    refused: list[tuple[Appointment, str]] = field(default_factory=list)


def concerned(appointment: Appointment, scope: str) -> list[Appointment]:
    """The visit itself first; of the others those that are to come and may still change, in order."""
    others: Sequence[Appointment] = []
    if appointment.series_id and scope != Scope.ONE:
        since = appointment.starts_at if scope == Scope.FOLLOWING else clock.now()
        rows = Appointment.objects.filter(
            series=appointment.series_id, starts_at__gte=max(since, clock.now())
        )
        rows = rows.filter(status__in=lawful.MOVABLE).exclude(pk=appointment.pk)
        others = list(rows.select_related("patient", "therapist", "room", "service").order_by("starts_at"))
    return [appointment, *others]


@verb
def cancel_series(
    *, appointment: Appointment, scope: str, reason: str, version: int, by: Staff
) -> list[Appointment]:
    """Cancel all that the scope names; where the visit itself is refused, nothing is cancelled."""
    first, *others = concerned(appointment, scope)
    done = [booking.cancel(appointment=first, reason=reason, version=version, by=by)]
    return [*done, *(booking.cancel(appointment=one, reason=reason, by=by) for one in others)]


@verb
def move_series(
    *, appointment: Appointment, scope: str, starts_at: datetime, therapist: Staff, version: int, by: Staff
) -> Moved:
    """Move the visit, and the others by as many days and to the same wall time, to the same therapist.

    Raises BookingRefused where the visit itself cannot go there; of the others, those that cannot stay where
    they are.
    """
    first, *others = concerned(appointment, scope)
    locks.therapists(therapist, *(one.therapist for one in [first, *others]))
    days = clock.local(starts_at).date() - first.day
    to = clock.local(starts_at).time()
    # Whoever goes first makes room for the next.
    queue = [first, *others] if days.days < 0 else [*reversed(others), first]
    done = Moved()
    for one in queue:
        try:
            goes = starts_at if one is first else clock.instant(one.day + days, to)
            seen = version if one is first else one.version
            done.moved.append(
                booking.move(appointment=one, starts_at=goes, therapist=therapist, version=seen, by=by)
            )
        except (BookingRefused, SkippedTime, RepeatedTime) as refusal:
            if one is first:
                raise
            done.refused.append((one, str(refusal)))
    done.moved.sort(key=lambda one: one.starts_at)
    done.refused.sort(key=lambda pair: pair[0].starts_at)
    return done
