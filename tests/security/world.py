"""A small clinic with one of everyone who might knock, and a record for every relation they may stand in."""

import uuid
from dataclasses import dataclass
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from patients import alerts
from patients.models import Alert, CareTeam, Document, Patient
from scheduling.models import Appointment, Status
from sessions.models import Muscle, PointFinding, TreatmentSession, TriggerPoint
from tests import make

CALLERS = ("anonymous", "in_team", "outside", "front_desk", "admin", "deactivated")
MISSING = 2_000_000_000


@dataclass
class Records:
    """What hangs from one patient; its keys are those that addresses are made of."""

    patient: Patient
    appointment: Appointment
    session: TreatmentSession
    finding: PointFinding
    member: CareTeam
    alert: Alert
    document: Document

    def keys(self, name: str) -> dict[str, Any]:
        """pk is the session's in the sessions' room, save where an appointment becomes one."""
        a_session = name.startswith("sessions:") and name != "sessions:start"
        return {
            "number": self.patient.number,
            "pk": self.session.pk if a_session else self.appointment.pk,
            "finding": self.finding.pk,
            "member": self.member.pk,
            "alert": self.alert.pk,
            "document": self.document.pk,
            "day": self.appointment.day,
        }


@dataclass
class World:
    staff: dict[str, Staff | None]
    own: Records
    other: Records


def build() -> World:
    """in_team treats the patient of own; the patient of other is in somebody else's care."""
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
    patient = appointment.patient
    member = make.in_care_of(therapist, patient)
    alert = alerts.add(patient, "Rings twice", by=therapist)
    document = make.document(patient, therapist)
    return Records(patient, appointment, session, finding, member, alert, document)
