"""Taking a slot of a chair-massage event: an appointment like any other, at the event's place."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet

from clinic import clock
from clinic.models import Staff
from clinic.transactions import verb
from patients.models import Patient
from scheduling import holding, last_word, locks, obstacles
from scheduling.events import slots
from scheduling.events.refusals import NotOnTheList, NotOpen, SlotTaken
from scheduling.known import Known
from scheduling.models import Appointment, ChairDay
from scheduling.refusals import Away, TherapistTaken, TimePassed
from scheduling.wish import Wish

NO_TIME, SHOWN = timedelta(), 3


def book_slot(
    *,
    event: ChairDay,
    patient: Patient,
    therapist: Staff,
    starts_at: datetime,
    key: UUID,
    note: str = "",
    by: Staff,
) -> Appointment:
    """Hold the slot that begins then with the therapist; one that has begun may be taken until it ends.

    The same key from the same person is the same form sent again: the first answer comes back. Raises
    BookingRefused, in words the desk can read out; SlotTaken names the next ones that are free.
    """
    wish = of_slot(event, patient, therapist, starts_at)
    try:
        return _take(event, wish, key=key, note=note, by=by)
    except IntegrityError as error:
        if last_word.sent_twice(error):
            return Appointment.objects.get(booked_by=by, key=key)
        refusal = last_word.refusal(error, wish)
        if refusal is None:
            raise
        raise (_gone(event, wish) if isinstance(refusal, TherapistTaken) else refusal) from error
    except TherapistTaken as refusal:
        raise _gone(event, wish) from refusal


def of_slot(event: ChairDay, patient: Patient, therapist: Staff, starts_at: datetime) -> Wish:
    """The event's service for the length of a slot; the time between two is the event's, not the slot's."""
    wish = Wish.new(patient, therapist, event.service, event.minutes, starts_at)
    return replace(wish, before=NO_TIME, after=NO_TIME)


@verb
def _take(event: ChairDay, wish: Wish, *, key: UUID, note: str, by: Staff) -> Appointment:
    held = locks.therapists(wish.therapist)[wish.therapist.pk]
    if first_answer := Appointment.objects.filter(booked_by=by, key=key).first():
        return first_answer
    wish = wish.with_therapist(held)
    day = ChairDay.objects.select_related("service").get(pk=event.pk)
    if not day.is_open:
        raise NotOpen(day)
    obstacles.refuse_unoffered(wish)
    refuse_slot(day, wish)
    obstacles.refuse_gone(locks.patient(wish.patient))
    return holding.hold(wish, None, chair_day=day, key=key, note=note, by=by)


def refuse_slot(day: ChairDay, wish: Wish) -> None:
    """No slot of the event's, one that is over or taken, or a therapist who may not treat or is away."""
    if wish.starts_at not in slots.starts(day):
        raise NotOnTheList(day, wish.therapist, wish.starts_at)
    if wish.ends_at <= clock.now():
        raise TimePassed
    known = Known([wish], [])
    off = [one for one in known.time_off(wish) if one.therapist_id]
    if not any(one.chair_day_id == day.pk for one in off):
        raise NotOnTheList(day, wish.therapist, wish.starts_at)
    for one in off:
        if one.chair_day_id != day.pk:
            raise Away(wish.therapist.first_name, one)
    obstacles.refuse_unqualified(wish, known.credentials(wish))
    obstacles.refuse_met(wish, known)


def free(event: ChairDay) -> list[tuple[datetime, Staff]]:
    """Its slots that are not over and not taken, in order."""
    now, length = clock.now(), timedelta(minutes=event.minutes)
    people = list(goers(event))
    taken = set(event.slots.holding().values_list("starts_at", "therapist_id"))
    return [
        (at, who)
        for at in slots.starts(event)
        for who in people
        if at + length > now and (at, who.pk) not in taken
    ]


def goers(event: ChairDay) -> QuerySet[Staff]:
    """Who goes there, in the order of their names."""
    return Staff.objects.filter(time_off__chair_day=event).order_by("display_name", "pk")


def _gone(event: ChairDay, wish: Wish) -> SlotTaken:
    """Looked up after the locks are let go."""
    after = [(at, who) for at, who in free(event) if at >= wish.starts_at]
    return SlotTaken(wish.starts_at, after[:SHOWN])
