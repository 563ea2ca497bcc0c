"""When a service can be had: one question to the database, whatever is asked and however long the history.

A dead gap is what a visit leaves of its therapist's free stretch, before it or after it, if that is something
but too little for the shortest visit that the clinic offers, mobile ones aside. Before it: the shortest
begins where this one could at the earliest, and with the minutes kept after it and before this one it is not
over in time. After it, seen from the other end: the shortest ends where this one could at the latest, and
with the minutes kept before it and after this one it would have to begin too soon. Of each stretch those
starts are offered that leave the fewest, among those that were asked for and have a room: such as leave none
if there are any, and always some.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, islice
from math import gcd
from operator import attrgetter
from typing import Any, NamedTuple

from clinic import clock
from clinic.models import Clinic, Staff
from clinic.numbered import Numbered
from patients.models import Patient
from scheduling import wording
from scheduling.appointment_models import AT_THE_PATIENTS
from scheduling.free_times_sql import FREE_TIMES, FREE_TIMES_AWAY
from scheduling.mobile.models import TravelZone
from scheduling.models import Appointment, Location, Room, Service
from scheduling.wish import Wish, room_needs

DAYS_AHEAD = 14
SOON_DAYS = 3
FEW, MOST = 60, 500
AROUND = timedelta(hours=3)  # how far from the wanted time another of its day is nearer than the next day's
# How long somebody would wait for the therapist who knows them: most plans are a visit a week, so whoever
# waits longer misses one, and is better seen by a colleague.
PATIENCE_DAYS = 7
# Time zones differ from UTC by whole quarters of an hour, so steps of this length meet every wall-clock grid.
ZONE_MINUTES = 15


class Offer(NamedTuple):
    """A time that was free when it was looked up, with the room that a booking would get; None: no room.

    leaves_a_gap: before it or after it nobody else could be booked, although there are minutes left.
    """

    starts_at: datetime
    ends_at: datetime
    therapist: Staff
    room: Room | None
    leaves_a_gap: bool

    @property
    def day(self) -> date:
        return clock.local(self.starts_at).date()

    @property
    def which(self) -> str:
        """Of a wall time that comes twice, the one it is; empty for any other."""
        return wording.which(self.starts_at)

    @property
    def place(self) -> str:
        return str(self.room or AT_THE_PATIENTS)

    @property
    def day_words(self) -> str:
        return wording.day_title(self.day)

    @property
    def briefly(self) -> str:
        return f"{wording.briefly(self.starts_at)}{self.which}"


def free_times(
    *,
    service: Service,
    minutes: int,
    therapists: Sequence[Staff],
    days: Sequence[date],
    between: tuple[time, time] | None = None,
    location: Location | None = None,
    features: Iterable[str] = (),
    patient: Patient | None = None,
    moving: Appointment | None = None,
    zone: TravelZone | None = None,
    dead_gaps: bool | None = None,
    limit: int = MOST,
) -> list[Offer]:
    """Every start on the clinic's grid that booking would accept, soonest first, then as the therapists come.

    between: wall times that the start lies in, the second left out. features: what the room must have besides
    the service's needs. patient: whose own visits and step-free need count. moving: its own time is free.
    zone: where a mobile service takes place; the drive has to fit as well, and no room is needed.
    dead_gaps: also starts that leave one where another would not; None: as the clinic has it.
    """
    if not therapists or not days:
        return []
    where = {"needs": room_needs(service, patient, features), "location": location and location.pk}
    whose = {"therapists": [one.pk for one in therapists], "limit": limit}
    visit = _visit(service, minutes, patient, moving, zone)
    said = {**visit, **_span(days), **_clockwork(between, dead_gaps), **where, **whose}
    away = zone is not None or (moving is not None and moving.is_away)
    return _found(FREE_TIMES_AWAY if away else FREE_TIMES, said, {one.pk: one for one in therapists})


def soonest(*, days: Sequence[date], limit: int = MOST, **asked: Any) -> Iterator[Offer]:
    """free_times() of the same questions; only for those who read on are more and later ones looked up."""
    parts = (days[:SOON_DAYS], days[SOON_DAYS:])
    return islice((one for part in parts for one in _few_first(days=part, limit=limit, **asked)), limit)


def _few_first(*, limit: int, **asked: Any) -> Iterator[Offer]:
    few = free_times(limit=min(FEW, limit), **asked)
    yield from few
    if len(few) == FEW:
        known = {_key(one) for one in few}
        yield from (one for one in free_times(limit=limit, **asked) if _key(one) not in known)


def preferring(preferred: Staff, **asked: Any) -> Iterator[Offer]:
    """soonest() of the same questions, but what this therapist has within the patience of people first.

    After that, and where there is nothing, everybody's as they come.
    """
    until = min(asked["days"]) + timedelta(days=PATIENCE_DAYS)
    soon = [day for day in asked["days"] if day < until]
    theirs = free_times(**{**asked, "therapists": [preferred], "days": soon})
    known = {_key(one) for one in theirs}
    yield from theirs
    yield from (one for one in soonest(**asked) if _key(one) not in known)


def _key(one: Offer) -> tuple[datetime, int]:
    return one.starts_at, one.therapist.pk


def _found(search: Numbered, said: dict[str, Any], people: Mapping[int, Staff]) -> list[Offer]:
    rooms: dict[int | None, Room | None] = {None: None}
    offers = []
    for seconds, who, leaves_a_gap, key, *named in search.ask(said):
        if key not in rooms:
            rooms[key] = Room(*(key, *named))
        start = datetime.fromtimestamp(seconds, UTC)
        offers.append(Offer(start, start + said["length"], people[who], rooms[key], leaves_a_gap))
    return offers


def near(
    wish: Wish, count: int = 3, *, therapists: Sequence[Staff] = (), location: Location | None = None
) -> list[Offer]:
    """Alternatives for a time that was refused, with any of these, else its own therapist; in order.

    Of its own day those nearest to it, and where they are too few, the soonest from that day on; never the
    place that a visit to be moved has already.
    """
    asked: dict[str, Any] = {
        "service": wish.service,
        "minutes": wish.minutes,
        "therapists": therapists or [wish.therapist],
        "location": location,
        "features": wish.features,
        "patient": wish.patient,
        "moving": wish.moving,
        "zone": wish.to.zone if wish.to else None,
    }
    has = _place_of(wish.moving)
    chosen = spread((one for one in _beside(wish, asked) if _key(one) != has), count)
    if len(chosen) < count:
        days = days_from(max(clock.local(wish.starts_at).date(), clock.today()))
        later = (one for one in soonest(days=days, limit=200, **asked) if _key(one) != has)
        chosen = spread(chain(chosen, later), count)
    return sorted(chosen, key=attrgetter("starts_at"))


def _place_of(moving: Appointment | None) -> tuple[datetime, int] | None:
    """When and with whom it stands, read anew: a wish to take something back shows it as it was."""
    if moving is None:
        return None
    return Appointment.objects.filter(pk=moving.pk).values_list("starts_at", "therapist_id").first()


def _beside(wish: Wish, asked: dict[str, Any]) -> list[Offer]:
    """Some hours before and after it, the nearest first."""
    wall = clock.local(wish.starts_at)
    since, until = wall - AROUND, wall + AROUND
    between = (since.time(), until.time()) if since.date() == until.date() else None
    found = free_times(days=[wall.date()], between=between, **asked)
    return sorted(found, key=lambda one: abs(one.starts_at - wish.starts_at))


def days_from(first: date, count: int = DAYS_AHEAD) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def spread(offers: Iterable[Offer], count: int, asked: Iterable[Offer] = ()) -> list[Offer]:
    """The soonest few that differ: no two at one time, none that overlaps another of the same therapist.

    Of a free stretch its beginning is offered first. asked: those that come before all, however they differ.
    """
    chosen = [*asked]
    for offer in offers:
        if not any(_alike(offer, other) for other in chosen):
            chosen.append(offer)
        if len(chosen) == count:
            break
    return chosen


def _alike(one: Offer, other: Offer) -> bool:
    if one.starts_at == other.starts_at:
        return True
    return (
        one.therapist == other.therapist and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    )


def _visit(
    service: Service,
    minutes: int,
    patient: Patient | None,
    moving: Appointment | None,
    zone: TravelZone | None,
) -> dict[str, Any]:
    """before, after: its buffers and the drive; zone also for one that stands and is to go there instead."""
    wish = Wish.again(moving) if moving and zone is None else None
    there, back = (zone.minutes_there, zone.minutes_back) if zone else (0, 0)
    return {
        "length": timedelta(minutes=minutes),
        "before": wish.before if wish else timedelta(minutes=service.buffer_before + there),
        "after": wish.after if wish else timedelta(minutes=service.buffer_after + back),
        "modality": service.modality,
        "patient": patient.pk if patient else None,
        "moving": moving.pk if moving else None,
    }


def _span(days: Sequence[date]) -> dict[str, Any]:
    since, until = clock.clinic_day(min(days))[0], clock.clinic_day(max(days))[1]
    return {"days": sorted(set(days)), "since": since, "until": until}


def _clockwork(between: tuple[time, time] | None, dead_gaps: bool | None) -> dict[str, Any]:
    """any_minute, any_time: there is nothing to look at on the wall clock, which costs most of all."""
    clinic = Clinic.current()
    grid = clinic.grid_minutes
    earliest, latest = between or (time.min, time.max)
    return {
        "grid": grid,
        "step": timedelta(minutes=gcd(grid, ZONE_MINUTES)),
        "any_minute": ZONE_MINUTES % grid == 0,
        "any_time": between is None,
        "earliest": earliest,
        "latest": latest,
        "zone": clock.zone().key,
        "now": clock.now(),
        "dead_gaps": clinic.dead_gaps if dead_gaps is None else dead_gaps,
    }
