"""What the quick-book panel shows: the choices made so far, the rest as the clinic would guess it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet

from clinic import clock
from clinic.asking import Standing, blank
from clinic.models import Staff
from clinic.naming import joined
from clinic.same_names import by_first_name
from patients.models import Patient
from scheduling import asked_place, wording
from scheduling.among import Where, Whom, among
from scheduling.availability import Offer, days_from, free_times, near, preferring, soonest, spread
from scheduling.credentials.standing import why_nobody_is_booked
from scheduling.mobile.asking import Drive
from scheduling.models import Appointment, Room, Service
from scheduling.refusals import TimeRefused
from scheduling.services.pricing import PriceList
from scheduling.wish import Wish

USUAL_MINUTES = 60
OFFERS = 3
SOMEBODY_ELSE = "Choose somebody else."
NONE_FREE = (
    "Nothing is free in the two weeks from then on. Try another length, another therapist or a later day."
)


@dataclass(frozen=True)
class QuickBook:
    """therapist None: anyone. usual: whom the patient saw last. place: the time asked for.

    last: their newest visit that has begun; coming: the first of those that have not.
    preferred: whose times come first if by_preference, the one chosen or else the usual one.
    room: the one in which that place is; None for any. why: what keeps them from it, if it is not free.
    drive: for a service that comes to the patient. dead_gaps: also times that leave one were asked for.
    said: what the page tells besides.
    """

    patient: Patient | None
    services: Sequence[Service]
    service: Service | None
    minutes: int
    prices: PriceList
    therapists: Sequence[Staff]
    therapist: Staff | None
    usual: Staff | None
    by_preference: bool
    where: Where
    last: Appointment | None
    coming: Appointment | None
    day: date
    place: datetime | None
    room: Room | None
    offers: Sequence[Offer]
    later: datetime | None
    why: str = ""
    drive: Drive | None = None
    dead_gaps: bool = False
    said: str = ""

    @property
    def preferred(self) -> Staff | None:
        return self.therapist or self.usual

    @cached_property
    def _called(self) -> dict[int, str]:
        return by_first_name(self.therapists)

    def _call(self, one: Staff) -> str:
        """Who treats no more shares their name with nobody who could be meant."""
        return self._called.get(one.pk, one.first_name)

    @property
    def people(self) -> list[tuple[Staff, str]]:
        """Whom there is to choose from, and what to call them."""
        return [(one, self._call(one)) for one in self.therapists]

    @property
    def preferred_name(self) -> str:
        return self._call(self.preferred) if self.preferred else ""

    @property
    def visits_words(self) -> str:
        """Last here Tuesday 3 November, Ines. Comes tomorrow 14:00, Maya."""
        said = []
        if self.last:
            day = wording.day_name(clock.local(self.last.starts_at).date())
            said.append(f"Last here {day}, {self._call(self.last.therapist)}.")
        if self.coming:
            when = wording.moment(self.coming.starts_at)
            said.append(f"Comes {when}, {self._call(self.coming.therapist)}.")
        return " ".join(said) or "Not here before."

    @property
    def sorry(self) -> str:
        """Where a place was asked for that is not among the offers."""
        if self.place is None or any(one.starts_at == self.place for one in self.offers):
            return ""
        who = f" with {self._call(self.therapist)}" if self.therapist else ""
        taken = f"{wording.sentence_start(self.place)}{who} is not free for {self.minutes} minutes."
        return joined(self.why or taken, "These are free." if self.offers else "")

    @property
    def none_words(self) -> str:
        """What stands in place of the offers: what keeps the one chosen, if it is not on the page already."""
        chosen = self.therapist
        why = why_nobody_is_booked(chosen, self._call(chosen), self.day) if chosen else ""
        if not why:
            return NONE_FREE
        return SOMEBODY_ELSE if why in f"{self.said} {self.sorry}" else f"{why} {SOMEBODY_ELSE}"

    @property
    def lengths(self) -> list[tuple[int, str]]:
        """The service's lengths with what each costs on the day that is looked at."""
        durations = self.service.durations if self.service else []
        return [(minutes, self._cost(self.day, minutes)) for minutes in durations]

    @property
    def priced(self) -> list[tuple[Offer, str, str]]:
        """The offers, with whom, and what each costs on its own day, the drive included."""
        return [(one, self._call(one.therapist), self._costs(one.day)) for one in self.offers]

    def _costs(self, day: date) -> str:
        """£64, call-out £12."""
        drive = self.drive.fee_on(day) if self.drive else ""
        return ", ".join(filter(None, (self._cost(day, self.minutes), drive)))

    def _cost(self, day: date, minutes: int) -> str:
        amount = self.prices.on(day, minutes)
        return "" if amount is None else wording.money(amount)

    @property
    def shown(self) -> dict[str, Any]:
        """Which service, length and zone the page shows, by their names in an address."""
        zone = self.drive.zone if self.drive else None
        said = {"service": self.service, "zone": zone}
        return {"minutes": self.minutes, **{name: one.pk for name, one in said.items() if one}}

    @property
    def turning_over(self) -> int:
        return self.service.buffer_after if self.service else 0


def _house() -> Sequence[QuerySet]:
    theirs = Appointment.objects.holding().filter(patient=blank("patient", "bigint"))
    visits = theirs.select_related("service", "therapist")
    now = blank("now", "timestamptz")
    return [
        Service.objects.bookable(),
        Staff.objects.therapists().only("display_name", "legal_name", "email"),
        Room.objects.filter(active=True).select_related("location"),
        visits.filter(starts_at__lte=now).order_by("-starts_at", "-pk")[:1],
        visits.filter(starts_at__gt=now).order_by("starts_at", "pk")[:1],
    ]


HOUSE = Standing(_house)


def panel(
    asked: dict[str, Any], *, patient: Patient | None, lost: TimeRefused | None = None, said: str = ""
) -> QuickBook:
    """asked: cleaned values of ChoiceForm; whatever is missing or impossible falls back to the usual.

    lost: the time that was just refused; what is nearest to it is offered. said: what is told besides.
    """
    services, therapists, rooms, last, coming = _known(patient)
    service = _service(asked.get("service"), services, last or coming)
    minutes, who = _minutes(asked.get("minutes"), service), Whom.among(therapists, asked, last or coming)
    place, where = asked.get("at"), Where.among(rooms, asked.get("location"), asked.get("features", ()))
    day = (place and clock.local(place).date()) or asked.get("day") or clock.today()
    drive = Drive.asked(asked.get("zone"), patient, day) if service and service.mobile else None
    room = among(rooms, asked.get("room")) if place else None
    if lost and lost.wish:
        offers, later, why = *_nearest(lost, lost.wish, who, where), ""
    else:
        wanted = _wanted(service, minutes, who, day, patient, where, drive)
        free = _offers(wanted, who, place, dead_gaps=bool(asked.get("dead_gaps")))
        offers, later = _chosen(free, place, asked.get("after"))
        why = asked_place.why_not(
            wanted, place, therapist=who.therapist, room=room, rooms=rooms, offers=offers
        )
    return QuickBook(
        patient=patient, services=services, service=service, minutes=minutes, prices=PriceList.of(service),
        therapists=who.therapists, therapist=who.therapist, usual=who.usual,
        by_preference=who.first is not None, where=where, last=last, coming=coming, day=day,
        place=place, room=room, why=why, offers=offers, later=later, drive=drive,
        dead_gaps=bool(asked.get("dead_gaps")), said=lost.sentence if lost else said,
    )  # fmt: skip


def _known(
    patient: Patient | None,
) -> tuple[list[Service], list[Staff], list[Room], Appointment | None, Appointment | None]:
    """What there is for them; and their newest visit that has begun, and the one they come for next."""
    services, therapists, rooms, begun, to_come = HOUSE.ask(
        patient=patient.pk if patient else None, now=clock.now()
    )
    last, coming = next(iter(begun), None), next(iter(to_come), None)
    return _services([*services], patient, last), [*therapists], [*rooms], last, coming


def _services(services: list[Service], patient: Patient | None, last: Appointment | None) -> list[Service]:
    """A first visit comes first for somebody new, and not at all for somebody known."""
    if patient is None:
        return services
    first = [one for one in services if one.first_visit_only]
    rest = [one for one in services if not one.first_visit_only]
    return rest if last else [*first, *rest]


def _service(key: int | None, services: Sequence[Service], last: Appointment | None) -> Service | None:
    """The one chosen, else the patient's last, else the first there is."""
    keys = [key, last.service_id if last else None]
    for wanted in keys:
        for service in services:
            if service.pk == wanted:
                return service
    return next(iter(services), None)


def _minutes(wanted: int | None, service: Service | None) -> int:
    lengths = sorted(service.durations) if service else [USUAL_MINUTES]
    return next((one for one in (wanted, USUAL_MINUTES) if one in lengths), lengths[0])


def _wanted(
    service: Service | None,
    minutes: int,
    who: Whom,
    day: date,
    patient: Patient | None,
    where: Where,
    drive: Drive | None,
) -> dict[str, Any]:
    """What free_times() is asked; nothing where there is nothing to ask yet."""
    if service is None or (drive and drive.zone is None):
        return {}
    return {
        "service": service,
        "minutes": minutes,
        "therapists": who.in_order,
        "days": days_from(max(day, clock.today())),
        "location": where.location,
        "features": where.chosen,
        "patient": patient,
        "zone": drive.zone if drive else None,
    }


def _offers(wanted: dict[str, Any], who: Whom, place: datetime | None, *, dead_gaps: bool) -> Iterable[Offer]:
    """With the place that was asked for by hand, if it is free, whatever gap it leaves."""
    if not wanted:
        return []
    find = partial(preferring, who.first) if who.first else soonest
    found = find(**wanted, dead_gaps=dead_gaps or None)
    if place is None:
        return found
    every = list(found)
    if not wording.which(place) and any(one.starts_at == place for one in every):
        return every
    wall = clock.local(place)
    window = (wall.time(), wall.time().replace(second=59))
    there = free_times(**{**wanted, "days": [wall.date()], "between": window}, dead_gaps=True)
    return [*there, *every]


def _chosen(
    found: Iterable[Offer], place: datetime | None, after: datetime | None
) -> tuple[list[Offer], datetime | None]:
    """The few to show, the place asked for first; and the start after which the next few lie."""
    found = list(found) if place else found
    first = _there(found, place) if place else []
    starts = {one.starts_at for one in first}
    rest = (one for one in found if (after is None or one.starts_at > after) and one.starts_at not in starts)
    offers = spread(rest, OFFERS, first)
    last = max((one.starts_at for one in offers), default=None)
    return offers, last if last and any(one.starts_at > last for one in rest) else None


def _there(found: Iterable[Offer], place: datetime) -> list[Offer]:
    """The place that was asked for; where the clocks bring its time twice, both."""
    wall = clock.local(place).replace(tzinfo=None)
    there = [one for one in found if clock.local(one.starts_at).replace(tzinfo=None) == wall]
    return [*{one.starts_at: one for one in reversed(there)}.values()][::-1]


def _nearest(lost: TimeRefused, wish: Wish, who: Whom, where: Where) -> tuple[list[Offer], datetime | None]:
    """With the one who was chosen, or with anyone where nobody was or it is they who cannot be had."""
    therapists = who.therapists if lost.anyone or who.therapist is None else [who.therapist]
    offers = near(wish, OFFERS, therapists=therapists, location=where.location)
    return offers, offers[-1].starts_at if offers else None
