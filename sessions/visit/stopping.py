"""A red flag in the middle of a session: it stops, and what follows is a note and a letter."""

from typing import Any

from django.db.models import QuerySet

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients.models import CautionRule
from sessions.models import TreatmentSession
from sessions.open_session import hold_open
from sessions.refusals import SessionRefused
from sessions.visit.models import Stop
from sessions.visit.refusals import Stopped


def stands(treatment_session: TreatmentSession) -> bool:
    """Whether the session is stopped; for whoever begins something new, after hold_open."""
    return standing(treatment_session).exists()


def standing(treatment_session: Any) -> QuerySet[Stop]:
    """The stop that was not lifted, of a session or of a blank for its key."""
    return Stop.objects.filter(treatment_session=treatment_session, lifted_at__isnull=True)


def refuse_new_work(treatment_session: TreatmentSession) -> None:
    """Raises Stopped; every rule that lays hands on asks this first."""
    if stands(treatment_session):
        raise Stopped


@verb
def stop(*, treatment_session: TreatmentSession, rule: CautionRule | None, reason: str, by: Staff) -> Stop:
    """Stop for what was seen or said; the same said twice is one stop, and another reason is refused."""
    held = hold_open(treatment_session, by)
    known = Stop.objects.select_for_update(of=("self",)).filter(treatment_session=held).first()
    if known and known.stands:
        if (known.rule, known.reason) == (rule, reason):
            return known
        at = f"{clock.local(known.at):%H:%M}"
        raise SessionRefused(f"This session was stopped at {at} already. Write the rest into the note.")
    about = {"rule": rule, "reason": reason, "at": clock.now(), "by": by}
    lifted = {"lifted_at": None, "lifted_by": None, "lifted_why": ""}
    row, _ = Stop.objects.update_or_create(treatment_session=held, defaults={**about, **lifted})
    audit.record("stopped", held, by=by, fields=[rule.slug] if rule else [], ids=[row.pk])
    return row


@verb
def lift(*, treatment_session: TreatmentSession, why: str, by: Staff) -> Stop:
    """It was no red flag after all; the stop stays in the record with both reasons."""
    held = hold_open(treatment_session, by)
    row = Stop.objects.select_for_update(of=("self",)).filter(treatment_session=held).first()
    if row is None:
        raise SessionRefused("This session was not stopped.")
    if row.stands:
        row.lifted_at, row.lifted_by, row.lifted_why = clock.now(), by, why
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        audit.record("took a stop back", held, by=by, ids=[row.pk], reason=why)
    return row
