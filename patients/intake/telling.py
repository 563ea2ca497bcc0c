"""What the patient told in one version, besides what the rules ask: for whoever may open the chart."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from patients.intake import wording
from patients.intake.question_models import Raises
from patients.models import (
    Allergy,
    IntakeAnswer,
    MedicalHistory,
    Medication,
    PainPlace,
    PainZone,
    Signature,
    Surgery,
)

Row = dict[str, Any]
# Neither those that raise a caution nor the reason, which stand elsewhere on the page; but what somebody
# would rather not say is no answer to a rule, and has to be asked in the room.
RAISING = Exists(Raises.objects.filter(question=OuterRef("question")))
OTHERS = ~RAISING & ~Q(question="reason-for-visit") | Q(values=["declined"])


@dataclass(frozen=True)
class Story:
    """Lists as the patient gave them; pains carry their words, answers what was asked and said."""

    pains: list[Row]
    medications: list[Row]
    allergies: list[Row]
    surgeries: list[Row]
    answers: list[Row]
    signature: Signature | None

    def __bool__(self) -> bool:
        """Whether anything was told; a history asked in the room may know answers to rules alone."""
        told = (self.pains, self.medications, self.allergies, self.surgeries, self.answers)
        return any(told) or self.signature is not None

    @property
    def has_words(self) -> bool:
        """Whether there is more than places that hurt and a name typed under it."""
        drawn = self.signature is not None and bool(self.signature.drawn)
        return drawn or any((self.medications, self.allergies, self.surgeries, self.answers))


def of(history: MedicalHistory) -> Story:
    """In two questions to the database; answers that raise cautions are shown with those."""
    lists: dict[str, Any] = {
        "pains": _rows(PainPlace, "side", "now", "worst", "best", zone=_zone()),
        "medications": _rows(Medication, "name", "dose", "reason", "last_taken"),
        "allergies": _rows(Allergy, "name", "reaction"),
        "surgeries": _rows(Surgery, "name", "happened", "details"),
        "answers": _rows(IntakeAnswer, "asked", "words", only=OTHERS),
    }
    asked: Any = MedicalHistory.objects.filter(pk=history.pk)
    # Under names of their own: the rows' usual ones are taken by the history's relations.
    row = asked.values(**{f"told_{name}": rows for name, rows in lists.items()}).get()
    found = {name: row[f"told_{name}"] for name in lists}
    for pain in found["pains"]:
        pain["words"] = f"{pain['zone']}{wording.with_side(pain['side'])}"
    return Story(**found, signature=Signature.objects.filter(history=history).first())


def _zone() -> Subquery:
    return Subquery(PainZone.objects.filter(slug=OuterRef("zone")).values("words"))


def _rows(model: Any, *columns: str, only: Q | None = None, **more: Any) -> ArraySubquery:
    """The rows of the outer history as objects, in their own order."""
    rows = model.objects.filter(history=OuterRef("pk"))
    rows = rows.filter(only) if only else rows
    said = dict(zip(columns, columns, strict=True))
    return ArraySubquery(rows.values(json=JSONObject(**said, **more)))
