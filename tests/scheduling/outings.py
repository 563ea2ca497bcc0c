"""Chair-massage events as a test needs them: most of it plausible, only what it is about said."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from clinic import clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.events import filling, planning
from scheduling.models import Appointment, ChairDay, Service
from tests import make


def event(*therapists: Staff, day: date | None = None, by: Staff | None = None, **said: Any) -> ChairDay:
    """Chair massage at Harbour Bank tomorrow from nine to noon, half an hour away: nine slots a therapist."""
    asked = {
        "place": "Harbour Bank",
        "on": day or clock.today() + timedelta(days=1),
        "starts": time(9),
        "ends": time(12),
        "service": make.service("Chair", minutes=15, category=Service.Category.CHAIR),
        "minutes": 15,
        "gap": 5,
        "travel_before": 30,
        "travel_after": 30,
        **said,
    }
    by = by or Staff.objects.filter(email="joan@example.test").first() or make.front_desk()
    return planning.plan(said=planning.Said(**asked), therapists=therapists, key=uuid.uuid4(), by=by)


def slot(held: ChairDay, therapist: Staff, wall_time: str, person: Patient | None = None) -> Appointment:
    """Taken at the desk by whoever planned the event."""
    return filling.book_slot(
        event=held,
        patient=person or make.patient(),
        therapist=therapist,
        starts_at=make.at(wall_time, held.on),
        key=uuid.uuid4(),
        by=held.planned_by,
    )
