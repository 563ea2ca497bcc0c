"""What the demo clinic charges: for two years, a little more of late, and more again next month."""

from datetime import date, timedelta
from decimal import Decimal

from demo.furnishings import CHAIR, FIRST, House
from scheduling.models import Price

# By length in minutes, in pounds; a first visit and a chair have prices of their own.
USUAL = {30: 38, 45: 52, 60: 64, 75: 78, 90: 92}
SPECIAL = {(FIRST, 90): 85, (CHAIR, 30): 30, (CHAIR, 15): 18}
# From how many days before or after the demo's day, and how much less or more than now.
CHANGES = ((-700, -4), (-320, 0), (40, 2))


def price(day: date, on: date, service: str, minutes: int) -> Decimal:
    """Of a visit on that date; day is the demo's."""
    more = [more for since, more in CHANGES if day + timedelta(days=since) <= on][-1]
    return Decimal((SPECIAL.get((service, minutes)) or USUAL[minutes]) + more)


def rows(house: House) -> list[Price]:
    """Every price of every length, still to be saved."""
    return [
        Price(
            service=service,
            minutes=minutes,
            valid_from=house.day + timedelta(days=since),
            amount=price(house.day, house.day + timedelta(days=since), name, minutes),
        )
        for name, service in house.services.items()
        for minutes in service.durations
        for since, _ in CHANGES
    ]
