"""Where the clinic drives to and what that costs: added, changed, taken off the list and put back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic import audit, changing, clock
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from scheduling.mobile.models import CalloutFee, TravelZone


@dataclass(frozen=True)
class Said:
    """A zone as an admin describes it; see TravelZone."""

    name: str
    minutes_there: int
    minutes_back: int


class ZoneRefused(Refused):
    """Why a zone or a fee is not kept as it was written."""


@verb
def add(*, said: Said, by: Staff) -> TravelZone:
    """From now on visits can be booked there, without a fee until one is set."""
    _refuse_twice(said, None)
    row = TravelZone.objects.create(**vars(said))
    audit.record("travel zone added", row, by=by)
    return row


@verb
def change(*, zone: TravelZone, said: Said, by: Staff) -> TravelZone:
    """For what is booked from now on; visits that stand keep their drive and their fee."""
    row = _held(zone)
    _refuse_twice(said, row)
    changing.change(row, vars(said), by=by)
    return row


@verb
def set_active(*, zone: TravelZone, active: bool, by: Staff) -> TravelZone:
    """Off the list nobody books a visit there any more; those that stand take place."""
    row = _held(zone)
    if row.active != active:
        row.active = active
        row.save(update_fields=["active"])
        audit.record("travel zone served again" if active else "travel zone given up", row, by=by)
    return row


@verb
def set_fee(*, zone: TravelZone, amount: Decimal, valid_from: date, by: Staff) -> CalloutFee:
    """What coming there costs from that day on; earlier fees are kept, and so is what was booked at them."""
    row = _held(zone)
    if valid_from < clock.today():
        raise ZoneRefused("Fees that have held stay as they were. Choose today or a later day.")
    fee, _ = CalloutFee.objects.update_or_create(zone=row, valid_from=valid_from, defaults={"amount": amount})
    audit.record("call-out fee set", fee, by=by)
    return fee


@verb
def set_overdue(*, minutes: int, by: Staff) -> Clinic:
    """How long after its end a mobile visit may be without a word."""
    clinic = Clinic.objects.select_for_update().get(pk=Clinic.current().pk)
    clinic.overdue_minutes = minutes
    clinic.save(update_fields=["overdue_minutes"])
    audit.record("changed", clinic, by=by, fields=["overdue_minutes"])
    return clinic


def _held(zone: TravelZone) -> TravelZone:
    return TravelZone.objects.select_for_update(no_key=True, of=("self",)).get(pk=zone.pk)


def _refuse_twice(said: Said, row: TravelZone | None) -> None:
    others = TravelZone.objects.exclude(pk=row.pk) if row else TravelZone.objects.all()
    if others.filter(name__iexact=said.name).exists():
        raise ZoneRefused(f"There is a zone called {said.name} already.")
