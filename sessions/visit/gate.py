"""The door of a session: what has changed, which cautions hold, what the patient agrees to today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from clinic import clock
from clinic.models import Staff
from patients.models import Consent, ConsentText, MedicalHistory, Patient
from patients.screening import Cautions
from sessions.models import TreatmentSession
from sessions.visit import areas
from sessions.visit.areas import Area
from sessions.visit.models import AreaConsent, StartCheck
from sessions.visit.refusals import NotAsked

AGREED, NOT_TODAY = AreaConsent.Said.AGREED, AreaConsent.Said.NOT_TODAY
WRITTEN_FOR = {"chest": "chest", "groin": "thigh", "buttock": "buttock"}


@dataclass(frozen=True)
class Review:
    """What was asked and read at the door.

    changed: the answer to "anything changed?"; None where it was not asked. words: what, as they say it.
    areas: by slug of a sensitive area, agreed or not_today. seen: the history's version and the rules that
    the page showed, as Door.seen says them; empty where nobody looked at a page.
    """

    changed: bool | None = None
    words: str = ""
    areas: Mapping[str, str] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True)
class Asked:
    """One sensitive area in question; consent: the signed one that covers it, if there is one.

    said: what was answered already, on a page that comes back with another question.
    """

    area: Area
    consent: Consent | None
    said: str = ""

    @property
    def may_agree(self) -> bool:
        return not self.area.written or self.consent is not None


@dataclass
class Door:
    """What has to be asked before this patient is treated on that day."""

    patient: Patient
    on: date
    cautions: Cautions
    muscles: frozenset[str]
    said: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def consents(self) -> list[Consent]:
        """Those in force; asked for when somebody needs them."""
        return [*consents_in_force(self.patient)]

    @property
    def history(self) -> MedicalHistory | None:
        return self.cautions.history

    @property
    def ask_changed(self) -> bool:
        """The answers are of an earlier day, and nobody has asked today yet."""
        if self.history is None or self.told_today is not None:
            return False
        return clock.local(self.history.answered_at).date() < self.on

    @property
    def told_today(self) -> bool | None:
        """Written down among the day's readings already."""
        facts = self.cautions.facts
        return facts.changed if facts else None

    @property
    def treatment(self) -> Consent | None:
        """The signed consent to treatment in force."""
        return self._of(ConsentText.Kind.TREATMENT)

    @property
    def areas(self) -> list[Asked]:
        return [
            Asked(area, self.covering(area), self.said.get(area.slug, ""))
            for area in areas.in_question(self.muscles)
        ]

    @property
    def seen(self) -> str:
        """What the page showed, so that a start from an old page is noticed."""
        version = self.history.version if self.history else 0
        return f"{version}:{','.join(sorted(caution.rule.slug for caution in self.cautions))}"

    def covering(self, area: Area) -> Consent | None:
        return covering(self.consents, area)

    def _of(self, kind: str) -> Consent | None:
        return next((each for each in self.consents if each.text.kind == kind), None)


def covering(consents: Iterable[Consent], area: Area) -> Consent | None:
    """The signed consent whose own words name the area."""
    word = WRITTEN_FOR.get(area.slug)
    signed = (each for each in consents if each.text.kind == ConsentText.Kind.SENSITIVE)
    return next((each for each in signed if word and word in each.areas.lower()), None)


def consents_in_force(patient: Any, *, today: Any = None) -> QuerySet[Consent]:
    """Of the patient; or of blanks for their key and for the day."""
    return Consent.objects.filter(patient=patient).current(today).select_related("text")


def treatment_consent(held: TreatmentSession) -> Consent | None:
    """The signed consent to treatment that the door knew of, else one that was signed since."""
    check = getattr(held, "start_check", None)
    if check and check.consent:
        return check.consent
    signed = consents_in_force(held.patient).filter(text__kind=ConsentText.Kind.TREATMENT)
    return signed.first()


def door(patient: Patient, cautions: Cautions, muscles: Iterable[str], *, on: date) -> Door:
    """muscles: those with an open point, which are worked on unless somebody leaves them out."""
    return Door(patient, on, cautions, frozenset(muscles))


def refuse_unasked(door: Door, review: Review) -> None:
    """Raises NotAsked, in words that say what to ask."""
    if review.seen and review.seen != door.seen:
        raise NotAsked(
            "The answers or the cautions have changed since this page was opened. Look again, then start."
        )
    if review.changed is None and door.ask_changed and door.history:
        answered = f"{clock.local(door.history.answered_at):%-d %B %Y}"
        raise NotAsked(f"Ask whether anything has changed since {answered}, then start.")
    if review.changed and not review.words.strip():
        raise NotAsked("Write down in a few words what has changed, or ask the questions again.")
    for asked in door.areas:
        _refuse_area(asked, review.areas.get(asked.area.slug, ""))


def _refuse_area(asked: Asked, said: str) -> None:
    label = asked.area.label
    if said not in {AGREED, NOT_TODAY}:
        raise NotAsked(f"{label}: an open point lies there. Ask whether they agree to work there today.")
    if said == AGREED and not asked.may_agree:
        raise NotAsked(
            f"{label}: the signed consent is missing, has ended or was taken back. "
            "Have it signed, or leave the area out today."
        )


def keep(treatment_session: TreatmentSession, door: Door, review: Review, *, by: Staff) -> StartCheck:
    """Write down what was asked and read; the caller's transaction records it."""
    now = clock.now()
    check = StartCheck.objects.create(
        treatment_session=treatment_session,
        history=door.history,
        changed=door.told_today if review.changed is None else review.changed,
        words=review.words.strip() if review.changed else "",
        cautions=[caution.rule.slug for caution in door.cautions],
        consent=door.treatment,
        at=now,
        by=by,
    )
    AreaConsent.objects.bulk_create(
        AreaConsent(
            treatment_session=treatment_session,
            area=asked.area.slug,
            said=review.areas[asked.area.slug],
            consent=asked.consent,
            at=now,
            by=by,
        )
        for asked in door.areas
    )
    return check
