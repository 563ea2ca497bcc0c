"""The rows that decide whether a wish can be had: read for one alone, or for all of a series at once."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from clinic import clock
from clinic.asking import AnyOf, blank, together
from clinic.models import Credential
from scheduling.models import Appointment, Price, Room, TimeOff, WorkingHours
from scheduling.wish import Wish

MINUTE = timedelta(minutes=1)
CARD = (
    *("starts_at", "ends_at", "occupies", "patient", "room", "chair_day"),
    *("therapist", "therapist__display_name"),
)


class Asked(NamedTuple):
    """What the tables are asked about a wish: values, or blanks for them. midnight, next: around its day."""

    therapist: Any
    patient: Any
    service: Any
    needs: Any
    since: Any
    until: Any
    time: Any
    occupies: Any
    day: Any
    weekday: Any
    midnight: Any
    next: Any

    @classmethod
    def by(cls, wish: Wish) -> Self:
        day = clock.local(wish.starts_at).date()
        return cls(
            wish.therapist.pk,
            wish.patient.pk,
            wish.service.pk,
            wish.needs,
            wish.starts_at,
            wish.ends_at,
            DateTimeTZRange(wish.starts_at, wish.ends_at),
            wish.occupies,
            day,
            day.weekday(),
            *clock.clinic_day(day),
        )


BLANKS = Asked(
    therapist=blank("therapist", "bigint"),
    patient=blank("patient", "bigint"),
    service=blank("service", "bigint"),
    needs=blank("needs", "varchar[]"),
    since=blank("since", "timestamptz"),
    until=blank("until", "timestamptz"),
    time=blank("time", "tstzrange"),
    occupies=blank("occupies", "tstzrange"),
    day=blank("day", "date"),
    weekday=blank("weekday", "int"),
    midnight=blank("midnight", "timestamptz"),
    next=blank("next", "timestamptz"),
)


class Rows(NamedTuple):
    """Six questions, or their answers; fit: the rooms that would do."""

    fit: QuerySet[Room]
    hours: QuerySet[WorkingHours]
    time_off: QuerySet[TimeOff]
    held: QuerySet[Appointment]
    credentials: QuerySet[Credential]
    prices: QuerySet[Price]

    @classmethod
    def around(cls, wishes: Sequence[Asked], rooms: Sequence[Room] | None = None) -> Self:
        """For wishes of one patient and one service. rooms: those they might get, if that is known."""
        therapists, days = {one.therapist for one in wishes}, [one.day for one in wishes]
        fit = Room.objects.filter(active=True, features__contains=wishes[0].needs)
        hours = WorkingHours.objects.between(min(days), max(days))
        off = TimeOff.objects.between(min(one.since for one in wishes), max(one.until for one in wishes))
        held = Appointment.objects.holding().with_during().select_related("therapist").only(*CARD)
        here = AnyOf("room", ArraySubquery(fit.values("pk"))) if rooms is None else Q(room__in=rooms)
        weekdays = {one.weekday for one in wishes}
        return cls(
            (fit if rooms is None else fit.none()).order_by("pk"),
            hours.filter(_one_of("weekday", weekdays), _one_of("therapist", therapists))
            .select_related("location")
            .order_by("starts", "pk"),
            off.filter(_one_of("therapist", therapists) | Q(therapist=None)).order_by("starts_at"),
            held.filter(reduce(or_, (_near(one, here) for one in wishes))).order_by("starts_at", "pk"),
            Credential.objects.standing().filter(_one_of("staff", therapists)),
            Price.objects.filter(service=wishes[0].service),
        )


def _one_of(name: str, values: set[Any]) -> Q:
    """Django's own __in does not take blanks for keys."""
    return reduce(or_, (Q(**{name: value}) for value in values))


def _near(one: Asked, here: Any) -> Q:
    """Three conditions, each to the letter of its constraint, and the therapist's day."""
    near = Q(occupies__overlap=one.occupies)
    return (
        Q(therapist=one.therapist) & near
        | Q(here) & near
        | Q(patient=one.patient, during__overlap=one.time)
        | Q(therapist=one.therapist, starts_at__gte=one.midnight, starts_at__lt=one.next)
    )


class Known:
    """Hours, credentials, time off and appointments around these wishes; read once, when needed.

    rooms: those that any of the wishes might get. rows: what was read of them already.
    """

    def __init__(self, wishes: Sequence[Wish], rooms: Sequence[Room], rows: Rows | None = None) -> None:
        self._wishes, self._rooms = wishes, rooms
        if rows is not None:
            self._rows = rows

    @cached_property
    def _rows(self) -> Rows:
        rows = Rows.around([Asked.by(wish) for wish in self._wishes], self._rooms)
        together(*rows)
        return rows

    def hours(self, wish: Wish) -> list[WorkingHours]:
        """Its therapist's, of its day."""
        day, whose = clock.local(wish.starts_at).date(), wish.therapist.pk
        return [row for row in self._rows.hours if row.therapist_id == whose and row.holds_on(day)]

    def time_off(self, wish: Wish) -> list[TimeOff]:
        """Its therapist's, the rooms' and the clinic's, as far as it touches the wish."""
        return [
            one
            for one in self._rows.time_off
            if one.therapist_id in {None, wish.therapist.pk}
            and one.starts_at < wish.ends_at
            and wish.starts_at < one.ends_at
        ]

    def credentials(self, wish: Wish) -> list[Credential]:
        """Its therapist's, whenever they end."""
        return [one for one in self._rows.credentials if one.staff_id == wish.therapist.pk]

    def worked(self, wish: Wish) -> tuple[int, int]:
        """Minutes of its therapist's other visits that day, and of its own if it is one of them."""
        start, end = clock.clinic_day(clock.local(wish.starts_at).date())
        minutes = {False: 0, True: 0}
        for one in self._rows.held:
            if one.therapist_id == wish.therapist.pk and start <= one.starts_at < end:
                own = wish.moving is not None and one.pk == wish.moving.pk
                minutes[own] += (one.ends_at - one.starts_at) // MINUTE
        return minutes[False], minutes[True]

    @property
    def taken(self) -> list[Appointment]:
        """Appointments around the wishes that hold their time, other than those that move."""
        moving = {wish.moving.pk for wish in self._wishes if wish.moving}
        return [one for one in self._rows.held if one.pk not in moving]
