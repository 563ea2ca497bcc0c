"""Days in addresses."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """2026-11-24, a real day that the clocks of this world can show; anything else is no address."""

    regex = "20[0-8][0-9]-[01][0-9]-[0-3][0-9]"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")
# The part of an address that is one.
DAY = "<day:day>"
