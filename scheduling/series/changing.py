"""Several visits of a series at once: this one, this and the following, or all to come."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import booking, lawful, locks
from scheduling.models import Appointment, Status
from scheduling.refusals import BookingRefused
from scheduling.series.scope import Scope
from scheduling.versions import require_version
from scheduling.wish import Wish


@dataclass
class Moved:
    """moved: in the order in which they went. refused: what stayed where it was, with the reason."""

    moved: list[Appointment] = field(default_factory=list)
    refused: list[tuple[Appointment, str]] = field(default_factory=list)


def concerned(appointment: Appointment, scope: str, version: int) -> list[Appointment]:
    """The visit itself first; of the others those that are to come and may still change, in order.

    Held from now on, and as they are now; version: of the visit itself, as the page showed it.
    """
    visit = locks.appointment(appointment)
    require_version(visit, version)
    if visit.series_id is None or scope == Scope.ONE:
        return [visit]
    since = visit.starts_at if scope == Scope.FOLLOWING else clock.now()
    rows = locks.appointments(series=visit.series_id, starts_at__gte=max(since, clock.now()))
    others = [one for one in rows if one != visit and Status(one.status) in lawful.MOVABLE]
    return [visit, *sorted(others, key=lambda one: one.starts_at)]


@verb
def cancel_series(
    *, appointment: Appointment, scope: str, reason: str, version: int, by: Staff
) -> list[Appointment]:
    """Cancel all that the scope names; where the visit itself is refused, nothing is cancelled."""
    first, *others = concerned(appointment, scope, version)
    done = [booking.cancel(appointment=first, reason=reason, version=version, by=by)]
    return [*done, *(booking.cancel(appointment=one, reason=reason, by=by) for one in others)]


@verb
def move_series(
    *, appointment: Appointment, scope: str, starts_at: datetime, therapist: Staff, version: int, by: Staff
) -> Moved:
    """Move the visit, and the others by as many days and to the same wall time.

    With the therapist that the visit has already, each keeps its own; any other gets them all.
    Raises BookingRefused where the visit itself cannot go there; of the others, those that cannot stay where
    they are.
    """
    locks.therapists(therapist, *_of_the_series(appointment))
    locks.rooms_for(Wish.again(appointment))
    locks.patient(appointment.patient)
    first, *others = concerned(appointment, scope, version)
    days, to = clock.local(starts_at).date() - first.day, clock.local(starts_at).time()
    stays = therapist == first.therapist
    # Whoever goes first makes room for the next.
    queue = [first, *others] if days.days < 0 else [*reversed(others), first]
    done = Moved()
    for one in queue:
        try:
            goes = starts_at if one is first else clock.instant(one.day + days, to)
            whose = one.therapist if stays else therapist
            moved = booking.move(appointment=one, starts_at=goes, therapist=whose, version=one.version, by=by)
            done.moved.append(moved)
        except (BookingRefused, SkippedTime, RepeatedTime) as refusal:
            if one is first:
                raise
            done.refused.append((one, str(refusal)))
    done.refused.sort(key=lambda pair: pair[0].starts_at)
    return done


def _of_the_series(appointment: Appointment) -> list[Staff]:
    """Whoever treats in any of its visits: more than are needed, but they are held before a visit is."""
    together = Q(pk=appointment.pk) | Q(series__isnull=False, series=appointment.series_id)
    return list(Staff.objects.filter(appointments__in=Appointment.objects.filter(together)).distinct())
