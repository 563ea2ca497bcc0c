"""Two people whom the clinic visits at home in the afternoon, and the zones it drives to."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from clinic import clock
from demo.furnishings import AT_HOME, JOAN, MAYA, OWEN, House, minutes_of, moment
from demo.loading import save_many
from demo.people import Person
from demo.prices import price
from demo.randomness import Dice
from scheduling.mobile.destination import Destination
from scheduling.mobile.models import CalloutFee, MobileVisit, TravelZone
from scheduling.mobile.readiness import missing
from scheduling.models import Appointment

HARBOUR, OAKFIELD, FAR_SHORE = "Harbourside", "Oakfield", "Far shore"
# Minutes there and back, and the call-out fee in pounds.
ZONES = {HARBOUR: (10, 10, 8), OAKFIELD: (15, 25, 15), FAR_SHORE: (45, 45, 30)}
SINCE = 320  # days


class Role(NamedTuple):
    when: str
    therapist: str
    zone: str
    directions: str


VISITS = (
    Role("14:45", OWEN, HARBOUR, "Second bell from the top; park in the yard"),
    Role("17:00", MAYA, OAKFIELD, "Friendly dog; the gate sticks"),
)


def keep(house: House, crowd: Iterable[Person]) -> int:
    """Of older patients, those whose records say enough for a visit, with names that every font has."""
    zones = {name: TravelZone(name=name, minutes_there=there, minutes_back=back)
             for name, (there, back, _) in ZONES.items()}  # fmt: skip
    save_many(zones.values())
    since = house.day - timedelta(days=SINCE)
    fees = [CalloutFee(zone=zones[name], valid_from=since, amount=fee) for name, (*_, fee) in ZONES.items()]
    save_many(fees)
    known = (
        one for one in crowd if not (one.newcomer or missing(one.patient)) and str(one.patient).isascii()
    )
    dice = Dice(house.day, "mobile")
    for role, person in zip(VISITS, known, strict=False):
        visit(house, dice, role, person, zones[role.zone])
    return len(VISITS)


def visit(house: House, dice: Dice, role: Role, person: Person, zone: TravelZone) -> None:
    """Booked by the desk three days ago, and confirmed."""
    service, to = house.services[AT_HOME], Destination(zone, directions=role.directions)
    starts_at = moment(house.day, minutes_of(role.when))
    ends_at = starts_at + timedelta(minutes=60)
    around = service.occupied(starts_at - to.there, ends_at + to.back)
    booked_at = moment(house.day - timedelta(days=3), minutes_of("09:50"))
    held = Appointment(
        patient=person.patient,
        therapist=house.staff[role.therapist],
        service=service,
        starts_at=starts_at,
        ends_at=ends_at,
        occupies=around,
        price=price(house.day, house.day, AT_HOME, 60),
        confirmed_at=booked_at,
        booked_at=booked_at,
        booked_by=house.staff[JOAN],
        key=dice.number(),
    )
    save_many([held])
    kept = to.kept(person.patient, house.day, by=house.staff[JOAN]) | {"fee": Decimal(ZONES[role.zone][2])}
    if around.upper < clock.now():
        # A demo that is made in the evening misses nobody.
        kept |= {"here_at": starts_at, "left_at": ends_at}
    MobileVisit.objects.create(appointment=held, **kept)
