"""The life of a treatment session: started, charted, written, signed; afterwards only added to."""

import uuid
from datetime import datetime
from typing import Any

from clinic import audit, clock, writing
from clinic.models import Clinic, Staff
from clinic.transactions import verb
from patients import screening
from patients.effects import Effects, combine
from patients.holding import NoLongerAlive, hold_patient_of
from patients.intake.state import is_missing
from scheduling import booking, locks
from scheduling.lawful import STARTABLE
from scheduling.models import Appointment, Status
from sessions import papers, snapshot
from sessions.carrying import carry_over, open_findings
from sessions.courses.complaints import assign_at_start
from sessions.marking import place, remove, score
from sessions.models import NOTE_FIELDS, Addendum, TreatmentSession
from sessions.open_session import hold, hold_open, refuse_others
from sessions.refusals import Blocked, CannotStart, IntakeMissing, NotReady, SessionRefused, StaleNote
from sessions.visit import cosigning, gate, pages
from sessions.visit.gate import Review
from sessions.writing import authorship
from sessions.writing.generating import generate

__all__ = ["amend", "place", "remove", "score", "sign", "start", "write"]

WRITTEN = (*NOTE_FIELDS, "pain_before", "pain_after")


@verb
def start(
    *, appointment: Appointment, review: Review, without_intake: str = "", by: Staff
) -> TreatmentSession:
    """Open the visit's session, with the patient's open points already on the map.

    review: what was asked and read at the door; raises NotAsked where something was not.
    without_intake: why the treatment begins although nobody has asked yet, where the clinic wants that first.
    The second start of the same visit answers with the first one's session.
    """
    hold_patient_of(appointment)
    held = _own_visit(appointment, by)
    if running := TreatmentSession.objects.filter(appointment=held).first():
        return running
    door = _door(held)
    skipped = _may_skip_intake(held, without_intake)
    gate.refuse_unasked(door, review)
    _see_arrived(held, by)
    now = clock.now()
    treatment_session = TreatmentSession.objects.create(
        patient=held.patient,
        therapist=by,
        appointment=held,
        # Written up after the day, the visit still began when it began.
        started_at=held.starts_at if held.ends_at <= now else now,
    )
    carry_over(treatment_session)
    assign_at_start(treatment_session)
    gate.keep(treatment_session, door, review, by=by)
    audit.record("started", treatment_session, by=by, reason=skipped)
    return treatment_session


@verb
def write(
    *,
    treatment_session: TreatmentSession,
    texts: dict[str, Any],
    version: int,
    origins: authorship.Origins | None = None,
    save: pages.Save | None = None,
    by: Staff,
) -> TreatmentSession:
    """Save what changed of the note: any of subjective, objective, assessment, plan, pain_before, pain_after.

    origins: where a section's words come from, see Authored; what is saved is the therapist's own.
    save: which page's how-manieth; an older one of the same page changes nothing.
    Raises StaleNote, with both texts, if somebody else wrote since version and what is stored differs.
    """
    held = hold_open(treatment_session, by)
    if pages.is_old(held, save):
        return held
    current = pages.is_current(held, version, save)
    given = {name: texts[name] for name in WRITTEN if name in texts}
    stored = authorship.taken_in(held, given, origins or {}, current=current)
    changed = [name for name in stored if stored[name] != getattr(held, name)]
    if not changed or (not current and not {*changed} & {*WRITTEN}):
        return held
    if not current:
        raise _stale(held, stored)
    pages.remember(held, save)
    return _keep(held, {name: stored[name] for name in changed}, by)


def _keep(held: TreatmentSession, changes: dict[str, Any], by: Staff) -> TreatmentSession:
    for name, value in changes.items():
        setattr(held, name, value)
    held.version += 1
    writing.change(held, "version", "saved_at", *changes)
    audit.record("charted", held, by=by, fields=list(changes))
    return held


@verb
def sign(
    *, treatment_session: TreatmentSession, ended_at: datetime | None = None, by: Staff
) -> TreatmentSession:
    """Turn the session to stone: snapshot and digest are stored, and the visit counts as fulfilled.

    ended_at: when the treatment ended, unless the session knows. A second click changes nothing.
    """
    held = hold(treatment_session)
    refuse_others(held, by)
    if held.is_signed:
        return held
    held.ended_at = ended_at or held.ended_at
    _refuse_to_sign(held)
    cosigning.begin(held, by)
    authorship.settle(held, generate(held))
    held.signed_at, held.signed_by = clock.now(), by
    held.snapshot = snapshot.canonical(snapshot.sheet(held))
    held.digest = snapshot.digest(held.snapshot)
    held.save()
    booking.fulfil(appointment=held.appointment, by=by)
    audit.record("signed", held, by=by, fields=["ended_at", "snapshot", "digest"])
    return held


@verb
def amend(*, treatment_session: TreatmentSession, text: str, why: str, key: uuid.UUID, by: Staff) -> Addendum:
    """Add to a signed session; its own words stay. A repeated key answers with the first one's addendum."""
    held = hold(treatment_session)
    if not TreatmentSession.objects.visible_to(by).filter(pk=held.pk).exists():
        raise SessionRefused(f"You are not in {held.patient}'s care team, so you cannot add to this record.")
    if not held.is_signed:
        raise SessionRefused("This session is not signed yet. Write into the note itself.")
    if repeated := held.addenda.filter(key=key).first():
        return repeated
    addendum = Addendum.objects.create(treatment_session=held, text=text, why=why, key=key, added_by=by)
    audit.record("amended", held, by=by, fields=["text", "why"], ids=[addendum.pk])
    return addendum


def _own_visit(appointment: Appointment, by: Staff) -> Appointment:
    """The visit, held until the transaction ends; raises CannotStart where it is somebody else's."""
    held = locks.appointment(appointment)
    if held.therapist_id != by.pk:
        raise CannotStart(f"This visit is with {held.therapist}, who alone can start it.")
    return held


def _door(appointment: Appointment) -> gate.Door:
    """What has to be asked at this visit; raises where it cannot be started at all."""
    if appointment.status not in STARTABLE:
        word = Status(appointment.status).label.lower()
        raise CannotStart(f"This visit is {word}, so there is nothing to start. Book it again first.")
    if appointment.day > clock.today():
        raise CannotStart(f"This visit is on {appointment.day:%A %-d %B}. It can be started on that day.")
    if appointment.patient.had_died_by(appointment.day):
        raise CannotStart(str(NoLongerAlive(appointment.patient)))
    papers.refuse_lapsed(appointment)
    cautions = screening.of(appointment.patient, on=appointment.day)
    if (found := combine(cautions)).blocked:
        raise Blocked(why_not(found))
    muscles = (finding.point.muscle_id for finding in open_findings(appointment.patient))
    return gate.door(appointment.patient, cautions, muscles, on=appointment.day)


def _stale(held: TreatmentSession, yours: dict[str, Any]) -> StaleNote:
    theirs = authorship.shown(held, WRITTEN)
    return StaleNote(
        theirs=theirs,
        yours={name: yours.get(name, theirs[name]) for name in WRITTEN},
        version=held.version,
        at=f"{clock.local(held.saved_at):%H:%M}",
    )


def why_not(found: Effects) -> str:
    """Why no session can be started, and what to do instead, as a sentence or two."""
    if found.stops:
        done = (
            ""
            if found.stops[0].handled
            else "Refer or rebook, and write down which on the page of cautions. "
        )
        return (
            f"Do not treat today. {found.stops[0].rule.message} {done}"
            "If it is over, close the caution with a reason or update the medical history."
        )
    letter = found.letters[0]
    ended = letter.expired and letter.expired.until_on
    was = f"The letter ended on {ended:%-d %B %Y}. " if ended else ""
    return (
        f"Only with a letter: {letter.rule.chip}. {letter.rule.message} {was}"
        "File the letter on the page of cautions, ask a clinical lead, or rebook."
    )


def _may_skip_intake(appointment: Appointment, reason: str) -> str:
    """For the audit log, the reason where one was needed; raises IntakeMissing where there is none."""
    patient = appointment.patient
    first = not patient.treatment_sessions.exists()
    if not (Clinic.current().intake_required and first and is_missing(patient)):
        return ""
    if not reason.strip():
        raise IntakeMissing
    return f"No questionnaire: {reason.strip()}"


def _see_arrived(appointment: Appointment, by: Staff) -> None:
    """Whoever is treated has come, also when nobody at the desk said so."""
    if appointment.status != Status.BOOKED:
        return
    if appointment.day == clock.today():
        booking.arrive(appointment=appointment, by=by)
        return
    # The desk may not say so on a later day; the therapist who writes the visit up may.
    appointment.status, appointment.arrived_at = Status.ARRIVED, appointment.starts_at
    appointment.version += 1
    appointment.save()
    audit.record("arrived", appointment, by=by, reason="Written up later.")


def _refuse_to_sign(held: TreatmentSession) -> None:
    if held.ended_at is None:
        raise NotReady("Say when the session ended, then sign.")
    if held.ended_at < held.started_at:
        raise NotReady(f"It cannot end before it began, at {clock.local(held.started_at):%H:%M}.")
    if held.ended_at > clock.now():
        raise NotReady("The end is still to come. Sign when the session is over.")
    if not any(getattr(held, name) for name in NOTE_FIELDS) and not held.findings.exists():
        raise NotReady("There is nothing to sign yet. Write a line of the note or place a point first.")
