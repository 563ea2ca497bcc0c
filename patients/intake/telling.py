"""What the patient told in one version, besides what the rules ask: for whoever may open the chart."""

from dataclasses import dataclass
from typing import Any

from patients.intake import wording
from patients.models import MedicalHistory, PainZone, Signature


@dataclass(frozen=True)
class Pain:
    words: str
    now: int | None
    worst: int | None
    best: int | None


@dataclass(frozen=True)
class Story:
    """Lists as the patient gave them; answers: words asked and words said."""

    pains: list[Pain]
    medications: list[Any]
    allergies: list[Any]
    surgeries: list[Any]
    answers: list[tuple[str, str]]
    signature: Signature | None


def of(history: MedicalHistory) -> Story:
    """Six small questions to the database; answers that raise cautions are shown with those."""
    zones = {zone.slug: zone for zone in PainZone.objects.all()}
    told = history.intake_answers.filter(question__raises__isnull=True).select_related("question")
    return Story(
        pains=[
            Pain(wording.place(zones[row.zone], row.side), row.now, row.worst, row.best)
            for row in history.pain_places.all()
            if row.zone in zones
        ],
        medications=[*history.medications.all()],
        allergies=[*history.allergies.all()],
        surgeries=[*history.surgeries.all()],
        answers=[(row.asked, row.words) for row in told if row.question_id != "reason-for-visit"],
        signature=Signature.objects.filter(history=history).first(),
    )
