"""What coming to somebody costs: by zone, at the fee of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from scheduling import wording
from scheduling.mobile.models import CalloutFee, TravelZone


@dataclass(frozen=True)
class Fees:
    """All fees of some zones, the latest first."""

    rows: Sequence[CalloutFee]

    @classmethod
    def of(cls, zones: Iterable[TravelZone]) -> Self:
        return cls(list(CalloutFee.objects.filter(zone__in=zones).order_by("-valid_from")))

    def on(self, zone: TravelZone, day: date) -> Decimal | None:
        """None where nobody has said what coming there costs."""
        rows = (one for one in self.rows if one.zone_id == zone.pk and one.valid_from <= day)
        return next((one.amount for one in rows), None)

    def words(self, zone: TravelZone, day: date) -> str:
        """£12; empty where nobody has said."""
        amount = self.on(zone, day)
        return "" if amount is None else wording.money(amount)
