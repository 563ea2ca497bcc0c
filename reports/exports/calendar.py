"""All appointments as one iCalendar file (RFC 5545), written event by event."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from icalendar import Calendar

from clinic import clock
from clinic.models import Clinic
from scheduling.feeds import calendar as feed
from scheduling.feeds import zone
from scheduling.models import Appointment

END = b"END:VCALENDAR\r\n"


def parts(appointments: Iterable[Appointment], first: Appointment, last: Appointment) -> Iterator[bytes]:
    """The head with the clinic's zone, each event, the end; appointments know their changed_at."""
    whole = Calendar()
    whole.add("prodid", "-//Softhold//Archive//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("name", str(Clinic.current()))
    day = timedelta(days=1)
    whole.add_component(zone.written(clock.zone(), first.starts_at - day, last.ends_at + day))
    yield whole.to_ical().removesuffix(END)
    for one in appointments:
        yield _event(one)
    yield END


def _event(one: Appointment) -> bytes:
    written = feed.event(one, named=True)
    written["summary"] = f"{one.patient}, {one.service}"
    written.add("description", f"No. {one.patient.number}, {one.therapist}, {one.get_status_display()}")
    content: bytes = written.to_ical()
    return content
