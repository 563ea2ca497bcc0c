"""What a therapist wants to know about the next patient in half a minute."""

from dataclasses import dataclass
from datetime import datetime

from patients import alerts
from patients.models import Alert, MedicalHistory, Patient
from patients.screening import Cautions
from scheduling.models import Appointment
from sessions import snapshot
from sessions.carrying import open_findings
from sessions.figure import Figure, figures
from sessions.models import PointFinding, TreatmentSession
from sessions.writing.authorship import settle
from sessions.writing.generating import generate

PAINS_SHOWN = 5


@dataclass(frozen=True)
class OpenPoint:
    """A point to look at again, with the tenderness it had when it was last scored."""

    finding: PointFinding
    last: int | None

    @property
    def words(self) -> str:
        return self.finding.point.words


@dataclass(frozen=True)
class Preparation:
    appointment: Appointment
    cautions: Cautions
    history: MedicalHistory | None
    last_session: TreatmentSession | None
    points: list[OpenPoint]
    pains: list[tuple[datetime, int | None]]
    alerts: list[Alert]

    @property
    def patient(self) -> Patient:
        return self.appointment.patient

    @property
    def history_is_news(self) -> bool:
        """Answered again after the last visit."""
        return bool(
            self.history and self.last_session and self.history.answered_at > self.last_session.started_at
        )

    @property
    def figures(self) -> list[Figure]:
        """The fullest view of the open points."""
        return figures((point.finding, point.last) for point in self.points)[:1]


def prepare(appointment: Appointment, cautions: Cautions) -> Preparation:
    """A handful of queries, however many points and visits there were."""
    patient = appointment.patient
    earlier = patient.treatment_sessions.filter(started_at__lt=appointment.starts_at).exclude(
        appointment=appointment
    )
    newest = list(earlier.select_related("therapist").order_by("-started_at")[:PAINS_SHOWN])
    if newest and not newest[0].is_signed:
        settle(newest[0], generate(newest[0]))
    return Preparation(
        appointment=appointment,
        cautions=cautions,
        history=cautions.history,
        last_session=newest[0] if newest else None,
        points=_points(appointment),
        alerts=alerts.shown(patient, chart_open=True),
        pains=[(each.started_at, each.pain_before) for each in reversed(newest)],
    )


def _points(appointment: Appointment) -> list[OpenPoint]:
    """Those on the running session's map, else those that its start would put there."""
    running = getattr(appointment, "treatment_session", None)
    if running:
        return [OpenPoint(finding, finding.last_score) for finding in snapshot.in_order(running)]
    return [OpenPoint(finding, finding.known_score) for finding in open_findings(appointment.patient)]
