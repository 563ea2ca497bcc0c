"""The life of a complaint: offered from the questionnaire, opened, named by visits, over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients import holding
from patients.models import MedicalHistory, Patient
from sessions.catalogue_models import Zone
from sessions.courses.models import Complaint, ComplaintZone, SessionComplaint
from sessions.courses.refusals import ChangedMeanwhile, CourseRefused
from sessions.models import TreatmentSession
from sessions.open_session import hold_open

# zone slug and the patient's own side.
Places = Iterable[tuple[str, str]]
WORDS_MOST, ONSET_MOST = 300, 160


@dataclass(frozen=True)
class Offer:
    """What the newest questionnaire tells and no complaint holds yet, to be taken over with one tap."""

    history: MedicalHistory
    words: str
    onset: str
    places: list[tuple[Zone, str]]


def offered(patient: Patient) -> Offer | None:
    """Asks for the newest history that gives a reason; None where a complaint says the same already."""
    told = MedicalHistory.objects.filter(patient=patient).exclude(reason_for_visit="")
    history = told.order_by("-version").first()
    if history is None:
        return None
    words = " ".join(history.reason_for_visit.split())[:WORDS_MOST]
    known = patient.complaints.values_list("history", "words")
    if any(history.pk == key or words == said for key, said in known):
        return None
    places = list(history.pain_places.values_list("zone", "side"))
    zones = Zone.objects.in_bulk([slug for slug, _ in places])
    onset = history.intake_answers.filter(question="onset").values_list("values", flat=True).first()
    since = " ".join(" ".join(onset or []).split())[:ONSET_MOST]
    return Offer(history, words, since, [(zones[slug], side) for slug, side in places if slug in zones])


@verb
def take_over(patient: Patient, *, key: UUID, by: Staff) -> Complaint:
    """Open the complaint that the questionnaire offers."""
    holding.hold(patient)
    if known := Complaint.objects.filter(key=key, patient=patient).first():
        return known
    offer = offered(patient)
    if offer is None:
        raise CourseRefused("The questionnaire tells nothing that is not here already.")
    places = [(zone.pk, side) for zone, side in offer.places]
    told: dict[str, Any] = {"words": offer.words, "onset": offer.onset, "history": offer.history}
    return open_one(patient, **told, places=places, key=key, by=by)


@verb
def open_one(
    patient: Patient,
    *,
    words: str,
    places: Places = (),
    onset: str = "",
    history: MedicalHistory | None = None,
    key: UUID,
    by: Staff,
) -> Complaint:
    """Add a complaint that is treated from now on; the same form sent twice opens one."""
    holding.hold(patient)
    if known := Complaint.objects.filter(key=key, patient=patient).first():
        return known
    complaint = Complaint.objects.create(
        patient=patient,
        words=words,
        onset=onset,
        history=history,
        opened_at=clock.now(),
        opened_by=by,
        key=key,
    )
    _place(complaint, places)
    audit.record("opened a complaint", complaint, by=by, fields=["words", "onset", "zones"])
    return complaint


@verb
def change(
    complaint: Complaint, said: dict[str, Any], places: Places, *, version: int, by: Staff
) -> Complaint:
    """Other words, onset, places, or watching instead of treating; said: words, onset, state."""
    held = hold(complaint)
    if held.version != version:
        raise ChangedMeanwhile
    if held.is_over:
        raise CourseRefused("This complaint is over. Take it up again first.")
    for name in ("words", "onset", "state"):
        setattr(held, name, said[name])
    held.version += 1
    held.save()
    wanted = set(places)
    kept = {(zone.zone_id, zone.side) for zone in held.zones.all()}
    if wanted != kept:
        held.zones.all().delete()
        _place(held, sorted(wanted))
    audit.record("changed", held, by=by, fields=["words", "onset", "state", "zones"])
    return held


@verb
def end(complaint: Complaint, *, why: str, by: Staff) -> Complaint:
    """Discharge: the complaint is over, and its plan with it; over already, it stays as it is."""
    held = hold(complaint)
    if held.is_over:
        return held
    held.state, held.over_at, held.over_by, held.over_why = Complaint.State.OVER, clock.now(), by, why
    held.version += 1
    held.save()
    for plan in held.plans.filter(ended_on__isnull=True):
        plan.ended_on = max(clock.today(), plan.begun_on)
        plan.version += 1
        plan.save()
    audit.record("discharged", held, by=by, fields=["state"], reason=why)
    return held


@verb
def reopen(complaint: Complaint, *, by: Staff) -> Complaint:
    """It is back, or was ended by mistake; its last plan stays ended."""
    held = hold(complaint)
    if not held.is_over:
        return held
    held.state, held.over_at, held.over_by, held.over_why = Complaint.State.TREATED, None, None, ""
    held.version += 1
    held.save()
    audit.record("took up a complaint again", held, by=by, fields=["state"])
    return held


@verb
def assign(treatment_session: TreatmentSession, complaints: Collection[Complaint], *, by: Staff) -> None:
    """Say what an open session is about; the complaints are its own patient's."""
    held = hold_open(treatment_session, by)
    if any(one.patient_id != held.patient_id for one in complaints):
        raise CourseRefused("That complaint belongs to another record.")
    wanted, stored = {one.pk for one in complaints}, held.session_complaints
    if wanted == set(stored.values_list("complaint", flat=True)):
        return
    stored.exclude(complaint__in=wanted).delete()
    _name(held, wanted - set(stored.values_list("complaint", flat=True)))
    audit.record("charted", held, by=by, fields=["complaints"], ids=sorted(wanted))


def assign_at_start(treatment_session: TreatmentSession) -> None:
    """What the last visit was about while that stands, else the one complaint there is; see records.start."""
    patient = treatment_session.patient
    treated = {
        one.pk: one for one in patient.complaints.filter(state=Complaint.State.TREATED).order_by("opened_at")
    }
    links = SessionComplaint.objects.filter(complaint__in=treated)
    last = (
        links.order_by("-treatment_session__started_at").values_list("treatment_session", flat=True).first()
    )
    named = set(links.filter(treatment_session=last).values_list("complaint", flat=True)) if last else set()
    _name(treatment_session, named or (set(treated) if len(treated) == 1 else set()))


def hold(complaint: Complaint) -> Complaint:
    """The complaint as it is now, locked until the transaction ends."""
    return Complaint.objects.select_for_update(no_key=True).get(pk=complaint.pk)


def _name(treatment_session: TreatmentSession, keys: Iterable[int]) -> None:
    SessionComplaint.objects.bulk_create(
        SessionComplaint(treatment_session=treatment_session, complaint_id=key) for key in sorted(keys)
    )


def _place(complaint: Complaint, places: Places) -> None:
    ComplaintZone.objects.bulk_create(
        ComplaintZone(complaint=complaint, zone_id=zone, side=side) for zone, side in dict.fromkeys(places)
    )
