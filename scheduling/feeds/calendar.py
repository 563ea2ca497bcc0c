"""One therapist's times as a calendar: which, how far, and what is said of each."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from icalendar import Calendar, Event

from clinic import clock
from clinic.models import Clinic
from scheduling.feeds import chair_days, zone
from scheduling.feeds.models import CalendarFeed
from scheduling.models import Appointment, Status

DAYS_BACK, DAYS_AHEAD = 90, 400
REFRESH = "PT15M"
BUSY = "Busy"
TENTATIVE = frozenset({Status.PROPOSED, Status.PENDING})
# Those to whom nobody comes, or came; the wait list holds no time at all.
FREE_AGAIN = frozenset({Status.CANCELLED, Status.NOSHOW, Status.ENTERED_IN_ERROR})


# Everything that is written, in one statement and without the writing.
MARK = """
SELECT md5(concat_ws('/', %(said)s::text,
    (SELECT string_agg(concat_ws(' ', a.id, a.version, a.xmin, r.name, l.name, {names}), ',' ORDER BY a.id)
     FROM scheduling_appointment a
     LEFT JOIN scheduling_room r ON r.id = a.room_id
     LEFT JOIN scheduling_location l ON l.id = r.location_id
     JOIN patients_patient p ON p.id = a.patient_id
     WHERE a.therapist_id = %(therapist)s AND a.starts_at >= %(since)s AND a.starts_at < %(until)s),
    (SELECT string_agg(concat_ws(' ', e.pgh_id, r.name, l.name, {names}), ',' ORDER BY e.pgh_id)
     FROM scheduling_appointmentevent e
     JOIN scheduling_appointment a ON a.id = e.pgh_obj_id AND a.therapist_id <> e.therapist_id
     LEFT JOIN scheduling_room r ON r.id = e.room_id
     LEFT JOIN scheduling_location l ON l.id = r.location_id
     JOIN patients_patient p ON p.id = e.patient_id
     WHERE e.therapist_id = %(therapist)s AND e.starts_at >= %(since)s AND e.starts_at < %(until)s),
    (SELECT string_agg(concat_ws(' ', t.pgh_id, d.version), ',' ORDER BY t.pgh_id)
     FROM scheduling_timeoffevent t JOIN scheduling_chairday d ON d.id = t.chair_day_id
     WHERE t.therapist_id = %(therapist)s AND t.starts_at >= %(since)s AND t.starts_at < %(until)s)))
"""
NAMES = "p.first_name, p.preferred_name"


class Written(NamedTuple):
    """The calendar, and whose first names stand in it."""

    content: bytes
    patients: list[int]


def of(feed: CalendarFeed) -> Written:
    """By whole days of the clinic's, so that what did not change reads the same all day."""
    since, until = window()
    rows = [*appointments(feed, since, until), *handed_on(feed, since, until)]
    calendar = head(feed)
    calendar.add_component(zone.written(clock.zone(), since - timedelta(days=1), until + timedelta(days=1)))
    for one in rows:
        calendar.add_component(event(one, named=_named(feed)))
    for entry in chair_days.of(feed.staff, since, until):
        calendar.add_component(entry)
    return Written(calendar.to_ical(), [one.patient_id for one in rows] if _named(feed) else [])


def mark(feed: CalendarFeed) -> str:
    """Another one whenever of() would write something else; to be asked before it."""
    since, until = window()
    said = [feed.pk, feed.shows, clock.zone().key, str(Clinic.current()), str(feed.staff), since.isoformat()]
    asked = MARK.replace("{names}", NAMES if _named(feed) else "''")
    with connection.cursor() as cursor:
        cursor.execute(
            asked,
            {"said": " ".join(map(str, said)), "therapist": feed.staff_id, "since": since, "until": until},
        )
        return str(cursor.fetchone()[0])


def window() -> tuple[datetime, datetime]:
    today = clock.today()
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    return clock.clinic_day(first)[0], clock.clinic_day(last)[1]


def appointments(feed: CalendarFeed, since: datetime, until: datetime) -> "list[Appointment]":
    """A chair-massage event stands there as one, without its slots."""
    rows = feed.staff.appointments.filter(starts_at__gte=since, starts_at__lt=until, chair_day=None)
    return list(to_tell(rows.select_related("patient", "room__location")))


def to_tell(rows: "QuerySet[Appointment]") -> "QuerySet[Appointment]":
    """In order, with the time of their last change, which the database keeps itself."""
    changed = Appointment.events.rel.related_model.objects.filter(pgh_obj=OuterRef("pk")).order_by()
    newest = changed.values("pgh_obj").annotate(newest=Max("pgh_created_at")).values("newest")
    told = rows.exclude(status=Status.WAITLIST)
    return told.annotate(changed_at=Coalesce(Subquery(newest), "booked_at")).order_by("starts_at", "pk")


def handed_on(feed: CalendarFeed, since: datetime, until: datetime) -> "list[Appointment]":
    """Those that went to a colleague, as they last stood here, but cancelled: else a calendar keeps them."""
    versions = Appointment.events.rel.related_model.objects
    after = versions.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id")).order_by("pgh_id")
    mine = versions.filter(therapist=feed.staff, starts_at__gte=since, starts_at__lt=until)
    last = mine.exclude(pgh_obj__therapist=feed.staff).order_by("pgh_obj", "-pgh_id").distinct("pgh_obj")
    told = last.annotate(
        left_at=Subquery(after.values("pgh_created_at")[:1]), left_as=Subquery(after.values("version")[:1])
    )
    return [_gone(one) for one in told.select_related("patient", "room__location")]


def _gone(version: Any) -> Appointment:
    """Not saved: what the colleague's calendar has under the same uid."""
    fields = ("key", "starts_at", "ends_at", "patient", "room")
    gone = Appointment(pk=version.pgh_obj_id, **{name: getattr(version, name) for name in fields})
    gone.status, gone.version = Status.CANCELLED, version.left_as
    gone.changed_at = version.left_at  # type: ignore[attr-defined]
    return gone


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
    written.add("dtstart", zone.wall(one.starts_at))
    written.add("dtend", zone.wall(one.ends_at))
    written.add("summary", (one.patient.preferred_name or one.patient.first_name) if named else BUSY)
    written.add("location", f"{one.room}, {one.room.location}" if one.room else one.place)
    written.add("status", _status(one))
    written.add("transp", "TRANSPARENT" if one.status in FREE_AGAIN else "OPAQUE")
    written.add("class", "PRIVATE")
    return written


def _status(one: Appointment) -> str:
    if one.status in FREE_AGAIN:
        return "CANCELLED"
    return "TENTATIVE" if one.status in TENTATIVE else "CONFIRMED"


def _named(feed: CalendarFeed) -> bool:
    return feed.shows == CalendarFeed.Shows.FIRST_NAMES
