"""A patient whose points come and go over some visits, told in one line per visit."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction

from clinic import audit, clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.models import Status
from sessions import body_map
from sessions.models import Muscle, PointFinding, TreatmentSession, TriggerPoint
from tests import make

TRAPEZIUS, LEVATOR = ("trapezius_upper", "left", "TrP2"), ("levator_scapulae", "right", "LS1")


@transaction.atomic
def course(therapist: Staff, *visits: tuple[int, dict[Any, Any]], patient: Patient | None = None) -> Patient:
    """Each visit: days ago, and for each (muscle, side, code) its score before, or (score, status)."""
    person = patient or make.patient()
    points: dict[Any, TriggerPoint] = {}
    for ago, found in visits:
        session = _session(therapist, person, ago)
        for number, (where, said) in enumerate(found.items(), 1):
            if where not in points:
                muscle, side, code = where
                points[where] = TriggerPoint.objects.create(
                    patient=person, muscle=Muscle.objects.get(pk=muscle), side=side, code=code
                )
            _finding(session, points[where], number, *(said if isinstance(said, tuple) else (said, "active")))
    return person


def _session(therapist: Staff, person: Patient, ago: int) -> TreatmentSession:
    day = clock.today() - timedelta(days=ago)
    held = make.appointment(therapist, make.at("07:00", day), patient=person, status=Status.FULFILLED)
    session = TreatmentSession.objects.create(
        patient=person, therapist=therapist, appointment=held, started_at=held.starts_at
    )
    audit.record("started", session, by=therapist)
    return session


def _finding(
    session: TreatmentSession, point: TriggerPoint, number: int, before: int | None, status: str
) -> PointFinding:
    chart = f"tp-{session.patient.figure}"
    place = body_map.canonical(chart, point.muscle_id, point.code, point.side)
    return PointFinding.objects.create(
        treatment_session=session, point=point, number=number, chart=chart, chart_version=1,
        view=place.view, x=str(place.x), y=str(place.y), status=status, tenderness_before=before,
        placed_by="tap", key=uuid.uuid4(),
    )  # fmt: skip
