"""Days and wall times by the clinic's own clock; instants elsewhere are UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from clinic.models import Clinic


class SkippedTime(ValueError):
    """A wall time that the clocks jump over."""


class RepeatedTime(ValueError):
    """A wall time that happens twice; earlier and later are both instants."""

    def __init__(self, message: str, earlier: datetime, later: datetime) -> None:
        super().__init__(message)
        self.earlier, self.later = earlier, later

    def one(self, which: str) -> datetime:
        """The one that was said: earlier or later."""
        return self.earlier if which == "earlier" else self.later


def now() -> datetime:
    return timezone.now()


def zone() -> ZoneInfo:
    return ZoneInfo(Clinic.current().time_zone)


def local(moment: datetime) -> datetime:
    """The same instant on the clinic's wall clock."""
    return moment.astimezone(zone())


def today() -> date:
    return local(now()).date()


def clinic_day(day: date) -> tuple[datetime, datetime]:
    """The first instant of a day and of the next one: 23, 24 or 25 hours apart."""
    here = zone()
    first = datetime.combine(day, time(), tzinfo=here)
    after = datetime.combine(day + timedelta(days=1), time(), tzinfo=here)
    return first.astimezone(UTC), after.astimezone(UTC)


def instant(day: date, wall_time: time) -> datetime:
    """The UTC instant of a wall time; raises SkippedTime or RepeatedTime where the clocks change."""
    here = zone()
    earlier = datetime.combine(day, wall_time, tzinfo=here)
    later = earlier.replace(fold=1)
    # Both folds differ in a gap too; only a time that exists survives the way to UTC and back.
    if earlier.astimezone(UTC).astimezone(here).replace(tzinfo=None) != earlier.replace(tzinfo=None):
        raise SkippedTime(
            f"{wall_time:%H:%M} does not exist on {day:%-d %B %Y}, the clocks go forward."
            " Choose another time."
        )
    if earlier.utcoffset() != later.utcoffset():
        raise RepeatedTime(
            f"{wall_time:%H:%M} comes twice on {day:%-d %B %Y}, the clocks go back. Say which one.",
            earlier.astimezone(UTC),
            later.astimezone(UTC),
        )
    return earlier.astimezone(UTC)
