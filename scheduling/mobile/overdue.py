"""Who should have left a mobile visit and has not said so; asked of the rows, so no clockwork can miss it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from clinic import clock
from clinic.asking import Standing, blank
from clinic.models import Clinic
from scheduling.mobile.models import MobileVisit
from scheduling.models import HOLDING

# Whoever said that they are there is waited for, whatever became of the appointment since.
AWAITED = Q(here_at__isnull=False) | Q(appointment__status__in=HOLDING)
AHEAD = timedelta(hours=1)


def grace() -> timedelta:
    return timedelta(minutes=Clinic.current().overdue_minutes)


def due() -> datetime:
    """Whoever should have left by then is overdue now."""
    return clock.now() - grace()


def standing() -> QuerySet[MobileVisit]:
    """The visits that are overdue now and that nobody has settled, the longest first."""
    return _unsettled().filter(appointment__ends_at__lte=due())


def watched() -> list[MobileVisit]:
    """Those, and after them whatever would be overdue within the hour; every page of the desk asks."""
    [rows] = WATCHED.ask(until=due() + AHEAD)
    return [*rows]


def _unsettled() -> QuerySet[MobileVisit]:
    rows = MobileVisit.objects.filter(AWAITED, left_at=None, settled_at=None)
    return rows.order_by("appointment__ends_at", "pk")


def _watched() -> Sequence[QuerySet]:
    rows = _unsettled().filter(appointment__ends_at__lte=blank("until", "timestamptz"))
    therapist = "appointment__therapist"
    named = ("appointment__ends_at", f"{therapist}__display_name", f"{therapist}__phone")
    return [rows.select_related(therapist).only(*named)]


WATCHED = Standing(_watched)


def untold() -> QuerySet[MobileVisit]:
    """Those of them that the admins have not been told of since they became overdue."""
    return standing().filter(Q(alerted_at=None) | Q(alerted_at__lt=F("appointment__ends_at") + grace()))
