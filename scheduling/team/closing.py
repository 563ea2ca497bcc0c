"""Closing the clinic on public holidays: only on those that somebody chose, each for itself."""

from collections.abc import Collection
from datetime import date

from clinic import audit, clock
from clinic.models import Clinic, Staff
from clinic.transactions import verb
from scheduling.refusals import BookingRefused
from scheduling.team.holidays import Holiday, coming, regions
from scheduling.time_off import give_back, take_time_off


def keep(days: Collection[date], *, by: Staff) -> list[tuple[Holiday, BookingRefused]]:
    """Close on these of the holidays to come and open on the others; what could not be done comes back.

    One day with appointments never loses the others.
    """
    left: list[tuple[Holiday, BookingRefused]] = []
    for holiday in coming():
        try:
            _settle(holiday, closed=holiday.day in days, by=by)
        except BookingRefused as refusal:
            left.append((holiday, refusal))
    return left


@verb
def choose_region(region: str, *, by: Staff) -> None:
    """region: a code of the clinic's country, or empty for the days that the whole country keeps."""
    clinic = Clinic.objects.select_for_update().get(pk=1)
    if region and region not in regions(clinic.country):
        raise BookingRefused("That region is not known. Choose one of those shown.")
    clinic.region = region
    clinic.save(update_fields=["region"])
    Clinic.remember(None)
    audit.record("region set", clinic, by=by)


def _settle(holiday: Holiday, *, closed: bool, by: Staff) -> None:
    if closed and holiday.off is None:
        starts_at, ends_at = clock.clinic_day(holiday.day)
        take_time_off(everyone=True, starts_at=starts_at, ends_at=ends_at, reason=holiday.name, by=by)
    elif not closed and holiday.off is not None and wholly(holiday):
        give_back(off=holiday.off, by=by)


def wholly(holiday: Holiday) -> bool:
    """Whether it is closed for that day alone: a longer closure is not opened from here."""
    since, until = clock.clinic_day(holiday.day)
    return holiday.off is not None and (holiday.off.starts_at, holiday.off.ends_at) == (since, until)
