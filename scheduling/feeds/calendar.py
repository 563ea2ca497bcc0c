"""One therapist's times as a calendar: which, how far, and what is said of each."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from icalendar import Calendar, Event

from clinic import clock
from clinic.models import Clinic
from scheduling.feeds import zone
from scheduling.feeds.models import CalendarFeed
from scheduling.models import Appointment, Status

DAYS_BACK, DAYS_AHEAD = 90, 400
REFRESH = "PT15M"
BUSY = "Busy"
TENTATIVE = frozenset({Status.PROPOSED, Status.PENDING})
# Those to whom nobody comes, or came; the wait list holds no time at all.
FREE_AGAIN = frozenset({Status.CANCELLED, Status.NOSHOW, Status.ENTERED_IN_ERROR})


class Written(NamedTuple):
    """The calendar, and whose first names stand in it."""

    content: bytes
    patients: list[int]


def of(feed: CalendarFeed) -> Written:
    """By whole days of the clinic's, so that what did not change reads the same all day."""
    since, until = window()
    rows = list(appointments(feed, since, until))
    calendar = head(feed)
    calendar.add_component(zone.written(clock.zone(), since - timedelta(days=1), until + timedelta(days=1)))
    for one in rows:
        calendar.add_component(event(one, named=_named(feed)))
    return Written(calendar.to_ical(), [one.patient_id for one in rows] if _named(feed) else [])


def window() -> tuple[datetime, datetime]:
    today = clock.today()
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    return clock.clinic_day(first)[0], clock.clinic_day(last)[1]


def appointments(feed: CalendarFeed, since: datetime, until: datetime) -> "list[Appointment]":
    rows = feed.staff.appointments.filter(starts_at__gte=since, starts_at__lt=until)
    return list(to_tell(rows.select_related("patient", "room__location")))


def to_tell(rows: "QuerySet[Appointment]") -> "QuerySet[Appointment]":
    """In order, with the time of their last change, which the database keeps itself."""
    changed = Appointment.events.rel.related_model.objects.filter(pgh_obj=OuterRef("pk")).order_by()
    newest = changed.values("pgh_obj").annotate(newest=Max("pgh_created_at")).values("newest")
    told = rows.exclude(status=Status.WAITLIST)
    return told.annotate(changed_at=Coalesce(Subquery(newest), "booked_at")).order_by("starts_at", "pk")


def head(feed: CalendarFeed) -> Calendar:
    name = f"{Clinic.current()}, {feed.staff}"
    calendar = Calendar()
    calendar.add("prodid", "-//Softhold//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", clock.zone().key)
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    return calendar


def event(one: Appointment, *, named: bool) -> Event:
    """The same uid for good; sequence counts its changes, so that a calendar knows which is newer."""
    written = Event()
    written.add("uid", f"{one.pk}.{one.key}")
    written.add("sequence", one.version)
    written.add("dtstamp", one.changed_at)  # type: ignore[attr-defined]
    written.add("last-modified", one.changed_at)  # type: ignore[attr-defined]
    written.add("dtstart", wall(one.starts_at))
    written.add("dtend", wall(one.ends_at))
    written.add("summary", (one.patient.preferred_name or one.patient.first_name) if named else BUSY)
    written.add("location", f"{one.room}, {one.room.location}")
    written.add("status", _status(one))
    written.add("transp", "TRANSPARENT" if one.status in FREE_AGAIN else "OPAQUE")
    written.add("class", "PRIVATE")
    return written


def wall(moment: datetime) -> datetime:
    """By the clinic's clock; in UTC for the hour that comes again, which no wall time can name."""
    local = clock.local(moment)
    return moment if local.fold else local


def _status(one: Appointment) -> str:
    if one.status in FREE_AGAIN:
        return "CANCELLED"
    return "TENTATIVE" if one.status in TENTATIVE else "CONFIRMED"


def _named(feed: CalendarFeed) -> bool:
    return feed.shows == CalendarFeed.Shows.FIRST_NAMES
