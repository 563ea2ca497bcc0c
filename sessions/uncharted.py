"""Visits of earlier days that nobody has written a note of, for the therapist they were with."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Window

from clinic.asking import blank
from scheduling.lawful import STARTABLE
from scheduling.models import Appointment

DAYS = 30
SHOWN = 5


class Uncharted(NamedTuple):
    """The newest few of the last DAYS days; more: how many others there are in them."""

    visits: Collection[Appointment] = ()
    more: int = 0

    @property
    def number(self) -> int:
        return len(self.visits) + self.more


def since(day_began: datetime) -> datetime:
    """When the first of those days began, for a day that began then."""
    return day_began - timedelta(days=DAYS)


def question() -> QuerySet[Appointment]:
    """Of a blank called me, from a blank called month_ago to one called since; each with their number in all.

    Whoever did not come or was called off is none of them; today's stand in the day's own list.
    """
    me = blank("me", "bigint")
    rows: QuerySet[Appointment] = Appointment.objects.visible_to_key(me).filter(
        therapist=me,
        starts_at__gte=blank("month_ago", "timestamptz"),
        starts_at__lt=blank("since", "timestamptz"),
        status__in=sorted(STARTABLE),
        treatment_session__isnull=True,
    )
    counted = rows.annotate(in_all=Window(Count("pk"))).select_related("patient", "service")
    return counted.order_by("-starts_at", "-pk")[:SHOWN]


def told(rows: QuerySet[Any]) -> Uncharted:
    """The answer to the question; nobody is asked whose chart is open, for a visit of one's own opens it."""
    return Uncharted(rows, rows[0].in_all - len(rows)) if rows else Uncharted()
