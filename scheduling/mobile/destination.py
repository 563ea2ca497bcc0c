"""Where a mobile visit is to go, as it is asked for and as it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.mobile.models import CalloutFee, MobileVisit, TravelZone


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
            "fee": fees_on([self.zone], day).get(self.zone.pk),
        }


def fees_on(zones: Iterable[TravelZone], day: date) -> dict[int, Decimal]:
    """By key of the zone what coming there costs on that day; without those nobody has set a fee for."""
    rows = CalloutFee.objects.filter(zone__in=zones, valid_from__lte=day).order_by("valid_from")
    return dict(rows.values_list("zone_id", "amount"))


def last_of(patient: Patient) -> MobileVisit | None:
    """Where the patient was last visited, or is to be."""
    rows = MobileVisit.objects.filter(appointment__patient=patient).select_related("zone")
    return rows.order_by("-appointment__starts_at").first()
