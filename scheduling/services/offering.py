"""What the clinic offers and what it costs: added, changed, taken off the list and put back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic import audit, changing, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from scheduling.models import Price, Service
from scheduling.places import STEP

LENGTHS = (10, 15, 20, 30, 45, 60, 75, 90, 120)  # minutes that are often offered
LONGEST = 480


@dataclass(frozen=True)
class Said:
    """A service as an admin describes it; see Service."""

    name: str
    category: str
    durations: list[int]
    buffer_before: int
    buffer_after: int
    needs: list[str]
    modality: str
    first_visit_only: bool
    mobile: bool
    order: int


class ServiceRefused(Refused):
    """Why a service or a price is not kept as it was written."""


@verb
def add(*, said: Said, by: Staff) -> Service:
    """From now on it can be booked, without a price until one is set."""
    _refuse_crooked(said, None)
    row = Service.objects.create(**vars(said))
    audit.record("service added", row, by=by)
    return row


@verb
def change(*, service: Service, said: Said, by: Staff) -> Service:
    """For what is booked from now on; visits that stand keep their length, their buffers and their price."""
    row = _held(service)
    _refuse_crooked(said, row)
    changing.change(row, vars(said), by=by)
    return row


@verb
def retire(*, service: Service, by: Staff) -> Service:
    """Nobody books it any more; visits that stand take place."""
    return _active(service, "service retired", by, active=False)


@verb
def offer_again(*, service: Service, by: Staff) -> Service:
    return _active(service, "service offered again", by, active=True)


@verb
def set_prices(
    *, service: Service, amounts: Mapping[int, Decimal], valid_from: date, by: Staff
) -> list[Price]:
    """What its lengths cost from that day on; earlier prices are kept, and so is what was booked at them.

    amounts: by length in minutes, one that is left out stays as it is. Returns the rows that are new.
    """
    row = _held(service)
    if valid_from < clock.today():
        raise ServiceRefused("Prices that have held stay as they were. Choose today or a later day.")
    if unknown := amounts.keys() - set(row.durations):
        raise ServiceRefused(f"{row} is not offered for {min(unknown)} minutes.")
    rows = [
        Price.objects.update_or_create(
            service=row, minutes=minutes, valid_from=valid_from, defaults={"amount": amount}
        )[0]
        for minutes, amount in amounts.items()
    ]
    if rows:
        audit.record("prices set", row, by=by, ids=[one.pk for one in rows])
    return rows


def _active(service: Service, action: str, by: Staff, *, active: bool) -> Service:
    row = _held(service)
    if row.active != active:
        row.active = active
        row.save(update_fields=["active"])
        audit.record(action, row, by=by)
    return row


def _held(service: Service) -> Service:
    """For two admins at once; bookings do not wait here, one in flight is as if it had come before."""
    return Service.objects.select_for_update(no_key=True, of=("self",)).get(pk=service.pk)


def _refuse_crooked(said: Said, row: Service | None) -> None:
    others = Service.objects.exclude(pk=row.pk) if row else Service.objects.all()
    if others.filter(name__iexact=said.name).exists():
        raise ServiceRefused(f"There is a service called {said.name} already.")
    if not said.durations:
        raise ServiceRefused("Choose at least one length.")
    for minutes in sorted({*said.durations} - {*(row.durations if row else [])}):
        if why := why_no_length(minutes):
            raise ServiceRefused(why)


def why_no_length(minutes: int) -> str:
    """Why a visit cannot last so long; empty where it can. The board draws every STEP minutes."""
    if not STEP <= minutes <= LONGEST:
        return f"A length is from {STEP} to {LONGEST} minutes; {minutes} is not."
    if minutes % STEP:
        below = minutes - minutes % STEP
        return f"A length is a multiple of {STEP} minutes: {below} or {below + STEP}, not {minutes}."
    return ""
