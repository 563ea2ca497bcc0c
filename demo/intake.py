"""How far today's patients are with the questionnaire: one was not asked, one is halfway, the others are done."""

from datetime import datetime, timedelta

from clinic import audit
from clinic.mailing import MAILED
from clinic.secret_links import hashed, new_token
from demo.furnishings import JOAN, House, minutes_of, moment
from demo.people import Person
from patients.intake.consents import ends_on
from patients.models import (
    Allergy,
    Consent,
    ConsentText,
    ContactProposal,
    Draft,
    DraftStep,
    IntakeLink,
    MedicalHistory,
    Medication,
    PainPlace,
    Signature,
)

HALFWAY, STILL_TO_SIGN = "Grace Lindgren", "Tess Moreau"
DECLARATION = (
    "I have answered as well as I know. If something changes, I will say so before the next treatment."
)
PAINS = {
    "Helen Vasquez": [
        ("temple", "left", 4, 7, 2),
        ("back_neck", "left", 3, 6, 1),
        ("neck_angle", "left", 3, 5, 1),
    ],
    "Daniel Osei": [("lumbar", "right", 5, 7, 3), ("buttock", "right", 3, 4, 0)],
    "Jonas Weber": [("front_shoulder", "right", 4, 6, 2)],
}
MEDICINES = {
    "Helen Vasquez": [("Aspirin", "75 mg, daily", "Advice of the doctor", "This morning")],
    "Karin Holm": [("Apixaban", "5 mg, twice daily", "Clot in the left calf", "This morning")],
    "Daniel Osei": [("Ramipril", "5 mg, daily", "Blood pressure", "This morning")],
}


def furnish(house: House, cast: dict[str, Person], histories: list[MedicalHistory]) -> None:
    """Rows that belong to the histories of today's patients, and the links of those who are not done."""
    newest = {history.patient_id: history for history in histories}
    known = {name: newest[one.patient.pk] for name, one in cast.items() if one.patient.pk in newest}
    _signed(known)
    _agreed([history for history in newest.values() if history not in known.values()])
    PainPlace.objects.bulk_create(
        PainPlace(history=known[name], zone=zone, side=side, now=now, worst=worst, best=best)
        for name, places in PAINS.items()
        for zone, side, now, worst, best in places
    )
    Medication.objects.bulk_create(
        Medication(history=known[name], name=drug, dose=dose, reason=reason, last_taken=last)
        for name, rows in MEDICINES.items()
        for drug, dose, reason, last in rows
    )
    Allergy.objects.create(history=known["Helen Vasquez"], name="Nut oil", reaction="Itching, redness")
    helen = cast["Helen Vasquez"].patient
    ContactProposal.objects.create(
        patient=helen,
        history=known["Helen Vasquez"],
        field="occupation",
        was=helen.occupation,
        wished="Head of accounts",
    )
    _halfway(house, cast[HALFWAY])


def reachable(cast: dict[str, Person]) -> None:
    """Whoever was mailed a link has an address."""
    asked = cast[HALFWAY].patient
    asked.email = asked.email or "grace.lindgren@example.test"


def _signed(known: dict[str, MedicalHistory]) -> None:
    Signature.objects.bulk_create(
        Signature(history=history, name=name, declaration=DECLARATION, signed_at=history.answered_at)
        for name, history in known.items()
    )
    texts = [text for text in ConsentText.objects.all() if text.kind in {"treatment", "privacy", "contact"}]
    Consent.objects.bulk_create(
        _consent(history, text, "on the patient's phone")
        for name, history in known.items()
        for text in texts
        if (name, text.kind) != (STILL_TO_SIGN, "treatment")
    )


def _agreed(histories: list[MedicalHistory]) -> None:
    """To the treatment, on paper; of some of them the year is over."""
    text = ConsentText.objects.get(kind="treatment")
    Consent.objects.bulk_create(_consent(history, text, "on paper") for history in histories)


def _consent(history: MedicalHistory, text: ConsentText, how: str) -> Consent:
    return Consent(
        patient=history.patient,
        history=history,
        text=text,
        scope=text.scope,
        areas=text.areas,
        how=how,
        given_by=str(history.patient),
        given_at=history.answered_at,
        expires_on=ends_on(history.answered_at.date(), text.months),
    )


def _halfway(house: House, person: Person) -> None:
    """Asked yesterday, begun this morning, stopped after the third page."""
    begun = moment(house.day, minutes_of("08:31"))
    saved = begun + timedelta(minutes=3)
    link = _link(house, person, opened_at=begun)
    # The log has a clock of its own, so this line says when the demo was made.
    audit.record(MAILED, person.patient, by=None, fields=["questionnaire"])
    draft = Draft.objects.create(patient=person.patient, link=link, begun_at=begun, saved_at=saved)
    told = {"reason-for-visit": {"values": [person.complaint.words.format(side=person.side)]}}
    mark = {"reader": "phone", "tab": "phone", "seq": 1, "done": True, "saved_at": saved}
    DraftStep.objects.bulk_create(
        DraftStep(draft=draft, section_id=slug, told=said, **mark)
        for slug, said in (("you", {}), ("people", {}), ("reason", told))
    )


def _link(house: House, person: Person, opened_at: datetime) -> IntakeLink:
    """Nobody knows its secret."""
    made = moment(house.day - timedelta(days=1), minutes_of("16:20"))
    return IntakeLink.objects.create(
        patient=person.patient,
        purpose=IntakeLink.Purpose.NEW,
        token_hash=hashed(new_token()),
        made_by=house.staff[JOAN],
        made_at=made,
        expires_at=made + timedelta(days=house.clinic.intake_link_days),
        mailed_at=made,
        opened_at=opened_at,
    )
