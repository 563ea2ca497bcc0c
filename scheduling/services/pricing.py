"""What a visit costs: by its service and length, at the price of its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic.asking import Standing, blank
from scheduling.models import Price, Service

PRICES = Standing(lambda: [Price.objects.filter(service=blank("service", "bigint"))])


@dataclass(frozen=True)
class PriceList:
    """All prices of one service, the latest first."""

    prices: Iterable[Price]

    @classmethod
    def of(cls, service: Service | None) -> "PriceList":
        return cls.read(*PRICES.ask(service=service.pk)) if service else cls(())

    @classmethod
    def read(cls, prices: Iterable[Price]) -> "PriceList":
        return cls(sorted(prices, key=lambda one: one.valid_from, reverse=True))

    def on(self, day: date, minutes: int) -> Decimal | None:
        """None where nobody has said what it costs."""
        rows = (one for one in self.prices if one.minutes == minutes and one.valid_from <= day)
        return next((one.amount for one in rows), None)
