"""A small clinic with one of everyone who might knock, and a record for every relation they may stand in."""

import uuid
from dataclasses import dataclass
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from patients import alerts
from patients.intake import links
from patients.models import Alert, CareTeam, Consent, ConsentText, ContactProposal, Patient
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
    intake: links.MadeLink
    consent: Consent
    proposal: ContactProposal

    def keys(self, name: str) -> dict[str, Any]:
        """pk is the session's in the sessions' room, save where an appointment becomes one."""
        a_session = name.startswith("sessions:") and name != "sessions:start"
        return {
            "number": self.patient.number,
            "pk": self.session.pk if a_session else self.appointment.pk,
            "finding": self.finding.pk,
            "member": self.member.pk,
            "alert": self.alert.pk,
            "day": self.appointment.day,
            "token": self.intake.token,
            "link": self.intake.link.pk,
            "consent": self.consent.pk,
            "proposal": self.proposal.pk,
            "step": "reason",
            "question": "sport",
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
    return Records(patient, appointment, session, finding, member, alert, *asked(therapist, patient))


def asked(therapist: Staff, patient: Patient) -> tuple[links.MadeLink, Consent, ContactProposal]:
    """A link that was opened, a consent, and a wish to change the record."""
    made = links.make(patient, by=therapist)
    links.begin(made.link)
    history = make.history(patient, therapist)
    consent = Consent.objects.create(
        patient=patient, text=ConsentText.objects.get(kind="treatment"), scope="treatment", how="aloud",
        given_by="Ada", given_at=clock.now(),
    )  # fmt: skip
    proposal = ContactProposal.objects.create(
        patient=patient, history=history, field="pronouns", wished="they"
    )
    audit.record("changed", patient, by=therapist)
    return made, consent, proposal
