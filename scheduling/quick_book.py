"""What the quick-book panel shows: the choices made so far, the rest as the clinic would guess it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Self

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from scheduling import wording
from scheduling.availability import Offer, days_from, free_times, preferring, spread
from scheduling.mobile.asking import Drive
from scheduling.models import Appointment, Location, Room, Service, Status
from scheduling.services.pricing import PriceList

USUAL_MINUTES = 60
OFFERS = 3
PREFERRED = "preferred"


@dataclass(frozen=True)
class Where:
    """The places and the room features there are to choose from, and those chosen; location None: any."""

    locations: Sequence[Location]
    location: Location | None
    features: Sequence[str]
    chosen: Sequence[str]

    @classmethod
    def asked(cls, key: int | None, features: Sequence[str]) -> "Where":
        """Of the rooms in use; what none of them has is left out."""
        rooms = list(Room.objects.filter(active=True).select_related("location"))
        locations = sorted({one.location for one in rooms if one.location.active}, key=str)
        known = sorted({feature for one in rooms for feature in one.features})
        location = next((one for one in locations if one.pk == key), None)
        return cls(locations, location, known, [one for one in known if one in features])


@dataclass(frozen=True)
class Whom:
    """therapist None: anyone. usual: whom the patient saw last. first: whose times come before others'."""

    therapists: Sequence[Staff]
    therapist: Staff | None
    usual: Staff | None
    first: Staff | None

    @classmethod
    def asked(cls, asked: dict[str, Any], last: Appointment | None) -> Self:
        therapists = list(Staff.objects.therapists())
        therapist = _among(therapists, asked.get("therapist"))
        usual = _among(therapists, last.therapist_id if last else None)
        first = (therapist or usual) if asked.get("order") == PREFERRED else None
        return cls(therapists, therapist, usual, first)

    @property
    def in_order(self) -> list[Staff]:
        """Those to look at, the patient's usual one first."""
        if self.therapist and not self.first:
            return [self.therapist]
        return sorted(self.therapists, key=lambda one: one != self.usual)


@dataclass(frozen=True)
class QuickBook:
    """therapist None: anyone. usual: whom the patient saw last. place: the time asked for.

    preferred: whose times come first if by_preference, the one chosen or else the usual one.
    room: the one in which that place is; None for any. drive: for a service that comes to the patient.
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
    day: date
    place: datetime | None
    room: Room | None
    offers: Sequence[Offer]
    later: datetime | None
    drive: Drive | None = None

    @property
    def preferred(self) -> Staff | None:
        return self.therapist or self.usual

    @property
    def last_words(self) -> str:
        """Last here 3 November, Ines; or Next 3 December, Ines."""
        if self.last is None:
            return "Not here before"
        day = wording.day_name(clock.local(self.last.starts_at).date())
        comes = self.last.starts_at > clock.now()
        return f"{'Comes' if comes else 'Last here'} {day}, {self.last.therapist.first_name}"

    @property
    def sorry(self) -> str:
        """Where a place was asked for that is not among the offers."""
        if self.place is None or any(one.starts_at == self.place for one in self.offers):
            return ""
        who = f" with {self.therapist.first_name}" if self.therapist else ""
        return f"{wording.sentence_start(self.place)}{who} is not free for {self.minutes} minutes. These are."

    @property
    def lengths(self) -> list[tuple[int, str]]:
        """The service's lengths with what each costs on the day that is looked at."""
        durations = self.service.durations if self.service else []
        return [(minutes, self._cost(self.day, minutes)) for minutes in durations]

    @property
    def priced(self) -> list[tuple[Offer, str]]:
        """The offers with what each costs on its own day."""
        return [(one, self._cost(one.day, self.minutes)) for one in self.offers]

    def _cost(self, day: date, minutes: int) -> str:
        amount = self.prices.on(day, minutes)
        return "" if amount is None else wording.money(amount)

    @property
    def turning_over(self) -> int:
        return self.service.buffer_after if self.service else 0


def _among(therapists: Sequence[Staff], key: int | None) -> Staff | None:
    return next((one for one in therapists if one.pk == key), None)


def panel(asked: dict[str, Any], *, patient: Patient | None) -> QuickBook:
    """asked: cleaned values of ChoiceForm; whatever is missing or impossible falls back to the usual."""
    last = _last_visit(patient)
    services, service = _offered(asked.get("service"), patient, last)
    minutes, who = _minutes(asked.get("minutes"), service), Whom.asked(asked, last)
    place = asked.get("at")
    day = (place and clock.local(place).date()) or asked.get("day") or clock.today()
    where = Where.asked(asked.get("location"), asked.get("features", ()))
    drive = Drive.asked(asked.get("zone"), patient, day) if service and service.mobile else None
    found = _offers(service, minutes, who, day, patient, where, drive)
    offers, later = _chosen(found, place, asked.get("after"))
    return QuickBook(
        patient=patient,
        services=services,
        service=service,
        minutes=minutes,
        prices=PriceList.of(service),
        therapists=who.therapists,
        therapist=who.therapist,
        usual=who.usual,
        by_preference=who.first is not None,
        where=where,
        last=last,
        day=day,
        place=place,
        room=_room(asked.get("room")) if place else None,
        offers=offers,
        later=later,
        drive=drive,
    )


def _last_visit(patient: Patient | None) -> Appointment | None:
    """The newest that has begun; for somebody who has not been here yet, the one they come for next."""
    if patient is None:
        return None
    visits = patient.appointments.exclude(status__in=(Status.CANCELLED, Status.ENTERED_IN_ERROR))
    visits = visits.select_related("service", "therapist").order_by("starts_at", "pk")
    return visits.filter(starts_at__lte=clock.now()).last() or visits.first()


def _offered(
    key: int | None, patient: Patient | None, last: Appointment | None
) -> tuple[list[Service], Service | None]:
    """What there is for this person, and which of it is chosen."""
    services = _services(patient, last)
    return services, _service(key, services, last)


def _services(patient: Patient | None, last: Appointment | None) -> list[Service]:
    """A first visit comes first for somebody new, and not at all for somebody known."""
    services = list(Service.objects.bookable())
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


def _room(key: int | None) -> Room | None:
    return Room.objects.filter(active=True, pk=key).first() if key else None


def _offers(
    service: Service | None,
    minutes: int,
    who: Whom,
    day: date,
    patient: Patient | None,
    where: Where,
    drive: Drive | None,
) -> list[Offer]:
    if service is None or (drive and drive.zone is None):
        return []
    find = partial(preferring, who.first) if who.first else free_times
    first = max(day, clock.today())
    return find(
        service=service,
        minutes=minutes,
        therapists=who.in_order,
        days=days_from(first),
        location=where.location,
        features=where.chosen,
        patient=patient,
        zone=drive.zone if drive else None,
    )


def _chosen(
    found: Sequence[Offer], place: datetime | None, after: datetime | None
) -> tuple[list[Offer], datetime | None]:
    """The few to show, the place asked for first; and the start after which the next few lie."""
    first = [one for one in found if one.starts_at == place][:1]
    rest = [one for one in found if (after is None or one.starts_at > after) and one.starts_at != place]
    offers = spread([*first, *rest], OFFERS)
    last = max((one.starts_at for one in offers), default=None)
    return offers, last if last and any(one.starts_at > last for one in rest) else None
