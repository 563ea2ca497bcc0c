"""Consents: given with the questionnaire, listed on the record, taken back at any moment."""

import calendar
from datetime import date

from clinic import audit, clock
from clinic.models import Staff
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
    how = "on the patient's phone" if history.recorded_by_id is None else "asked by a colleague"
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


@verb
def withdraw(consent: Consent, *, why: str = "", by: Staff) -> Consent:
    """The patient takes it back; a consent withdrawn before stays as it was."""
    held = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = clock.now(), by, why
        held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        audit.record("consent withdrawn", held, by=by)
    return held
