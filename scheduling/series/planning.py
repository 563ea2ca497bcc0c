"""What stands at each date of a pattern, before anything is booked: free, or why not and what would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from clinic import clock
from clinic.clock import RepeatedTime, SkippedTime
from clinic.models import Clinic, Staff
from patients.models import Patient
from scheduling import obstacles
from scheduling.availability import Offer, free_times
from scheduling.known import Known
from scheduling.mobile.destination import Destination
from scheduling.models import Room, Service
from scheduling.refusals import RoomTaken
from scheduling.wish import Wish, room_needs

AROUND = timedelta(hours=3)  # how far from the wanted time another is still worth a look
TIMES, PEOPLE, ROOMS = 3, 2, 4  # how many others are offered for a date
FREE_AGAIN = "This time has just become free again. Look once more."
ALL = 20_000


@dataclass(frozen=True)
class Asked:
    """The visit that repeats; at: its wall time. to: where it is, at the patient's.

    room: the one it is in and is to stay in; None for any that will do.
    """

    patient: Patient
    therapist: Staff
    service: Service
    minutes: int
    at: time
    to: Destination | None = None
    room: Room | None = None

    def on(self, day: date) -> datetime | None:
        """Nothing where the clocks leave no such time, or two."""
        try:
            return clock.instant(day, self.at)
        except (SkippedTime, RepeatedTime):
            return None


@dataclass(frozen=True)
class Line:
    """One date. planned: the place as wished, where it is free; others: what would do instead.

    rooms: where else the planned place could be, at the same time with the same therapist.
    """

    day: date
    planned: Offer | None
    trouble: str
    others: Sequence[Offer]
    rooms: Sequence[Offer] = ()

    @property
    def offers(self) -> list[Offer]:
        """All that may be chosen, what is planned first."""
        return [self.planned, *self.rooms] if self.planned else [*self.others]


def look(asked: Asked, dates: Sequence[date], therapists: Sequence[Staff]) -> list[Line]:
    """A line for each date; therapists: who else could treat, in the order of their names."""
    people = [asked.therapist, *(one for one in therapists if one != asked.therapist)]
    by_day = _free(asked, dates, people, _around(asked.at))
    # Where the hours around it have nothing, the rest of the day may.
    by_day |= _free(asked, [day for day in dates if day not in by_day], people, None)
    rooms = [] if asked.to else _rooms(asked)
    known = Known([_wish(asked, at) for at in map(asked.on, dates) if at], rooms)
    return [_line(asked, day, by_day.get(day, []), rooms, known) for day in dates]


def _free(
    asked: Asked, days: Sequence[date], people: Sequence[Staff], between: tuple[time, time] | None
) -> dict[date, list[Offer]]:
    found = free_times(
        service=asked.service,
        minutes=asked.minutes,
        therapists=people,
        days=days,
        between=between,
        patient=asked.patient,
        zone=asked.to.zone if asked.to else None,
        dead_gaps=True,
        limit=ALL,
    )
    by_day: dict[date, list[Offer]] = {}
    for offer in found:
        by_day.setdefault(offer.day, []).append(offer)
    return by_day


def _rooms(asked: Asked) -> list[Room]:
    """Held by nobody: what is planned is only looked at."""
    return [*Room.objects.filter(active=True, features__contains=room_needs(asked.service, asked.patient))]


def _line(asked: Asked, day: date, free: Sequence[Offer], rooms: Sequence[Room], known: Known) -> Line:
    try:
        starts_at = clock.instant(day, asked.at)
    except SkippedTime as refusal:
        return Line(day, None, str(refusal), _others(asked, free))
    except RepeatedTime as twice:
        return Line(day, None, str(twice), _others(asked, free, twice.earlier, twice.later))
    for offer in free:
        if (offer.starts_at, offer.therapist) == (starts_at, asked.therapist):
            return _placed(asked, offer, _in_each_room(asked, offer, rooms, known), free)
    trouble = obstacles.why_not(_wish(asked, starts_at), rooms, known) or FREE_AGAIN
    return Line(day, None, trouble, _others(asked, free, starts_at))


def _placed(asked: Asked, offer: Offer, places: Sequence[Offer], free: Sequence[Offer]) -> Line:
    """The time is free; so is the room that is wished for, or it is told and the other rooms come first."""
    if asked.room is None or not places:
        return Line(offer.day, offer, "", [], places)
    own = next((one for one in places if one.room == asked.room), None)
    rest = [one for one in places if one != own][:ROOMS]
    if own:
        return Line(offer.day, own, "", [], rest)
    trouble = RoomTaken(str(asked.room), offer.starts_at, offer.ends_at).sentence
    times = [one for one in _others(asked, free, offer.starts_at) if one.starts_at != offer.starts_at]
    return Line(offer.day, None, trouble, [*rest, *times])


def _in_each_room(asked: Asked, offer: Offer, rooms: Sequence[Room], known: Known) -> list[Offer]:
    """The same place in every room where it could be, the one that booking would take first."""
    if offer.room is None:
        return []
    wish = _wish(asked, offer.starts_at)
    met = {one.room_id for one in known.taken if _overlap(wish.occupies, one.occupies)}
    full = met | {one.room_id for one in known.time_off(wish)}
    here = [one for one in rooms if one.location_id == offer.room.location_id and one.pk not in full]
    return [offer._replace(room=one) for one in sorted(here, key=lambda one: (one != offer.room, one.name))]


def _wish(asked: Asked, starts_at: datetime) -> Wish:
    return Wish.new(asked.patient, asked.therapist, asked.service, asked.minutes, starts_at, to=asked.to)


def _others(asked: Asked, free: Sequence[Offer], *wanted: datetime) -> list[Offer]:
    """The nearest times of the same therapist, none overlapping another, then the nearest of others.

    Those that leave a dead gap come where they were asked for themselves, where nothing else is free, or
    where the clinic allows it.

    wanted: both instants of a wall time that comes twice; none of one that does not come.
    """
    own = _usable([one for one in free if one.therapist == asked.therapist], wanted)
    times: list[Offer] = []
    for one in own:
        if len(times) < TIMES and not any(_meet(one, other) for other in times):
            times.append(one)
    others = _usable([one for one in free if one.therapist != asked.therapist], wanted)
    people = {one.therapist: one for one in reversed(others)}  # of each the nearest
    nearest = [one for one in others if people[one.therapist] is one][:PEOPLE]
    return [*sorted(times, key=lambda one: one.starts_at), *nearest]


def _usable(offers: list[Offer], wanted: Sequence[datetime]) -> list[Offer]:
    """The nearest first; those that leave a gap only without others, or where that time was asked for."""
    if not Clinic.current().dead_gaps:
        offers = [one for one in offers if not one.leaves_a_gap or one.starts_at in wanted] or offers
    if not wanted:
        return offers
    return sorted(offers, key=lambda one: (min(abs(one.starts_at - at) for at in wanted), one.starts_at))


def _overlap(mine: Any, taken: Any) -> bool:
    return bool(mine.lower < taken.upper and taken.lower < mine.upper)


def _meet(one: Offer, other: Offer) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _around(at: time) -> tuple[time, time] | None:
    """Some hours before and after; nothing where that would pass midnight."""
    middle = datetime.combine(date.min + timedelta(days=1), at)
    since, until = middle - AROUND, middle + AROUND
    return (since.time(), until.time()) if since.date() == until.date() else None
