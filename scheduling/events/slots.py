"""When the slots of a chair-massage event begin: one after another, with lunch left out."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from clinic import clock
from scheduling.models import ChairDay


def starts(day: ChairDay) -> list[datetime]:
    """Each slot ends before lunch or the day's end does; after lunch they begin anew."""
    if day.lunch_from is None or day.lunch_until is None:
        return list(_between(day, day.starts_at, day.ends_at))
    lunch_from, lunch_until = clock.instant(day.on, day.lunch_from), clock.instant(day.on, day.lunch_until)
    return [*_between(day, day.starts_at, lunch_from), *_between(day, lunch_until, day.ends_at)]


def held(day: ChairDay) -> DateTimeTZRange:
    """The time that it takes of its therapists, with the way there and back."""
    before, after = timedelta(minutes=day.travel_before), timedelta(minutes=day.travel_after)
    return DateTimeTZRange(day.starts_at - before, day.ends_at + after)


def _between(day: ChairDay, since: datetime, until: datetime) -> Iterator[datetime]:
    length, step = timedelta(minutes=day.minutes), timedelta(minutes=day.step)
    while since + length <= until:
        yield since
        since += step
