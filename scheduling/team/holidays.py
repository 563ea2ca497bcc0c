"""Public holidays of the clinic's country and region; a clinic closes on those that it chooses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays

from clinic import clock
from clinic.models import Clinic
from scheduling import wording
from scheduling.models import TimeOff

AHEAD = timedelta(days=548)


@dataclass(frozen=True)
class Holiday:
    """off: the time off by which the clinic is closed on it; None: it is open."""

    day: date
    name: str
    off: TimeOff | None

    @property
    def title(self) -> str:
        return wording.day_title(self.day)


def named(days: Iterable[date]) -> dict[date, str]:
    """The names of those days that are public holidays; none for a country that the list does not know."""
    wanted = list(days)
    clinic = Clinic.current()
    if not is_known(clinic.country):
        return {}
    region = clinic.region if clinic.region in regions(clinic.country) else None
    kept = holidays.country_holidays(clinic.country, subdiv=region, years={day.year for day in wanted})
    return {day: kept[day] for day in wanted if day in kept}


def coming() -> list[Holiday]:
    """Those of the next year and a half, soonest first, with whether the clinic is closed."""
    today = clock.today()
    names = named(today + timedelta(days=n) for n in range(AHEAD.days))
    closed = list(TimeOff.objects.to_come().closing_the_clinic())
    return [
        Holiday(day, name, _closing(closed, *clock.clinic_day(day))) for day, name in sorted(names.items())
    ]


def is_known(country: str) -> bool:
    return country in holidays.list_supported_countries(include_aliases=False)


def regions(country: str) -> Sequence[str]:
    """The codes of the parts of a country that keep days of their own."""
    return tuple(holidays.list_supported_countries(include_aliases=False).get(country, ()))


def region_names(country: str) -> list[tuple[str, str]]:
    """Codes with the names people use, by name."""
    kept = holidays.country_holidays(country)
    names = {code: code for code in kept.subdivisions}
    for name, code in kept.subdivisions_aliases.items():
        names[code] = name if names[code] == code else names[code]
    return sorted(names.items(), key=lambda pair: pair[1])


def _closing(closed: Iterable[TimeOff], since: datetime, until: datetime) -> TimeOff | None:
    return next((one for one in closed if one.starts_at <= since and one.ends_at >= until), None)
