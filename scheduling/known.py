"""The rows that decide whether a wish can be had: read for one alone, or for all of a series at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from clinic import clock
from clinic.models import Credential
from scheduling.models import Appointment, Room, TimeOff, WorkingHours
from scheduling.wish import Wish

MINUTE = timedelta(minutes=1)


class Known:
    """Hours, credentials, time off and appointments around these wishes; each kind is read once, when needed.

    rooms: those that any of the wishes might get.
    """

    def __init__(self, wishes: Sequence[Wish], rooms: Sequence[Room]) -> None:
        self._wishes, self._rooms = wishes, [room.pk for room in rooms]
        self._therapists = {wish.therapist.pk for wish in wishes}

    def hours(self, wish: Wish) -> list[WorkingHours]:
        """Its therapist's, of its day."""
        day = clock.local(wish.starts_at).date()
        return [row for row in self._hours if row.therapist_id == wish.therapist.pk and row.holds_on(day)]

    def time_off(self, wish: Wish) -> list[TimeOff]:
        """Its therapist's, the rooms' and the clinic's, as far as it touches the wish."""
        return [
            one
            for one in self._time_off
            if one.therapist_id in {None, wish.therapist.pk}
            and one.starts_at < wish.ends_at
            and wish.starts_at < one.ends_at
        ]

    def credentials(self, wish: Wish) -> list[Credential]:
        """Its therapist's, whenever they end."""
        return [one for one in self._credentials if one.staff_id == wish.therapist.pk]

    def worked(self, wish: Wish) -> tuple[int, int]:
        """Minutes of its therapist's other visits that day, and of its own if it is one of them."""
        if wish.therapist.hands_on_minutes is None:
            return 0, 0
        start, end = clock.clinic_day(clock.local(wish.starts_at).date())
        minutes = {False: 0, True: 0}
        for key, therapist, starts_at, ends_at in self._visits:
            if therapist == wish.therapist.pk and start <= starts_at < end:
                minutes[wish.moving is not None and key == wish.moving.pk] += (ends_at - starts_at) // MINUTE
        return minutes[False], minutes[True]

    @cached_property
    def taken(self) -> list[Appointment]:
        """Appointments that hold time of any of the wishes."""
        rows = Appointment.objects.holding().with_during().select_related("therapist")
        moving = {wish.moving.pk for wish in self._wishes if wish.moving}
        return list(
            rows.filter(reduce(or_, map(self._needs, self._wishes)))
            .exclude(pk__in=moving)
            .order_by("starts_at", "pk")
        )

    def _needs(self, wish: Wish) -> Q:
        """Three conditions, each to the letter of its constraint."""
        near = Q(occupies__overlap=wish.occupies)
        return (
            Q(therapist=wish.therapist) & near
            | Q(room__in=self._rooms) & near
            | Q(patient=wish.patient, during__overlap=(wish.starts_at, wish.ends_at))
        )

    @cached_property
    def _hours(self) -> list[WorkingHours]:
        days = [clock.local(wish.starts_at).date() for wish in self._wishes]
        rows = WorkingHours.objects.between(min(days), max(days)).filter(
            weekday__in={day.weekday() for day in days}, therapist__in=self._therapists
        )
        return list(rows.select_related("location").order_by("starts", "pk"))

    @cached_property
    def _credentials(self) -> list[Credential]:
        return list(Credential.objects.standing().filter(staff__in=self._therapists))

    @cached_property
    def _visits(self) -> list[tuple[int, int, datetime, datetime]]:
        """What holds time on the days of the wishes, of their therapists: key, therapist, beginning, end."""
        days = {clock.clinic_day(clock.local(wish.starts_at).date()) for wish in self._wishes}
        on_one = reduce(or_, (Q(starts_at__gte=start, starts_at__lt=end) for start, end in sorted(days)))
        rows = Appointment.objects.holding().filter(on_one, therapist__in=self._therapists)
        return list(rows.values_list("pk", "therapist_id", "starts_at", "ends_at"))

    @cached_property
    def _time_off(self) -> list[TimeOff]:
        whose = Q(therapist__in=self._therapists) | Q(room__in=self._rooms) | Q(therapist=None, room=None)
        since = min(wish.starts_at for wish in self._wishes)
        until = max(wish.ends_at for wish in self._wishes)
        return list(TimeOff.objects.between(since, until).filter(whose).order_by("starts_at"))
