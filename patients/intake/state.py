"""How far a patient is with the questionnaire: missing, started, done, or due again after a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from clinic import clock
from patients.models import Draft, IntakeLink, MedicalHistory, Patient

DUE_AFTER = timedelta(days=365)
WORDS = {
    "missing": "Questionnaire missing",
    "started": "Questionnaire started",
    "done": "Questionnaire done",
    "due": "Questionnaire is over a year old",
}


@dataclass(frozen=True)
class State:
    """What every colleague may know of it; call_first: the page told the patient to call before coming."""

    name: str
    answered_at: datetime | None = None
    link: IntakeLink | None = None
    draft: Draft | None = None
    proposals: int = 0

    @property
    def words(self) -> str:
        return WORDS[self.name]

    @property
    def call_first(self) -> bool:
        return bool(self.draft and self.draft.call_first_at)


def of(patient: Patient) -> State:
    """Four small questions to the database."""
    latest = patient.histories.order_by("-version").only("answered_at").first()
    draft = Draft.objects.open().filter(patient=patient).first()
    link = patient.intake_links.order_by("-made_at", "-pk").first()
    answered_at = latest.answered_at if latest else None
    proposals = patient.contact_proposals.filter(decided_at__isnull=True).count()
    return State(name_of(answered_at, started=draft is not None), answered_at, link, draft, proposals)


def name_of(answered_at: datetime | None, *, started: bool) -> str:
    if started:
        return "started"
    if answered_at is None:
        return "missing"
    return "due" if answered_at < clock.now() - DUE_AFTER else "done"


def is_missing(patient: Patient) -> bool:
    """Nobody has asked this patient anything yet."""
    return not patient.histories.exists()


def with_intake(rows: QuerySet, patient: str = "patient") -> QuerySet:
    """Appointments, each with has_history and has_draft, in the query that fetches them."""
    same = {"patient": OuterRef(patient)}
    return rows.annotate(
        has_history=Exists(MedicalHistory.objects.filter(**same)),
        has_draft=Exists(Draft.objects.open().filter(**same)),
    )


def shown_on_board(appointment: object) -> str:
    """missing or started, for those who were never asked; nothing for everyone else."""
    if getattr(appointment, "has_history", True):
        return ""
    return "started" if getattr(appointment, "has_draft", False) else "missing"
