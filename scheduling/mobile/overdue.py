"""Who should have left a mobile visit and has not said so; asked of the rows, so no clockwork can miss it."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from clinic import clock
from clinic.models import Clinic
from scheduling.mobile.models import MobileVisit
from scheduling.models import HOLDING

# Whoever said that they are there is waited for, whatever became of the appointment since.
AWAITED = Q(here_at__isnull=False) | Q(appointment__status__in=HOLDING)


def grace() -> timedelta:
    return timedelta(minutes=Clinic.current().overdue_minutes)


def standing() -> QuerySet[MobileVisit]:
    """The visits that are overdue now and that nobody has settled, the longest first."""
    rows = MobileVisit.objects.filter(left_at=None, settled_at=None)
    return rows.filter(AWAITED, appointment__ends_at__lte=clock.now() - grace()).order_by(
        "appointment__ends_at", "pk"
    )


def untold() -> QuerySet[MobileVisit]:
    """Those of them that the admins have not been told of since they became overdue."""
    return standing().filter(Q(alerted_at=None) | Q(alerted_at__lt=F("appointment__ends_at") + grace()))
