"""What a merge leaves to be known: the number that was given up, and answers that nobody compared."""

import re

from clinic.models import Staff
from patients.merging.concerns import moved
from patients.models import Merge, Patient

NUMBER = re.compile(r"(?:no\.?|number|#)?\s*(\d{1,9})", re.IGNORECASE | re.ASCII)


def old(words: str, staff: Staff) -> list[Patient]:
    """The record that the one of this number was merged into; none for any other words."""
    asked = NUMBER.fullmatch(words.strip())
    if not asked:
        return []
    return [*Patient.objects.visible_to(staff).filter(absorbed__number=int(asked[1]))]


def ask_again(patient: Patient) -> Merge | None:
    """The merge of two histories since which nobody has asked anew; cautions come from one of them only."""
    latest = patient.histories.order_by("-version").first()
    if latest is None:
        return None
    since = Merge.objects.standing().filter(kept=patient, merged_at__gt=latest.answered_at).order_by("-pk")
    return next((one for one in since if _joined_histories(one, patient)), None)


def _joined_histories(merge: Merge, patient: Patient) -> bool:
    came = moved(merge, "patients.MedicalHistory")
    return bool(came) and patient.histories.exclude(pk__in=came).exists()
