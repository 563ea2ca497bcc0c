"""Planning a chair-massage event: the place, the day and who goes; closing its list; calling it off."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from clinic import audit, clock, credentials
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Credential, Staff
from clinic.transactions import verb
from scheduling import attendance, locks, obstacles
from scheduling.calls import calling
from scheduling.events import slots
from scheduling.events.filling import goers
from scheduling.events.refusals import EventRefused, NotOpen
from scheduling.models import Appointment, Call, ChairDay, Service, TimeOff
from scheduling.refusals import Away, InTheWay, Lapsed, Untrained
from scheduling.standing import named, to_come
from scheduling.versions import require_same

WHY = "The chair massage at {} was called off"
LONGEST_WAY = 240  # minutes


@dataclass(frozen=True)
class Said:
    """An event as the desk describes it; see ChairDay."""

    place: str
    on: date
    starts: time
    ends: time
    service: Service
    minutes: int
    gap: int
    address: str = ""
    contact: str = ""
    lunch_from: time | None = None
    lunch_until: time | None = None
    travel_before: int = 0
    travel_after: int = 0
    note: str = ""


@dataclass
class CalledOff:
    """Whose slots are gone, and whom the desk has to ring because of it."""

    gone: list[Appointment] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


@verb
def plan(*, said: Said, therapists: Sequence[Staff], key: UUID, by: Staff) -> ChairDay:
    """The event, for which its therapists are held from their way there until they are back.

    The same key from the same person is the same form sent again. Raises BookingRefused where somebody may
    not or cannot go; InTheWay names the visits that stand in that time.
    """
    held = locks.therapists(*therapists)
    if there := ChairDay.objects.filter(planned_by=by, key=key).first():
        return there
    day = ChairDay(**vars(said), planned_by=by, key=key)
    _refuse_crooked(day)
    if not held:
        raise EventRefused("Say who goes.")
    _refuse_unable(day, list(held.values()))
    day.save()
    for therapist in held.values():
        _hold(day, therapist, by)
    audit.record("event planned", day, by=by, ids=sorted(held))
    return day


@verb
def add_therapist(*, event: ChairDay, therapist: Staff, by: Staff) -> ChairDay:
    """Somebody more goes, who is free all that time; their slots are free. Twice is once."""
    day = _open(event, therapist)
    if day.holds.filter(therapist=therapist).exists():
        return day
    therapist.refresh_from_db()
    _refuse_unable(day, [therapist])
    _hold(day, therapist, by)
    return _keep(day, "therapist added to event", by, ids=[therapist.pk])


@verb
def remove_therapist(*, event: ChairDay, therapist: Staff, by: Staff) -> ChairDay:
    """They do not go, and can be booked again; InTheWay names the slots with them that are taken."""
    day = _open(event)
    hold = day.holds.filter(therapist=therapist).first()
    if hold is None:
        return day
    if day.holds.count() == 1:
        raise EventRefused(f"Nobody else goes to {day}. Add somebody first, or call it off.")
    if hit := named(to_come(day.slots.filter(therapist=therapist))):
        raise InTheWay(f"taking {therapist.first_name} off the list", hit)
    audit.record("time off given back", hold, by=by)
    hold.delete()
    return _keep(day, "therapist taken off event", by, ids=[therapist.pk])


@verb
def close(*, event: ChairDay, version: int | None = None, by: Staff) -> ChairDay:
    """Its list takes no more names; what is booked stands."""
    day = _held(event)
    if day.is_cancelled:
        raise NotOpen(day)
    require_same(day, version)
    day.status = ChairDay.Status.CLOSED
    return _keep(day, "event closed", by)


@verb
def open_again(*, event: ChairDay, by: Staff) -> ChairDay:
    day = _held(event)
    if day.is_cancelled:
        raise NotOpen(day)
    day.status = ChairDay.Status.OPEN
    return _keep(day, "event opened again", by)


@verb
def cancel(*, event: ChairDay, reason: str, version: int | None = None, by: Staff) -> CalledOff:
    """Call it off: its slots to come are cancelled, and each put on the list of whom to ring.

    Its therapists are free again. What has begun stays as it was. reason: words for the desk.
    """
    day = _held(event)
    require_same(day, version)
    if day.is_cancelled:
        raise NotOpen(day)
    if day.is_over:
        raise EventRefused(f"The event at {day} is over; it stays as it was.")
    done, why = CalledOff(), WHY.format(day.place)[:120]
    for slot in to_come(day.slots.filter(starts_at__gt=clock.now()).order_by("starts_at", "pk")):
        done.gone.append(attendance.cancel(appointment=slot, reason=why, by=by))
        done.calls.append(calling.add(appointment=done.gone[-1], why=why, by=by))
    for hold in day.holds.order_by("pk"):
        _give_back(hold, by)
    day.status, day.cancel_reason = ChairDay.Status.CANCELLED, reason
    _keep(day, "event called off", by)
    return done


def _refuse_crooked(day: ChairDay) -> None:
    """What cannot be a day of slots; its times are looked at by the clinic's clock."""
    try:
        begins = slots.starts(day)
    except SkippedTime as refusal:
        raise EventRefused(str(refusal)) from refusal
    except RepeatedTime as twice:
        raise EventRefused(
            f"The clocks go back on {day.on:%-d %B %Y}. Let all slots lie before the hour that comes twice,"
            " or after it."
        ) from twice
    if day.ends <= day.starts:
        raise EventRefused("The event must end after it begins.")
    _refuse_crooked_lunch(day)
    if not begins:
        raise EventRefused(f"Not one slot of {day.minutes} minutes fits into that time.")
    if day.is_over:
        raise EventRefused("That time has passed.")
    if not (day.service.active and day.minutes in day.service.durations):
        raise EventRefused(f"{day.service} is not offered for {day.minutes} minutes. Add the length first.")


def _refuse_crooked_lunch(day: ChairDay) -> None:
    if (day.lunch_from is None) != (day.lunch_until is None):
        raise EventRefused("Say when lunch begins and when it ends, or leave both empty.")
    if day.lunch_from is None or day.lunch_until is None:
        return
    if not day.starts <= day.lunch_from < day.lunch_until <= day.ends:
        raise EventRefused("Lunch must lie within the event.")


def _refuse_unable(day: ChairDay, therapists: Sequence[Staff]) -> None:
    """Somebody who takes no appointments, whose papers have ended, who is away, or who has visits then."""
    span = slots.held(day)
    for therapist in therapists:
        obstacles.refuse_absent(therapist)
        papers = list(Credential.objects.standing().filter(staff=therapist))
        if ended := credentials.lapsed(papers, day.on):
            raise Lapsed(therapist.first_name, ended)
        modality = day.service.modality
        if modality and not credentials.trained(papers, modality, day.on):
            raise Untrained(therapist.first_name, day.service, day.starts_at)
        if off := TimeOff.objects.between(span.lower, span.upper).filter(therapist=therapist).first():
            raise Away(therapist.first_name, off)
    standing = to_come(Appointment.objects.filter(therapist__in=therapists, occupies__overlap=span))
    if hit := named(standing):
        raise InTheWay(f"the event at {day}", hit)


def _hold(day: ChairDay, therapist: Staff, by: Staff) -> None:
    span = slots.held(day)
    off = TimeOff.objects.create(
        therapist=therapist,
        starts_at=span.lower,
        ends_at=span.upper,
        reason=f"Chair massage: {day}"[:80],
        chair_day=day,
    )
    audit.record("time off taken", off, by=by)


def _give_back(hold: TimeOff, by: Staff) -> None:
    """All of it, or what is left of it where the event has begun."""
    now = clock.now()
    audit.record("time off given back", hold, by=by)
    if hold.starts_at >= now:
        hold.delete()
    elif hold.ends_at > now:
        hold.ends_at = now
        hold.save()


def _open(event: ChairDay, *more: Staff) -> ChairDay:
    """Held, and still to change: neither called off nor over."""
    day = _held(event, *more)
    if day.is_cancelled:
        raise NotOpen(day)
    if day.is_over:
        raise EventRefused(f"The event at {day} is over; it stays as it was.")
    return day


def _held(event: ChairDay, *more: Staff) -> ChairDay:
    """The row as it is now, after the queue in which whoever books its slots waits."""
    locks.therapists(*goers(event), *more)
    return ChairDay.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)


def _keep(day: ChairDay, action: str, by: Staff, *, ids: Sequence[int] = ()) -> ChairDay:
    day.version += 1
    day.save()
    audit.record(action, day, by=by, ids=ids)
    return day
