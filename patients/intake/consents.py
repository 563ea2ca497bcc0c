"""Consents: given with the questionnaire, listed on the record, taken back at any moment."""

import calendar
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.intake.question_models import Question
from patients.intake.screens import Questionnaire
from patients.models import Consent, ConsentText, MedicalHistory


def texts() -> dict[str, ConsentText]:
    """The newest words of each kind."""
    newest = ConsentText.objects.order_by("kind", "-version").distinct("kind")
    return {text.kind: text for text in newest}


def give_all(history: MedicalHistory, walk: Questionnaire) -> None:
    """Each yes, to the very words that were read; a consent given anew replaces the older one in effect."""
    signer = walk.told.get("signature", {}).get("name", "")
    how = "on the patient's phone" if history.recorded_by_id is None else "in the clinic"
    for question in walk.asked():
        said = walk.told.get(question.slug, {})
        if question.kind != Question.Kind.CONSENT or said.get("values") != ["yes"]:
            continue
        text = ConsentText.objects.filter(pk=said["text"], kind=question.fills).first()
        if text is None:
            raise Refused("The words of a consent have changed meanwhile. Read that page again, then send.")
        Consent.objects.create(
            patient=history.patient,
            history=history,
            text=text,
            scope=text.scope,
            areas=text.areas,
            how=how,
            witness=str(history.recorded_by) if history.recorded_by_id else "",
            given_by=signer,
            given_at=history.answered_at,
            expires_on=ends_on(clock.local(history.answered_at).date(), text.months),
        )


def ends_on(given_on: date, months: int | None) -> date | None:
    """The last day it holds: the day before the same date so many months later."""
    if months is None:
        return None
    year, month = divmod(given_on.month - 1 + months, 12)
    year, month = given_on.year + year, month + 1
    return date(year, month, min(given_on.day, calendar.monthrange(year, month)[1]))


CHANGED_FIRST = "Someone changed these words first. What they say now is on this page."


class TextRefused(Refused):
    """Why the words of a consent stay as they are."""


@verb
def reword(kind: str, *, after: int, by: Staff, **words: Any) -> ConsentText:
    """Put new words in force from now on; what was agreed to before keeps its own.

    words: text, scope, areas, months. after: the version that was shown.
    """
    if not may_reword(by):
        raise TextRefused("Only an admin or a clinical lead changes what patients agree to.")
    now = texts()[kind]
    if now.version != after:
        raise TextRefused(CHANGED_FIRST)
    if all(getattr(now, name) == value for name, value in words.items()):
        return now
    try:
        with transaction.atomic():
            new = ConsentText.objects.create(kind=kind, version=now.version + 1, **words)
    except IntegrityError as error:
        raise TextRefused(CHANGED_FIRST) from error
    audit.record("consent reworded", by=by, fields=[kind, *sorted(words)])
    return new


def may_reword(staff: Staff) -> bool:
    return staff.has(Role.ADMIN) or staff.clinical_lead


@verb
def withdraw(consent: Consent, *, why: str = "", by: Staff) -> Consent:
    """The patient takes it back; a consent withdrawn before stays as it was."""
    held = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = clock.now(), by, why
        held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        audit.record("consent withdrawn", held, by=by)
    return held
