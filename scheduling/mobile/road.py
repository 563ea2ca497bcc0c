"""The drives of a day as the board draws them: stretches of minutes before and after each mobile visit."""

from collections.abc import Iterable, Iterator
from datetime import date

from scheduling.models import Appointment
from scheduling.places import Stretch, clipped


def stretches(visits: Iterable[Appointment], day: date, first: int, last: int) -> Iterator[Stretch]:
    """All that is kept around them, as far as it lies between the board's edges."""
    for one in visits:
        if one.is_away:
            for since, until in ((one.occupies.lower, one.starts_at), (one.ends_at, one.occupies.upper)):
                begins, ends = clipped(since, until, day)
                if max(begins, first) < min(ends, last):
                    yield max(begins, first), min(ends, last)
