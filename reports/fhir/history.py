"""What a patient told of their health, version by version.

QuestionnaireResponse: a version of the history, each question in the words it was asked in. Condition: a
question answered with yes, or unsure and so unconfirmed. AllergyIntolerance, MedicationStatement: as told,
unconfirmed; a medicine's status is unknown, for nobody asked the pharmacy.
"""

from typing import Any

from patients.models import Allergy, Answer, IntakeAnswer, MedicalHistory, Medication
from reports.fhir.parts import (
    HL7,
    Resource,
    coded,
    concept,
    instant,
    note,
    ours,
    patient,
    practitioner,
    reference,
    resource,
)

TOLD = concept("As told", coded(f"{HL7}condition-ver-status", "provisional"))
UNSURE = concept("Unsure", coded(f"{HL7}condition-ver-status", "unconfirmed"))
ACTIVE = concept("", coded(f"{HL7}condition-clinical", "active"))


def questionnaire_response(row: MedicalHistory) -> Resource:
    """The answers to the rules stand below those to the questionnaire's own questions."""
    reason = {"linkId": "reason", "text": "Reason for the visit", "answer": _texts(row.reason_for_visit)}
    return resource(
        "QuestionnaireResponse",
        row.pk,
        status="completed",
        subject=patient(row.patient_id),
        authored=instant(row.answered_at),
        author=practitioner(row.recorded_by_id) or patient(row.patient_id),
        item=[
            reason if row.reason_for_visit.strip() else None,
            *map(_asked, row.intake_answers.all()),
            *map(_ruled, row.answers.all()),
        ],
    )


def _asked(row: IntakeAnswer) -> dict[str, Any]:
    said = [*row.values, row.words, row.since and f"Since: {row.since}", row.details]
    return {"linkId": f"question-{row.question_id}", "text": row.asked, "answer": _texts(*said)}


def _ruled(row: Answer) -> dict[str, Any]:
    said = [row.get_answer_display(), row.since and f"Since: {row.since}", row.details]
    return {"linkId": f"rule-{row.rule_id}", "text": row.rule.trigger, "answer": _texts(*said)}


def _texts(*said: str) -> list[dict[str, str]]:
    return [{"valueString": words} for words in said if words.strip()]


def condition(row: Answer) -> Resource:
    return resource(
        "Condition",
        f"answer-{row.pk}",
        clinicalStatus=ACTIVE,
        verificationStatus=TOLD if row.answer == "yes" else UNSURE,
        category=[concept("Told in the medical history")],
        code=concept(row.rule.trigger, coded(ours("caution-rule"), row.rule_id)),
        subject=patient(row.history.patient_id),
        onsetString=row.since,
        recordedDate=instant(row.history.answered_at),
        note=note(row.details),
    )


def allergy(row: Allergy) -> Resource:
    return resource(
        "AllergyIntolerance",
        row.pk,
        clinicalStatus=concept("", coded(f"{HL7}allergyintolerance-clinical", "active")),
        verificationStatus=concept("", coded(f"{HL7}allergyintolerance-verification", "unconfirmed")),
        code=concept(row.name),
        patient=patient(row.history.patient_id),
        recordedDate=instant(row.history.answered_at),
        reaction=[{"manifestation": [concept(row.reaction)]}] if row.reaction.strip() else [],
    )


def medication(row: Medication) -> Resource:
    return resource(
        "MedicationStatement",
        row.pk,
        status="unknown",
        medicationCodeableConcept=concept(row.name),
        subject=patient(row.history.patient_id),
        dateAsserted=instant(row.history.answered_at),
        informationSource=patient(row.history.patient_id),
        derivedFrom=[reference("QuestionnaireResponse", row.history_id)],
        reasonCode=[concept(row.reason)] if row.reason.strip() else [],
        dosage=[{"text": row.dose}] if row.dose.strip() else [],
        note=note(f"Last taken: {row.last_taken}" if row.last_taken.strip() else ""),
    )
