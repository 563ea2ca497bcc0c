"""A small clinic with one of everyone who might knock, and a record for every relation they may stand in."""

import uuid
from dataclasses import dataclass
from typing import Any

from clinic import audit, clock
from clinic.models import Staff
from patients import alerts, contacts, relations
from patients.intake import links
from patients.models import (
    Alert,
    CareTeam,
    Consent,
    ConsentText,
    ContactProposal,
    Document,
    Merge,
    Patient,
    PatientContact,
    PosturePhoto,
    Reading,
    Relation,
    Settlement,
)
from patients.settling import deciding, taking
from reports.exports import asking
from reports.saved import saving
from scheduling.calls import calling
from scheduling.feeds import subscribing
from scheduling.ics_import import bringing
from scheduling.models import Appointment, HeldPlace, Series, Status, TimeOff
from scheduling.staffing import links as ways_in
from scheduling.time_off import take_time_off
from scheduling.waiting import listing
from sessions.courses import protocols
from sessions.courses.models import HomeCareItem, Measure, Protocol
from sessions.models import Muscle, PointFinding, Treatment, TreatmentSession, TriggerPoint
from sessions.visit import pages
from sessions.visit.models import LeftBehind
from sessions.writing.models import Phrase
from tests import make
from tests.reports.imports import files
from tests.scheduling import on_the_road, outings

SHIPPED = {
    "rule": "diabetes",
    "step": "reason",
    "view": "posterior",
    "question": "sport",
    "purpose": "treatment",
    "kind": "phrase",
    "form": "jsonl",
}
CALLERS = ("anonymous", "in_team", "outside", "front_desk", "admin", "deactivated")
MISSING = 2_000_000_000


@dataclass
class Records:
    """What hangs from one patient; its keys are those that addresses are made of."""

    patient: Patient
    appointment: Appointment
    session: TreatmentSession
    finding: PointFinding
    treatment: Treatment
    member: CareTeam
    alert: Alert
    photo: PosturePhoto
    contact: PatientContact
    relation: Relation
    merge: Merge
    document: Document
    reading: Reading
    settlement: Settlement
    intake: links.MadeLink
    consent: Consent
    proposal: ContactProposal
    left: LeftBehind
    course: dict[str, Any]
    phrase: Phrase
    hours: dict[str, Any]

    def keys(self, name: str) -> dict[str, Any]:
        """pk is the session's in the sessions' room, save where an appointment becomes one."""
        a_session = name.startswith("sessions:") and name not in {"sessions:start", "sessions:prepare"}
        return {
            **SHIPPED,
            "number": self.patient.number,
            "pk": self.session.pk if a_session else self.appointment.pk,
            "finding": self.finding.pk,
            "treatment": self.treatment.pk,
            "member": self.member.pk,
            "alert": self.alert.pk,
            "slug": "appointments" if name.startswith("reports:") else self.finding.point.muscle_id,
            "note": self.photo.note_id,
            "photo": self.photo.pk,
            "contact": self.contact.pk,
            "relation": self.relation.pk,
            "merge": self.merge.pk,
            "document": self.document.pk,
            "reading": self.reading.pk,
            "settlement": self.settlement.pk,
            "day": self.appointment.day,
            "token": self.intake.token,
            "link": self.intake.link.pk,
            "consent": self.consent.pk,
            "proposal": self.proposal.pk,
            "left": self.left.pk,
            "key": self.phrase.pk,
            **self.course,
            **self.hours,
        }


@dataclass
class World:
    staff: dict[str, Staff | None]
    own: Records
    other: Records


def build() -> World:
    """in_team treats the patient of own; the patient of other is in somebody else's care."""
    in_team, colleague = make.therapist("Maya"), make.therapist("Ines")
    return World(
        staff={
            "anonymous": None,
            "in_team": in_team,
            "outside": make.therapist("Tomas"),
            "front_desk": make.front_desk(),
            "admin": make.admin(),
            "deactivated": make.therapist("Gone", is_active=False),
        },
        own=records(in_team, "09:00"),
        other=records(colleague, "11:00"),
    )


def records(therapist: Staff, time: str) -> Records:
    appointment = make.appointment(therapist, make.at(time), status=Status.ARRIVED)
    patient = appointment.patient
    finding = charted(appointment)
    make.history(patient, therapist, hernia="yes")
    intake, consent, proposal = asked(therapist, patient)
    return Records(
        patient,
        appointment,
        finding.treatment_session,
        finding,
        treatment=finding.treatments.get(),
        member=make.in_care_of(therapist, patient),
        alert=alerts.add(patient, "Rings twice", by=therapist),
        photo=make.posture_photo(make.posture_note(patient, therapist)),
        contact=contacts.add(patient, "email", "someone@example.test", by=therapist),
        relation=relations.add(patient, name="Ben", kind="friend", by=therapist),
        merge=Merge.objects.create(kept=patient, absorbed=make.patient(), merged_at=clock.now()),
        document=make.document(patient, therapist),
        reading=taking.take(patient, systolic=120, diastolic=80, by=therapist),
        settlement=deciding.close(patient, "hernia", reason="Mended years ago", by=therapist),
        intake=intake,
        consent=consent,
        proposal=proposal,
        left=left_behind(therapist, finding.treatment_session),
        course=course(therapist, finding.treatment_session),
        phrase=Phrase.objects.create(owner=therapist, name="soreness", text="Sore for a day."),
        hours=arranged(therapist) | repeated(appointment, therapist) | kept(patient, therapist),
    )


def kept(patient: Patient, by: Staff) -> dict[str, int]:
    """The keys of what the reports keep: a view that is shared, a record asked for, a file on its way in."""
    said = {"days": "last_month", "every": "", "shared": True}
    view = saving.save(name=f"Visits of {by}", slug="appointments", asked="", **said, by=by)
    export = asking.ask("record", {}, by=by, patient=patient, reason="Asked", recipient="Dr Lund")
    return {"saved": view.pk, "export": export.pk, **from_elsewhere(patient, by)}


def repeated(appointment: Appointment, by: Staff) -> dict[str, int]:
    """The keys of what hangs from an appointment: a series, a call, a place on the wait list and one held."""
    series = Series.objects.create(
        rule="FREQ=DAILY;COUNT=2", first_on=appointment.day, booked_by=by, key=uuid.uuid4()
    )
    audit.record("booked", series, by=by)
    call = calling.add(appointment=appointment, why="The therapist is away", by=by)
    wish = listing.add(patient=appointment.patient, wanted=listing.Wanted(make.service(), 60), by=by)
    held = HeldPlace.objects.create(waiting=wish, appointment=appointment, until=clock.now())
    audit.record("held", held, by=by)
    return {"series_id": series.pk, "call": call.pk, "wish": wish.pk, "place": held.pk}


def arranged(therapist: Staff) -> dict[str, Any]:
    """The keys of what is about the therapist's time."""
    batch, _ = bringing.bring_in(key=uuid.uuid4(), therapist=therapist, asked=[], by=therapist)
    token = subscribing.make(by=therapist).token
    return {
        "staff": therapist.pk,
        "way": ways_in.make(person=therapist, by=None).token,
        "off": away(therapist).pk,
        "secret": token,
        "batch": batch.pk,
        "service": make.service().pk,
        "credential": make.credential(therapist).pk,
        "trip": on_the_road.visited(therapist, make.at("14:00")).pk,
        "zone": on_the_road.zone().pk,
        "location": make.location().pk,
        "room": make.room().pk,
        **at_an_event(therapist),
    }


def at_an_event(therapist: Staff) -> dict[str, int]:
    """The keys of a chair-massage event, and of somebody's slot at it."""
    event = outings.event(therapist, by=therapist)
    return {"event": event.pk, "slot": outings.slot(event, therapist, "09:00").pk}


def from_elsewhere(patient: Patient, by: Staff) -> dict[str, int]:
    """The keys of a file on its way in, and of a note that came with another."""
    batch = files.uploaded(files.table(files.FRESHA, *files.PEOPLE), by)
    return {"file": batch.pk, "earlier": files.earlier_note(patient, by).pk}


def away(therapist: Staff) -> TimeOff:
    since, until = make.at("19:00"), make.at("20:00")
    return take_time_off(therapist=therapist, starts_at=since, ends_at=until, reason="Course", by=therapist)


def left_behind(therapist: Staff, session: TreatmentSession) -> LeftBehind:
    words, save = {"plan": "Typed and not saved."}, pages.Save(uuid.uuid4(), 1)
    return pages.leave_behind(treatment_session=session, texts=words, save=save, by=therapist)


def course(therapist: Staff, session: TreatmentSession) -> dict[str, Any]:
    """The keys of a complaint and what hangs from it, and of a protocol put on the map."""
    complaint = make.complaint(session.patient, therapist)
    plan = make.plan(complaint, therapist, goals=["Look over the shoulder"])
    use = protocols.apply(session, make.protocol(f"Neck {session.pk}", by=therapist), by=therapist)
    return {
        "measure": "nprs",
        "preset": "acute",
        "item": HomeCareItem.objects.values_list("pk", flat=True).first(),
        "protocol": Protocol.objects.values_list("pk", flat=True).first(),
        "complaint": complaint.pk,
        "goal": plan.goals.get().pk,
        "outcome": make.outcome(complaint, Measure.objects.get(pk="nprs"), [6], therapist).pk,
        "given": make.home_care(complaint, therapist).pk,
        "use": use.pk,
    }


def charted(appointment: Appointment) -> PointFinding:
    """A session that is under way, with one point that was treated."""
    patient, therapist = appointment.patient, appointment.therapist
    session = TreatmentSession.objects.create(
        patient=patient, therapist=therapist, appointment=appointment, started_at=clock.now()
    )
    point = TriggerPoint.objects.create(
        patient=patient, muscle=Muscle.objects.get(slug="trapezius_upper"), side="left", code="TrP1"
    )
    audit.record("started", session, by=therapist)
    finding = PointFinding.objects.create(
        treatment_session=session, point=point, number=1, chart="tp-a", chart_version=1, view="posterior",
        x="0.4", y="0.2", placed_by="tap", key=uuid.uuid4(),
    )  # fmt: skip
    Treatment.objects.create(
        treatment_session=session, finding=finding, technique="stretch", order=1, key=uuid.uuid4()
    )
    return finding


def asked(therapist: Staff, patient: Patient) -> tuple[links.MadeLink, Consent, ContactProposal]:
    """A link that was opened, a consent, and a wish to change the record."""
    made = links.make(patient, by=therapist)
    links.begin(made.link)
    consent = Consent.objects.create(
        patient=patient, text=ConsentText.objects.get(kind="treatment"), scope="treatment", how="aloud",
        given_by="Ada", given_at=clock.now(),
    )  # fmt: skip
    proposal = ContactProposal.objects.create(
        patient=patient, history=patient.histories.get(), field="pronouns", wished="they"
    )
    audit.record("changed", patient, by=therapist)
    return made, consent, proposal
