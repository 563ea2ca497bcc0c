"""A therapist's chair-massage events as their calendar has them: one entry each, without its slots."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from icalendar import Event

from clinic.asking import together
from clinic.models import Staff
from scheduling.feeds import zone
from scheduling.models import ChairDay, TimeOff

SUMMARY = "Chair massage"


def of(staff: Staff, since: datetime, until: datetime) -> Iterator[Event]:
    """Those they go to, then those called off or given to somebody else: else a calendar keeps them."""
    holds = TimeOff.objects.filter(therapist=staff, starts_at__gte=since, starts_at__lt=until)
    goes = _told(ChairDay.objects.filter(holds__in=holds))
    kept: Any = TimeOff.events.rel.related_model.objects  # type: ignore[attr-defined]
    gone = kept.filter(therapist=staff, starts_at__gte=since, starts_at__lt=until, chair_day__isnull=False)
    went = _told(ChairDay.objects.filter(pk__in=gone.values("chair_day")).exclude(holds__in=holds))
    together(goes, went)
    for day in goes:
        yield _event(day, staff, "CANCELLED" if day.is_cancelled else "CONFIRMED")
    for day in went:
        yield _event(day, staff, "CANCELLED")


def _told(days: Any) -> Any:
    """In order, with the time of their last change, which the database keeps itself."""
    changed = ChairDay.events.rel.related_model.objects.filter(pgh_obj=OuterRef("pk")).order_by()
    newest = changed.values("pgh_obj").annotate(newest=Max("pgh_created_at")).values("newest")
    return days.annotate(changed_at=Subquery(newest)).order_by("on", "pk")


def _event(day: Any, staff: Staff, status: str) -> Event:
    written = Event()
    written.add("uid", f"chair-{day.pk}-{staff.pk}.{day.key}")
    written.add("sequence", day.version)
    written.add("dtstamp", day.changed_at)
    written.add("last-modified", day.changed_at)
    written.add("dtstart", zone.wall(day.starts_at))
    written.add("dtend", zone.wall(day.ends_at))
    written.add("summary", SUMMARY)
    written.add("location", ", ".join(filter(None, [day.place, day.address])))
    written.add("status", status)
    written.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    written.add("class", "PRIVATE")
    return written
