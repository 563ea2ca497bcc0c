"""The usual question to booking, so that a test says only what is special about its own."""

import uuid
from datetime import datetime
from typing import Any

from clinic.models import Staff
from scheduling import booking
from scheduling.models import Appointment
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
