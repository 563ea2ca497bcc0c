"""The usual question to booking, so that a test says only what is special about its own."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from clinic.models import Staff
from scheduling import booking
from scheduling.models import Appointment, Series
from scheduling.series.booking import Pick, book_series
from scheduling.series.pattern import Pattern
from tests import make


def book(therapist: Staff, starts_at: datetime, **said: Any) -> Appointment:
    """Sixty minutes for somebody new, asked by the front desk, unless said otherwise."""
    service = said.pop("service", None) or make.service()
    return booking.book(
        therapist=therapist,
        starts_at=starts_at,
        service=service,
        patient=said.pop("patient", None) or make.patient(),
        minutes=said.pop("minutes", service.durations[0]),
        key=said.pop("key", None) or uuid.uuid4(),
        by=said.pop("by", None)
        or Staff.objects.filter(email="joan@example.test").first()
        or make.front_desk(),
        **said,
    )


def weekly(held: Appointment) -> Series:
    """Once more in a week, at the same time."""
    week = timedelta(weeks=1)
    return book_series(
        patient=held.patient,
        service=held.service,
        minutes=held.minutes,
        pattern=Pattern(held.day, count=2),
        picks=[Pick(held.day + week, held.therapist, held.starts_at + week)],
        beside=held,
        key=uuid.uuid4(),
        by=held.booked_by,
    )
