"""A therapist is suddenly away: the day's patients go to colleagues, or onto the list of whom to ring."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from clinic import clock
from clinic.models import Staff
from clinic.transactions import verb
from scheduling import booking, locks
from scheduling.calls.calling import add
from scheduling.models import Appointment, Call, Status, TimeOff
from scheduling.refusals import BookingRefused, GivenAway
from scheduling.standing import to_come
from scheduling.taking_back import Deed
from scheduling.time_off import take_time_off

WHY = "Our therapist is away"


class DayChanged(BookingRefused):
    """Somebody was booked, moved or cancelled after the page was drawn."""

    def __init__(self) -> None:
        super().__init__("This day has changed since the page was opened. Look again, then hand it over.")


@dataclass
class HandedOver:
    """calls: of those whose visit was cancelled; off: what the therapist's calendar has instead."""

    moved: list[Appointment] = field(default_factory=list)
    gone: list[Appointment] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    off: TimeOff | None = None

    @property
    def deed(self) -> Deed:
        return Deed.to(
            [*self.moved, *self.gone],
            off=self.off.pk if self.off else None,
            calls=[one.pk for one in self.calls],
        )


def left_of(therapist: Staff, day: date) -> QuerySet[Appointment]:
    """What still stands in the therapist's day: to come, or begun while its patient is not here."""
    rows = to_come(Appointment.objects.on(day).filter(therapist=therapist, ends_at__gt=clock.now()))
    return rows.select_related("patient", "therapist", "room", "service").order_by("starts_at")


def already_here(therapist: Staff, day: date) -> QuerySet[Appointment]:
    """Who has arrived and sits in the waiting room: somebody has to speak to them."""
    here = (Status.ARRIVED, Status.CHECKED_IN)
    rows = Appointment.objects.on(day).filter(therapist=therapist, status__in=here, treatment_session=None)
    return rows.select_related("patient").order_by("starts_at")


@verb
def hand_over(
    *, therapist: Staff, day: date, to: Mapping[int, Staff | None], reason: str, by: Staff
) -> HandedOver:
    """Give each visit left of the day to the colleague named, at its own time; None: cancel it, to be rung.

    to: by key of the visit, all of them. One that its colleague cannot take any more is to be rung as well.
    From now until the day's end the therapist takes no appointments. Raises DayChanged where the day is
    not the one that was looked at.
    """
    locks.therapists(therapist, *(one for one in to.values() if one))
    visits = list(left_of(therapist, day))
    if {visit.pk for visit in visits} != to.keys():
        raise DayChanged
    done = HandedOver()
    for visit in visits:
        moved = _give(visit, to[visit.pk], by)
        if moved:
            done.moved.append(moved)
            continue
        done.gone.append(booking.cancel(appointment=visit, reason=WHY, by=by))
        done.calls.append(add(appointment=done.gone[-1], why=WHY, by=by))
    since, until = clock.clinic_day(day)
    since = max(since, clock.now())
    done.off = take_time_off(therapist=therapist, starts_at=since, ends_at=until, reason=reason, by=by)
    return done


def _give(visit: Appointment, colleague: Staff | None, by: Staff) -> Appointment | None:
    if colleague is None:
        return None
    try:
        return booking.move(
            appointment=visit, starts_at=visit.starts_at, therapist=colleague, version=visit.version, by=by
        )
    except GivenAway:  # a merge was quicker, and it stands as it stood
        return _give(locks.again(visit), colleague, by)
    except BookingRefused:
        return None
