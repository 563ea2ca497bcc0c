"""What a visit costs: by its service and length, at the price of its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scheduling.models import Price, Service


@dataclass(frozen=True)
class PriceList:
    """All prices of one service, the latest first."""

    prices: Iterable[Price]

    @classmethod
    def of(cls, service: Service | None) -> "PriceList":
        return cls.read(service.prices.all() if service else ())

    @classmethod
    def read(cls, prices: Iterable[Price]) -> "PriceList":
        return cls(sorted(prices, key=lambda one: one.valid_from, reverse=True))

    def on(self, day: date, minutes: int) -> Decimal | None:
        """None where nobody has said what it costs."""
        rows = (one for one in self.prices if one.minutes == minutes and one.valid_from <= day)
        return next((one.amount for one in rows), None)
