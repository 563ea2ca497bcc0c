"""A small clinic with one of everyone who might knock, and a record for every relation they may stand in."""

import uuid
from dataclasses import dataclass
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from patients.models import Patient
from scheduling.models import Appointment, Status
from sessions.models import Muscle, PointFinding, TreatmentSession, TriggerPoint
from tests import make

CALLERS = ("anonymous", "in_team", "outside", "front_desk", "admin", "deactivated")
MISSING = 2_000_000_000


@dataclass
class Records:
    """What hangs from one patient; the keys are those that addresses are made of."""

    patient: Patient
    appointment: Appointment
    session: TreatmentSession
    finding: PointFinding

    def keys(self) -> dict[str, Any]:
        return {
            "number": self.patient.number,
            "appointment": self.appointment.pk,
            "pk": self.appointment.pk,
            "session": self.session.pk,
            "finding": self.finding.pk,
            "day": self.appointment.day.isoformat(),
        }


@dataclass
class World:
    staff: dict[str, Staff | None]
    own: Records
    other: Records


def build() -> World:
    """in_team treats the patient of own; other's patient belongs to somebody else's care team."""
    in_team, colleague = make.therapist("Maya"), make.therapist("Ines")
    return World(
        staff={
            "anonymous": None,
            "in_team": in_team,
            "outside": make.therapist("Tomas"),
            "front_desk": make.front_desk(),
            "admin": make.admin(),
            "deactivated": make.therapist("Gone", is_active=False),
        },
        own=records(in_team, "09:00"),
        other=records(colleague, "11:00"),
    )


def records(therapist: Staff, time: str) -> Records:
    appointment = make.appointment(therapist, make.at(time), status=Status.ARRIVED)
    session = TreatmentSession.objects.create(
        patient=appointment.patient, therapist=therapist, appointment=appointment, started_at=clock.now()
    )
    point = TriggerPoint.objects.create(
        patient=appointment.patient,
        muscle=Muscle.objects.get(slug="trapezius_upper"),
        side="left",
        code="TrP1",
    )
    finding = PointFinding.objects.create(
        treatment_session=session, point=point, number=1, chart="tp-a", chart_version=1, view="posterior",
        x="0.4", y="0.2", placed_by="tap", key=uuid.uuid4(),
    )  # fmt: skip
    audit.record("started", session, by=therapist)
    return Records(appointment.patient, appointment, session, finding)
