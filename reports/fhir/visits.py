"""What was booked, what took place, what was done, and who signed it.

Appointment: status is the clinic's own, for it uses FHIR's words. Encounter: class ambulatory, or home health
where the therapist came to the patient; finished once signed. Procedure: one technique at one point, in the
session's order. Provenance: the signature of a note with the SHA-256 of what was signed as its entity, an
addendum, and a supervisor's own signature.
"""

from reports.fhir.parts import (
    HL7,
    Resource,
    body_site,
    coded,
    concept,
    instant,
    note,
    ours,
    patient,
    period,
    practitioner,
    reference,
    resource,
)
from scheduling.models import Appointment
from sessions.models import Addendum, Treatment, TreatmentSession
from sessions.visit.models import Cosignature


def appointment(row: Appointment) -> Resource:
    went = {"actor": patient(row.patient_id), "status": "accepted"}
    treats = {"actor": practitioner(row.therapist_id), "status": "accepted"}
    where = {"actor": {"display": _where(row)}, "status": "accepted"}
    return resource(
        "Appointment",
        row.pk,
        status=row.status,
        cancelationReason=concept(row.cancel_reason),
        serviceType=[concept(str(row.service))],
        start=instant(row.starts_at),
        end=instant(row.ends_at),
        minutesDuration=int((row.ends_at - row.starts_at).total_seconds() // 60),
        created=instant(row.booked_at),
        comment=row.note,
        participant=[went, treats, where],
    )


def _where(row: Appointment) -> str:
    """Room 2, Harbour Lane; of a mobile visit its address, which is the patient's to know."""
    if row.room:
        return f"{row.room}, {row.room.location}"
    return f"{row.place}: {row.mobile_visit.address}" if row.is_away else row.place


def encounter(row: TreatmentSession) -> Resource:
    at_home = row.appointment.is_away
    kind = ("HH", "home health") if at_home else ("AMB", "ambulatory")
    return resource(
        "Encounter",
        row.pk,
        status="finished" if row.is_signed else "in-progress",
        class_=coded(f"{HL7}v3-ActCode", *kind),
        subject=patient(row.patient_id),
        participant=[{"individual": practitioner(row.therapist_id)}],
        appointment=[reference("Appointment", row.appointment_id)],
        period=period(row.started_at, row.ended_at),
        location=[{"location": {"display": _where(row.appointment)}}],
    )


def procedure(row: Treatment) -> Resource:
    session, point = row.treatment_session, row.finding.point
    adverse = "" if row.adverse == "none" else f"Adverse: {row.get_adverse_display()}."
    said = [
        row.contact and f"Contact: {row.get_contact_display()}.",
        row.pressure and f"Pressure {row.pressure} of 5.",
        row.hold_seconds and f"Held {row.hold_seconds} s.",
        row.repetitions and f"{row.repetitions} times.",
        adverse,
        row.over_cap_why and f"Past a caution's limit: {row.over_cap_why}",
    ]
    return resource(
        "Procedure",
        row.pk,
        status="completed",
        code=concept(row.get_technique_display(), coded(ours("technique"), row.technique)),
        subject=patient(session.patient_id),
        encounter=reference("Encounter", session.pk),
        performedPeriod=period(session.started_at, session.ended_at),
        performer=[{"actor": practitioner(session.therapist_id)}],
        bodySite=[body_site(point.words, point.muscle_id, point.side)],
        reasonReference=[reference("Observation", f"point-{row.finding_id}")],
        outcome=concept(row.get_response_display()),
        note=note(" ".join(filter(None, map(str, filter(None, said))))),
    )


def signature(row: TreatmentSession) -> Resource:
    return _provenance(
        f"signed-{row.pk}",
        row.pk,
        row.signed_at,
        row.signed_by_id,
        "Signed",
        entity=[{"role": "source", "what": {"identifier": {"system": ours("sha256"), "value": row.digest}}}],
    )


def cosignature(row: Cosignature) -> Resource:
    return _provenance(
        f"cosigned-{row.pk}", row.treatment_session_id, row.at, row.by_id, "Signed as supervisor"
    )


def addendum(row: Addendum) -> Resource:
    """The text of an addendum stands in the note's PDF; its reason stands here."""
    return _provenance(
        f"addendum-{row.pk}",
        row.treatment_session_id,
        row.added_at,
        row.added_by_id,
        "Added an addendum",
        reason=[concept(row.why)],
    )


def _provenance(
    key: str, session: int, at: object, by: int | None, activity: str, **more: object
) -> Resource:
    targets = [reference("Encounter", session), reference("DocumentReference", f"note-{session}")]
    agent = {
        "type": concept("Author", coded(f"{HL7}provenance-participant-type", "author")),
        "who": practitioner(by),
    }
    return resource(
        "Provenance",
        key,
        target=targets,
        recorded=instant(at),  # type: ignore[arg-type]
        activity=concept(activity),
        agent=[agent],
        **more,
    )
