"""Notes of people who learn: they sign, and the note counts once their supervisor has signed as well."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import care
from patients.models import Patient
from sessions import snapshot
from sessions.models import TreatmentSession
from sessions.open_session import hold
from sessions.visit.models import Cosignature, Supervision
from sessions.visit.refusals import AlreadySeconded, NoSecondSignature


def begin(held: TreatmentSession, by: Staff) -> None:
    """As a student signs: name whose second signature the note waits for, and let them read the chart."""
    if by.supervisor is None:
        return
    supervisor = by.supervisor
    Supervision.objects.create(treatment_session=held, supervisor=supervisor, at=clock.now())
    if not Patient.objects.chart_open_to(supervisor).filter(pk=held.patient_id).exists():
        care.join(held.patient, supervisor, why=f"Supervises {by}", by=by)


def waiting_for(staff: Any) -> QuerySet[TreatmentSession]:
    """Signed by a student and not by their supervisor, who is this person, or a blank's; the oldest first."""
    mine = Q(supervision__supervisor=staff) | Q(therapist__supervisor=staff)
    rows = TreatmentSession.objects.signed().filter(mine, supervision__isnull=False, cosignature__isnull=True)
    return rows.select_related("patient", "therapist", "appointment__service").order_by("signed_at", "pk")


def may(treatment_session: TreatmentSession, staff: Staff) -> bool:
    """The supervisor named when it was signed, or the student's supervisor of today."""
    named = getattr(treatment_session, "supervision", None)
    if named is None or not staff.has(Role.THERAPIST) or staff.pk == treatment_session.signed_by_id:
        return False
    return staff.pk in {named.supervisor_id, treatment_session.therapist.supervisor_id}


@verb
def cosign(*, treatment_session: TreatmentSession, remark: str = "", by: Staff) -> Cosignature:
    """Sign under a student's note. A second click changes nothing.

    Raises AlreadySeconded where a second signature stands that is not this one.
    """
    held = hold(treatment_session)
    known = Cosignature.objects.filter(treatment_session=held).select_related("by").first()
    if known and known.by_id == by.pk and remark in {"", known.remark}:
        return known
    if not held.is_signed:
        raise NoSecondSignature(f"{held.therapist} has not signed this note yet.")
    if not may(held, by) or not TreatmentSession.objects.visible_to(by).filter(pk=held.pk).exists():
        raise NoSecondSignature("Only the supervisor named in this note signs it as well.")
    if known:
        raise AlreadySeconded(_seconded(known, remark))
    now = clock.now()
    text = _text(held, by, now, remark)
    row = Cosignature.objects.create(
        treatment_session=held, by=by, at=now, remark=remark, text=text, digest=snapshot.digest(text)
    )
    audit.record("signed as supervisor", held, by=by, fields=["digest"], ids=[row.pk])
    return row


def _text(held: TreatmentSession, by: Staff, at: datetime, remark: str) -> str:
    """What is signed: the note as it was signed, by whom, when, and the remark."""
    who = {
        "id": by.pk,
        "name": by.display_name,
        "legal_name": by.legal_name,
        "credentials": by.credentials,
    }
    said = {"note": held.digest, "session": held.pk, "by": who, "at": at.isoformat(), "remark": remark}
    return snapshot.canonical(said)


def _seconded(known: Cosignature, remark: str) -> str:
    said = f"Signed as supervisor by {known.by} already, {clock.local(known.at):%-d %B %Y at %H:%M}."
    return f"{said} Your remark is not kept yet: add it as an addendum." if remark else said


def is_true(row: Cosignature) -> bool:
    """The digest is of its text, and the text speaks of the note as it was signed."""
    session = row.treatment_session
    return row.digest == snapshot.digest(row.text) and json.loads(row.text)["note"] == session.digest


@verb
def place_under(student: Staff, supervisor: Staff | None, *, by: Staff) -> Staff:
    """From the next signature on, somebody else signs this person's notes as well; None ends it."""
    held = Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=student.pk)
    if not by.has(Role.ADMIN):
        raise Refused("Only an admin says who learns under whom.")
    if held.supervisor_id == (supervisor and supervisor.pk):
        return held
    if supervisor is not None:
        _refuse_supervisor(held, supervisor)
    held.supervisor = supervisor
    held.save(update_fields=["supervisor"])
    audit.record("set a supervisor", held, by=by, fields=["supervisor"])
    return held


def _refuse_supervisor(student: Staff, supervisor: Staff) -> None:
    if not student.has(Role.THERAPIST) or not supervisor.has(Role.THERAPIST) or not supervisor.is_active:
        raise Refused("Both treat patients: a student and a supervisor are therapists.")
    if supervisor.pk == student.pk:
        raise Refused("Nobody supervises themselves.")
    if supervisor.supervisor_id is not None:
        raise Refused(f"{supervisor} learns under somebody, and supervises nobody meanwhile.")
    if student.students.exists():
        raise Refused(f"{student} supervises others. Give those to somebody else first.")
