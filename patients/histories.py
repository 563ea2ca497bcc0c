"""Writing down what a patient says about their health: each time a new version, whole."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.holding import hold_living
from patients.intake.carrying import carry_over
from patients.models import Answer, MedicalHistory, Patient


class Said(NamedTuple):
    """The answer to one question: yes, no or unsure, perhaps since when, and in the patient's words."""

    answer: str
    since: str = ""
    details: str = ""


class AnsweredMeanwhile(Refused):
    def __init__(self) -> None:
        super().__init__(
            "A newer version of these answers was saved while you were writing. "
            "Yours are still on this page; compare them with the newer ones, then save again."
        )


@verb
def answer(
    patient: Patient,
    answers: Mapping[str, Said | Iterable[str]],
    reason_for_visit: str = "",
    *,
    after: int | None = None,
    by: Staff,
) -> MedicalHistory:
    """Keep these answers, by rule, as the patient's next version; a question left open is left out.

    after: the version they were written on top of; AnsweredMeanwhile if it is no longer the latest.
    """
    hold_living(patient)
    latest = MedicalHistory.objects.latest_of(patient)
    version = latest.version if latest else 0
    if after is not None and after != version:
        raise AnsweredMeanwhile
    history = begun(patient, version + 1, reason_for_visit, by)
    if latest:
        carry_over(latest, history)
    said = ((rule, Said(*words)) for rule, words in answers.items())
    Answer.objects.bulk_create(
        Answer(history=history, rule_id=rule, **words._asdict()) for rule, words in said if words.answer
    )
    audit.record("changed", history, by=by, fields=["history"])
    return history


def begun(patient: Patient, version: int, reason_for_visit: str, by: Staff | None) -> MedicalHistory:
    """A version without answers yet; by: None where the patient writes it on their own phone."""
    source = MedicalHistory.Source
    who = source.PATIENT if by is None else source.FRONT_DESK
    return MedicalHistory.objects.create(
        patient=patient,
        version=version,
        answered_at=clock.now(),
        source=source.THERAPIST if by and by.has(Role.THERAPIST) else who,
        recorded_by=by,
        reason_for_visit=reason_for_visit,
    )
