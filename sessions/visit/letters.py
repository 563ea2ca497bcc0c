"""A referral letter out of a session: begun from what is known, edited, kept as a document."""

import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from clinic import audit, clock
from clinic.models import Clinic, Role, Staff
from clinic.paper import compiled
from clinic.transactions import verb
from patients.cautions import Cautions
from patients.files import documents
from patients.files.kinds import PDF, Cleaned
from patients.models import Document, Patient
from sessions.models import PointFinding, TreatmentSession
from sessions.open_session import hold
from sessions.refusals import SessionRefused
from sessions.visit.models import Letter, Stop

TEMPLATE = Path(__file__).with_name("letter.typ").read_bytes()
A4 = (595, 842)
MOST_POINTS = 12


def begun(session: TreatmentSession, findings: list[PointFinding], cautions: Cautions) -> str:
    """The letter before anybody wrote a word: the rule's own words, what was found and measured."""
    patient, stop = session.patient, getattr(session, "stop", None)
    when = clock.local(session.started_at)
    parts = [
        "Dear colleague,",
        f"I saw {patient} on {when:%-d %B %Y} for treatment of muscle pain. " + _stopped(stop),
        _measured(cautions),
        _said(session),
        _found(findings),
        _known(cautions),
        "I have not gone on treating. Please assess, and let me know when treatment may go on.",
    ]
    return "\n\n".join(part for part in parts if part)


def addressed(patient: Patient) -> dict[str, str]:
    """To the physician on record; nothing where there is none, and whoever is on call reads it."""
    to = "\n".join(filter(None, [patient.physician, patient.practice]))
    return {"to": to} if to else {}


def keep(session: TreatmentSession, *, to: str, text: str, key: uuid.UUID, by: Staff) -> Letter:
    """Make the PDF, file it among the patient's documents, remember where it came from; once a key."""
    if known := Letter.objects.filter(treatment_session=session, key=key).first():
        return known
    about = {
        "kind": Document.Kind.LETTER,
        "title": f"Referral letter, {clock.local(clock.now()):%-d %B %Y}",
        "audience": Document.Audience.CLINICAL,
        "taken_on": clock.today(),
    }
    _refuse_strangers(session, by)
    document = documents.add(session.patient, drawn(session, to, text, by), key=key, by=by, **about)
    return _kept(session, document, to=to, text=text, key=key, by=by)


@verb
def _kept(
    session: TreatmentSession, document: Document, *, key: uuid.UUID, by: Staff, **words: str
) -> Letter:
    held = hold(session)
    row, is_new = Letter.objects.get_or_create(
        treatment_session=held, key=key, defaults={"document": document, "at": clock.now(), "by": by, **words}
    )
    if is_new:
        audit.record("wrote a letter", held, by=by, ids=[document.pk])
    return row


def drawn(session: TreatmentSession, to: str, text: str, by: Staff) -> Cleaned:
    content = compiled(TEMPLATE, told(session.patient, to, text, by))
    with pikepdf.open(BytesIO(content)) as pdf:
        return Cleaned(content, PDF, *A4, pages=len(pdf.pages))


def contact(clinic: Clinic) -> str:
    """How the clinic is reached, for the head of a paper."""
    return ", ".join(filter(None, [clinic.address, clinic.phone]))


def told(patient: Patient, to: str, text: str, by: Staff) -> dict[str, Any]:
    clinic = Clinic.current()
    born = f", born {patient.birth_on:%-d %B %Y}" if patient.birth_on else ""
    return {
        "clinic": clinic.name,
        "contact": contact(clinic),
        "to": to,
        "date": f"{clock.today():%-d %B %Y}",
        "about": f"{patient.first_name} {patient.last_name}{born}, our no. {patient.number}",
        "text": text,
        "signed": by.legal_name,
        "credentials": by.credentials,
    }


def _stopped(stop: Stop | None) -> str:
    if stop is None or not stop.stands:
        return "I ask for your assessment before treatment goes on."
    sign = f"The sign: {stop.rule.trigger}. Our rule for it: {stop.rule.message} " if stop.rule else ""
    seen = f"What I saw or heard: {_ended(stop.reason)}"
    return f"I stopped the session at {clock.local(stop.at):%H:%M}. {sign}{seen}"


def _ended(words: str) -> str:
    """With a full stop, for more follows."""
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _measured(cautions: Cautions) -> str:
    words = cautions.facts.words if cautions.facts else []
    return f"Measured and asked that day: {', '.join(words)}." if words else ""


def _said(session: TreatmentSession) -> str:
    return f"In the session's note: {_ended(session.subjective)}" if session.subjective.strip() else ""


def _found(findings: list[PointFinding]) -> str:
    """What was felt today, the most tender first; the rest is counted."""
    scored = [finding for finding in findings if finding.tenderness_before is not None]
    worst = sorted(scored, key=lambda finding: (-(finding.tenderness_before or 0), finding.number))
    if not worst:
        return ""
    words = [f"{one.point.words} {one.tenderness_before} of 10" for one in worst[:MOST_POINTS]]
    more = f", and {len(worst) - MOST_POINTS} more" if len(worst) > MOST_POINTS else ""
    return f"Tender on palpation: {', '.join(words)}{more}."


def _known(cautions: Cautions) -> str:
    # The question alone may lean on its neighbours: "Treated and under 160/100" is about the blood pressure.
    told = [f"{caution.rule.chip.partition(':')[0]} ({caution.rule.trigger})" for caution in cautions]
    return f"From the medical history: {'; '.join(told)}." if told else ""


def _refuse_strangers(session: TreatmentSession, by: Staff) -> None:
    visible = TreatmentSession.objects.visible_to(by).filter(pk=session.pk)
    if not by.has(Role.THERAPIST) or not visible.exists():
        raise SessionRefused("Only the therapists of the care team write this letter.")
