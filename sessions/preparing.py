"""What a therapist wants to know about the next patient in half a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from clinic import clock
from clinic.asking import Standing, blank
from patients import alerts, comparing
from patients.comparing import Difference
from patients.models import Alert, MedicalHistory, Patient
from patients.screening import Cautions
from scheduling.models import Appointment
from sessions import carrying, snapshot
from sessions.figure import Figure, figures
from sessions.models import EarlierNote, PointFinding, TreatmentSession
from sessions.visit import gate
from sessions.visit.gate import Door
from sessions.visit.models import Stop
from sessions.writing.authorship import settle
from sessions.writing.generating import generate

PAINS_SHOWN = 5
EXPIRES_SOON = timedelta(days=30)
MINUTE = timedelta(minutes=1)


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
    door: Door
    elsewhere: EarlierNote | None = None
    changes: list[Difference] | None = None

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
    def stopped(self) -> Stop | None:
        """Why the last session was broken off, if it was."""
        stop = getattr(self.last_session, "stop", None)
        return stop if stop and stop.stands else None

    @property
    def for_today(self) -> list[str]:
        """What the last visit left for this one, in lines; nothing where its conduct says neither."""
        conduct = getattr(self.last_session, "conduct", None)
        if conduct is None:
            return []
        at_home = " ".join(conduct.home_care.split())
        return [line for line in (conduct.next_visit, at_home and f"At home: {at_home}") if line]

    @property
    def consents_due(self) -> list[str]:
        """What has to be signed, in words; within a month of its end it is said ahead of time."""
        signed, soon = self.door.treatment, clock.today() + EXPIRES_SOON
        due = [] if signed else ["Treatment: no signed consent in force. Ask aloud, have it signed"]
        if signed and signed.expires_on and signed.expires_on <= soon:
            due.append(f"Treatment: the signed consent ends {signed.expires_on:%-d %b %Y}")
        areas = (asked.area.label for asked in self.door.areas if not asked.may_agree)
        return due + [f"{label}: no signed consent, so it is left out today" for label in areas]

    @property
    def time_left(self) -> str:
        """How long until it begins, or ends."""
        now, held = clock.now(), self.appointment
        if held.day != clock.today() or held.ends_at <= now:
            return ""
        begun = held.starts_at <= now
        minutes = ((held.ends_at if begun else held.starts_at) - now) // MINUTE
        length = f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
        return f"{length} left" if begun else f"in {length}"

    @property
    def figures(self) -> list[Figure]:
        """The fullest view of the open points."""
        return figures((point.finding, point.last) for point in self.points)[:1]


def prepare(appointment: Appointment, cautions: Cautions) -> Preparation:
    """A handful of queries, however many points and visits there were."""
    patient = appointment.patient
    points, (recent, standing, consents, elsewhere) = _asked(appointment)
    newest = [*recent]
    if newest and not newest[0].is_signed:
        settle(newest[0], generate(newest[0]))
    muscles = (point.finding.point.muscle_id for point in points)
    door = gate.door(patient, cautions, muscles, on=appointment.day)
    door.consents = [*consents]
    return Preparation(
        appointment=appointment,
        cautions=cautions,
        history=cautions.history,
        last_session=newest[0] if newest else None,
        points=points,
        door=door,
        elsewhere=next(iter(elsewhere), None),
        changes=_changes(patient, cautions.history, newest[0] if newest else None),
        alerts=[*standing],
        pains=[(each.started_at, each.pain_before) for each in reversed(newest)],
    )


def _changes(
    patient: Patient, history: MedicalHistory | None, last: TreatmentSession | None
) -> list[Difference] | None:
    """What the newest answers say otherwise than those of the last visit; None if they are those."""
    if not (history and last and history.answered_at > last.started_at):
        return None
    known = comparing.versions(patient).filter(answered_at__lte=last.started_at)
    earlier = known.first()
    return comparing.changes(earlier, history) if earlier else None


def _asked(appointment: Appointment) -> tuple[list[OpenPoint], list[QuerySet[Any]]]:
    """The points on the running session's map, else those that its start would put there; and _beside()."""
    told = {
        "patient": appointment.patient_id,
        "appointment": appointment.pk,
        "starts_at": appointment.starts_at,
        "today": clock.today(),
    }
    running = getattr(appointment, "treatment_session", None)
    if running:
        found, referrals, treatments, *beside = RUNNING.ask(**told, session=running.pk)
        findings = snapshot.dealt(found, referrals, treatments)
        return [OpenPoint(finding, finding.last_score) for finding in findings], beside
    latest, *beside = TO_COME.ask(**told)
    return [OpenPoint(finding, finding.known_score) for finding in carrying.still_open(latest)], beside


def _beside() -> Sequence[QuerySet]:
    """The visits before, alerts, consents, and the newest note from elsewhere."""
    earlier = TreatmentSession.objects.filter(
        patient=PATIENT, started_at__lt=blank("starts_at", "timestamptz")
    )
    earlier = earlier.exclude(appointment=blank("appointment", "bigint")).order_by("-started_at")
    elsewhere = EarlierNote.objects.filter(patient=PATIENT).defer("snapshot", "text")
    return [
        earlier.select_related("therapist", "stop", "conduct").defer("snapshot")[:PAINS_SHOWN],
        alerts.standing(PATIENT, chart_open=True, today=TODAY),
        gate.consents_in_force(PATIENT, today=TODAY),
        elsewhere.order_by("-written_at", "-pk")[:1],
    ]


PATIENT, TODAY = blank("patient", "bigint"), blank("today", "date")
RUNNING = Standing(lambda: [*snapshot.questions(blank("session", "bigint")), *_beside()])
TO_COME = Standing(lambda: [carrying.with_points(carrying.latest_findings(PATIENT)), *_beside()])
