"""Where a mobile visit is to go, as it is asked for and as it is kept."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.mobile.fees import Fees
from scheduling.mobile.models import MobileVisit, TravelZone


@dataclass(frozen=True)
class Destination:
    """address: one given for this visit; empty for the patient's own. directions: parking, door, a dog."""

    zone: TravelZone
    address: str = ""
    directions: str = ""

    @classmethod
    def of(cls, visit: MobileVisit) -> Self:
        """The same place again; one's own address is read anew, for people move."""
        return cls(visit.zone, visit.address if visit.address_by_id else "", visit.directions)

    @property
    def there(self) -> timedelta:
        return timedelta(minutes=self.zone.minutes_there)

    @property
    def back(self) -> timedelta:
        return timedelta(minutes=self.zone.minutes_back)

    def kept(self, patient: Patient, day: date, *, by: Staff) -> dict[str, Any]:
        """The values of a MobileVisit on that day."""
        address = self.address or patient.address
        another = address != patient.address
        return {
            "zone": self.zone,
            "address": address,
            "directions": self.directions,
            "address_by": by if another else None,
            "address_at": clock.now() if another else None,
            "minutes_there": self.zone.minutes_there,
            "minutes_back": self.zone.minutes_back,
            "fee": Fees.of([self.zone]).on(self.zone, day),
        }


def last_of(patient: Patient) -> MobileVisit | None:
    """Where the patient was last visited, or is to be."""
    rows = MobileVisit.objects.filter(appointment__patient=patient).select_related("zone")
    return rows.order_by("-appointment__starts_at").first()
