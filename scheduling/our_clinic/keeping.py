"""What the clinic is called and where it is, by whose clock and in whose money it goes."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from clinic import changing
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from scheduling.models import Appointment
from scheduling.retiming import Asked, CannotRetime, Plan, retime

TOLD = 3  # of the visits in the way


@dataclass(frozen=True)
class Said:
    """See Clinic."""

    name: str
    phone: str
    address: str
    country: str
    time_zone: str
    currency: str
    open_charts: bool
    late_entry_hours: int


class ClinicRefused(Refused):
    """Why the clinic stays as it is."""


class MovesVisits(ClinicRefused):
    """The clock may change once somebody has read what moves with it."""


@verb
def keep(*, said: Said, knowing: bool = False, by: Staff) -> Clinic:
    """By another clock all that is to come keeps its hour; another country's regions are chosen anew.

    knowing: what moves was read; MovesVisits tells it otherwise.
    """
    clinic = Clinic.objects.select_for_update().get(pk=Clinic.current().pk)
    was, told = clinic.time_zone, vars(said)
    if clinic.currency != said.currency:
        _refuse_other_money(clinic)
    if clinic.country != said.country:
        told = {**told, "region": ""}
    if "time_zone" in changing.change(clinic, told, by=by):
        made = _keep_hours(clinic, was, by)
        if (made.visits or made.off) and not knowing:
            raise MovesVisits(f"To come, by the clock of {was}: {made}. By the new one all keep their hour.")
    return clinic


def _keep_hours(clinic: Clinic, was: str, by: Staff) -> Plan:
    """A visit agreed for ten is at ten by the new clock, so its instant moves."""
    try:
        with clinic.in_force():
            made = retime(Asked(ZoneInfo(was), date.min, date.max), by=by)
    except CannotRetime as refusal:
        found = " ".join(refusal.troubles[:TOLD])
        raise ClinicRefused(f"The time zone stays, for not every visit can keep its hour. {found}") from None
    return made


def _refuse_other_money(clinic: Clinic) -> None:
    """Amounts would stay as they are and mean something else."""
    if Appointment.objects.filter(price__isnull=False).exists():
        raise ClinicRefused(f"Visits are booked at prices in {clinic.currency}, so the currency stays.")
