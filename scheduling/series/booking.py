"""Booking a whole series in one go: what is free is booked, and no bad date loses the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID, uuid5

from clinic import audit
from clinic.models import Staff
from clinic.transactions import verb
from patients.models import Patient
from scheduling import holding, locks, obstacles
from scheduling.mobile import readiness
from scheduling.mobile.destination import Destination
from scheduling.models import Appointment, Room, Series, Service, SettledDate
from scheduling.refusals import BookingRefused, NothingBooked, RoomTaken
from scheduling.series.pattern import Pattern
from scheduling.wish import Wish

How = SettledDate.How


@dataclass(frozen=True)
class Pick:
    """What is to become of one date. starts_at None: nothing; why: what stood in the way of it as wished.

    room: None for any that will do.
    """

    day: date
    therapist: Staff
    starts_at: datetime | None
    why: str = ""
    how: str = ""
    room: Room | None = None


@verb
def book_series(
    *,
    patient: Patient,
    service: Service,
    minutes: int,
    pattern: Pattern,
    picks: Sequence[Pick],
    beside: Appointment | None = None,
    to: Destination | None = None,
    key: UUID,
    by: Staff,
) -> Series:
    """Book each pick that is still free, in another room if need be; the others are kept with the reason.

    beside: repeated, it joins the series. The same key is the same form. May raise NothingBooked.
    """
    held = locks.therapists(*(one.therapist for one in picks if one.starts_at))
    if first_answer := Series.objects.filter(booked_by=by, key=key).first():
        return first_answer
    wish = partial(Wish.new, patient, service=service, minutes=minutes, to=to)
    wishes = _wishes(picks, held, wish)
    rooms = _rooms(list(wishes.values()))
    series = Series.objects.create(rule=pattern.rule, first_on=pattern.first, booked_by=by, key=key)
    audit.record("booked", series, by=by)
    refused = [_settle(series, pick, wishes.get(pick.day), rooms, by) for pick in picks]
    if sum(map(bool, refused)) == len(wishes):
        raise NothingBooked([*filter(None, refused)])
    if beside and beside.series_id is None:
        _join(series, beside, by)
    return series


def _wishes(picks: Sequence[Pick], held: Mapping[int, Staff], wish: Callable[..., Wish]) -> dict[date, Wish]:
    """Of the dates that are to be booked."""
    asked = [(one, one.starts_at) for one in picks if one.starts_at]
    return {one.day: wish(held[one.therapist.pk], starts_at=at, room=one.room) for one, at in asked}


def _rooms(wishes: Sequence[Wish]) -> list[Room]:
    """All that would do, held like the patient; raises what stands in the way of every visit alike."""
    if not wishes:
        raise NothingBooked([])
    for wish in wishes:
        obstacles.refuse_unoffered(wish)
        readiness.refuse_nowhere(wish)
    rooms = locks.rooms_for(wishes[0])
    patient = locks.patient(wishes[0].patient)
    obstacles.refuse_gone(patient)
    if wishes[0].away:
        readiness.refuse_anonymous(patient)
    return rooms


def _join(series: Series, visit: Appointment, by: Staff) -> None:
    row = locks.appointment(visit)
    row.series = series
    row.save(update_fields=["series"])
    audit.record("joined", row, by=by)


def _settle(series: Series, pick: Pick, wish: Wish | None, rooms: Sequence[Room], by: Staff) -> str:
    """Book it, or keep why not; answers what was refused."""
    if wish is None:
        _keep(series, pick.day, pick.why, How.SKIPPED, by)
        return ""
    try:
        obstacles.refuse_past_or_crooked(wish)
        room = obstacles.this_room_or_another(wish, rooms)
    except BookingRefused as refusal:
        _keep(series, pick.day, str(refusal), How.REFUSED, by)
        return str(refusal)
    holding.hold(wish, room, key=uuid5(series.key, f"{pick.day}"), series=series, by=by)
    if pick.how:
        _keep(series, pick.day, pick.why, pick.how, by)
    elif wish.room and room != wish.room:
        lost = RoomTaken(str(wish.room), wish.starts_at, wish.ends_at)
        _keep(series, pick.day, lost.sentence, How.OTHER_ROOM, by)
    return ""


def _keep(series: Series, day: date, why: str, how: str, by: Staff) -> None:
    row = SettledDate.objects.create(series=series, day=day, why=why[:300], how=how)
    audit.record("settled a date", row, by=by)
