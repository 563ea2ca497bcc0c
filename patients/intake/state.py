"""How far a patient is with the questionnaire: missing, started, done, or due again; and with the consent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from clinic import clock
from patients.models import (
    Consent,
    ConsentText,
    ContactProposal,
    Draft,
    IntakeLink,
    MedicalHistory,
    Patient,
)

DUE_AFTER = timedelta(days=365)
WORDS = {
    "missing": "Questionnaire missing",
    "started": "Questionnaire started",
    "done": "Questionnaire done",
    "due": "Questionnaire is over a year old",
    "call": "Told to call first",
}
NO_CONSENT = "Consent to be signed"


@dataclass(frozen=True)
class State:
    """What every colleague may know of it; call_first: the page told the patient to call before coming.

    link_until: while a link is alive, its end; link_opened: somebody has begun through it.
    """

    name: str
    answered_at: datetime | None
    call_first: bool
    link_until: datetime | None
    link_opened: bool
    proposals: int
    consent_signed: bool

    @property
    def lacks_consent(self) -> bool:
        return lacks_consent(self.name, signed=self.consent_signed)

    @property
    def words(self) -> str:
        return WORDS[self.name]


def facts(patient: str = "pk", *, today: Any = None) -> dict[str, Any]:
    """What State is made of, to be asked for in the query that fetches the patient; today: a blank for it."""
    same = {"patient": OuterRef(patient)}
    drafts = Draft.objects.open().filter(**same)
    live = IntakeLink.objects.live().filter(**same)
    wishes = ContactProposal.objects.filter(**same, decided_at__isnull=True).order_by().values("patient")
    consents = Consent.objects.current(today).filter(**same, text__kind=ConsentText.Kind.TREATMENT)
    newest = MedicalHistory.objects.filter(**same).order_by("-version")
    return {
        "intake_answered_at": Subquery(newest.values("answered_at")[:1]),
        "intake_begun": Exists(drafts),
        "intake_call_first": Exists(drafts.filter(call_first_at__isnull=False)),
        "intake_link_until": Subquery(live.values("expires_at")[:1]),
        "intake_link_opened": Exists(live.filter(opened_at__isnull=False)),
        "intake_consent": Exists(consents),
        "intake_proposals": Coalesce(Subquery(wishes.annotate(n=Count("pk")).values("n")), 0),
    }


def known(row: Any) -> State:
    """From a row that was fetched with facts()."""
    return State(
        name=name_of(row.intake_answered_at, started=row.intake_begun),
        answered_at=row.intake_answered_at,
        call_first=row.intake_call_first,
        link_until=row.intake_link_until,
        link_opened=row.intake_link_opened,
        proposals=row.intake_proposals,
        consent_signed=row.intake_consent,
    )


def of(patient: Patient) -> State:
    """In one question to the database."""
    return known(Patient.objects.annotate(**facts()).get(pk=patient.pk))


def name_of(answered_at: datetime | None, *, started: bool) -> str:
    if started:
        return "started"
    if answered_at is None:
        return "missing"
    return "due" if answered_at < clock.now() - DUE_AFTER else "done"


def lacks_consent(name: str, *, signed: bool) -> bool:
    """Whether the treatment has to be agreed to; who has not answered yet signs with the questionnaire."""
    return name in {"done", "due"} and not signed


def is_missing(patient: Patient) -> bool:
    """Nobody has asked this patient anything yet."""
    return not patient.histories.exists()


def for_the_board(patient: str = "patient", *, today: Any = None) -> dict[str, Any]:
    """The part of facts() that a card has room for."""
    shown = ("intake_answered_at", "intake_begun", "intake_call_first", "intake_consent")
    return {name: fact for name, fact in facts(patient, today=today).items() if name in shown}


def shown_on_board(row: Any) -> str:
    """missing, started, done or due, or call where the page told them to call first; for_the_board() asks."""
    if row.intake_call_first:
        return "call"
    return name_of(row.intake_answered_at, started=row.intake_begun)
