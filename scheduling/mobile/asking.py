"""What the quick-book panel asks for a service that comes to the patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patients.models import Patient
from scheduling.mobile.destination import last_of
from scheduling.mobile.fees import Fees
from scheduling.mobile.models import MobileVisit, TravelZone
from scheduling.mobile.readiness import missing


@dataclass(frozen=True)
class Drive:
    """zones: each with its drive and its fee in words. missing: what the patient's record lacks for it.

    last: where the patient was visited before.
    """

    zones: Sequence[tuple[TravelZone, str]]
    fees: Fees
    zone: TravelZone | None
    missing: Sequence[str]
    last: MobileVisit | None

    @classmethod
    def asked(cls, key: int | None, patient: Patient | None, day: date) -> "Drive":
        """The zone chosen, else that of the last visit, else the nearest."""
        zones = list(TravelZone.objects.filter(active=True).order_by("minutes_there", "name"))
        last = last_of(patient) if patient else None
        known = {one.pk: one for one in zones}
        wanted = (key, last.zone_id if last else None, zones[0].pk if zones else None)
        zone = next((known[one] for one in wanted if one in known), None)
        fees = Fees.of(zones)
        told = [(one, _told(one, fees.words(one, day))) for one in zones]
        return cls(told, fees, zone, missing(patient) if patient else [], last)

    def fee_on(self, day: date) -> str:
        """call-out £12; empty where nobody has set a fee."""
        fee = self.fees.words(self.zone, day) if self.zone else ""
        return f"call-out {fee}" if fee else ""

    @property
    def directions(self) -> str:
        return self.last.directions if self.last and not self.last.address_by_id else ""


def _told(zone: TravelZone, fee: str) -> str:
    """20 min there, 25 back, £12."""
    drive = (
        f"{zone.minutes_there} min each way"
        if zone.minutes_there == zone.minutes_back
        else f"{zone.minutes_there} min there, {zone.minutes_back} back"
    )
    return ", ".join(filter(None, (drive, fee)))
