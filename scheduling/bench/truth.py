"""What must be true of a schedule whoever changed it: asked of the rows, not of the rules that wrote them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import Any

from clinic import clock
from scheduling.bench.hands import Told, state
from scheduling.models import Appointment, Series, TimeOff, WorkingHours
from scheduling.standing import WAITING


def faults(told: Told) -> list[str]:
    """A sentence for each thing that is not as it must be."""
    held = list(
        Appointment.objects.filter(status__in=WAITING, starts_at__gt=clock.now()).select_related("room")
    )
    return [
        *overlaps(held),
        *in_time_off(held, list(TimeOff.objects.to_come())),
        *outside_hours(held),
        *lost(told),
    ]


def overlaps(held: Iterable[Appointment]) -> Iterator[str]:
    """Two at once for a therapist or in a room, buffers counted, or for a patient."""
    diaries: dict[tuple[str, int], list[tuple[Any, Any, int]]] = defaultdict(list)
    for one in held:
        for what, key in (("therapist", one.therapist_id), ("room", one.room_id)):
            if key:
                diaries[what, key].append((one.occupies.lower, one.occupies.upper, one.pk))
        diaries["patient", one.patient_id].append((one.starts_at, one.ends_at, one.pk))
    for (what, key), stretches in diaries.items():
        for (_, until, first), (since, _, second) in pairwise(sorted(stretches)):
            if since < until:
                yield f"Appointments {first} and {second} hold the same time of {what} {key}."


def in_time_off(held: Iterable[Appointment], every: Iterable[TimeOff]) -> Iterator[str]:
    """A therapist's, a room's or the clinic's."""
    for one, off in product(held, every):
        concerns = off.closes_the_clinic or one.therapist_id == off.therapist_id or one.room_id == off.room_id
        if concerns and off.starts_at < one.ends_at and one.starts_at < off.ends_at:
            yield f"Appointment {one.pk} stands in time off {off.pk}."


def outside_hours(held: Iterable[Appointment]) -> Iterator[str]:
    """By the wall clock; the hours in these worlds do not touch each other."""
    rows: dict[int, list[WorkingHours]] = defaultdict(list)
    for row in WorkingHours.objects.all():
        rows[row.therapist_id].append(row)
    for one in held:
        day, since, until = one.day, clock.local(one.starts_at).time(), clock.local(one.ends_at).time()
        fits = any(
            row.weekday == day.weekday()
            and row.valid_from <= day
            and (row.valid_until is None or row.valid_until >= day)
            and (one.room is None or row.location_id == one.room.location_id)
            and row.starts <= since
            and until <= row.ends
            for row in rows[one.therapist_id]
        )
        if not fits:
            yield f"Appointment {one.pk} stands outside its therapist's hours."


def lost(told: Told) -> Iterator[str]:
    """Whatever somebody was told is done and cannot be found."""
    keys = {key for key, _ in told.stands}
    kept = {(row.id, row.version): state(row) for row in _versions(Appointment).filter(id__in=keys)}
    now = Appointment.objects.in_bulk(keys)
    for (key, version), said in told.stands.items():
        if kept.get((key, version)) != said:
            yield f"Version {version} of appointment {key} is not what was told."
        if key not in now or now[key].version < version:
            yield f"Appointment {key} is older than what was told."
    for key in told.off - told.back - set(TimeOff.objects.values_list("pk", flat=True)):
        yield f"Time off {key} is gone."
    for one in Series.objects.filter(pk__in=told.series).prefetch_related("appointments", "settled"):
        if len(one.appointments.all()) + len(one.settled.all()) != told.series[one.pk]:
            yield f"A date of series {one.pk} is missing."
    written = _versions(WorkingHours).filter(id__in=told.hours).values_list("id", flat=True)
    for key in told.hours - set(written):
        yield f"Working hours {key} were never written."


def _versions(kind: Any) -> Any:
    """Every version of its rows, as the database keeps them."""
    return kind.events.rel.related_model.objects.all()
