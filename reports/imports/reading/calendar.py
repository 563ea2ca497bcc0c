"""A calendar file as a table: one line for each appointment in it, those of a series spelt out."""

from collections.abc import Iterator
from datetime import datetime

from reports.imports.reading.refusals import Unfit
from scheduling.calendar_files import dates
from scheduling.calendar_files.dates import Moment, Occurrence
from scheduling.calendar_files.events import NoCalendar
from scheduling.calendar_files.letters import unfolded

HEADINGS = ["UID", "Summary", "Start", "End", "Status", "Description", "Cannot be read"]


def rows(content: bytes, encoding: str) -> Iterator[list[str]]:
    """The headings, then the lines; what cannot be read stands there as it is written, and why at the end."""
    yield HEADINGS
    try:
        for one in dates.of(unfolded(content).decode(encoding, "replace")):
            yield _row(one)
    except NoCalendar as error:
        raise Unfit(str(error)) from error


def _row(one: Occurrence) -> list[str]:
    starts, ends = _written(one.starts), _written(one.ends)
    status = "cancelled" if one.cancelled else one.status
    return [one.uid, one.summary, starts, ends, status, one.description, one.trouble]


def _written(moment: Moment | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat()
    return str(moment or "")
