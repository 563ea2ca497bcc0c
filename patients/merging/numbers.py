"""What a merge leaves to be known: the number that was given up, and answers that nobody compared."""

import re

from clinic.models import Staff
from patients.merging.concerns import moved
from patients.models import Merge, Patient

NUMBER = re.compile(r"(?:no\.?|number|#)?\s*(\d{1,9})", re.IGNORECASE | re.ASCII)


def old(words: str, staff: Staff) -> list[Patient]:
    """The record that the one of this number is read as now; none for any other words."""
    asked = NUMBER.fullmatch(words.strip())
    found = read_as(int(asked[1]), staff) if asked else None
    return [found] if found else []


def read_as(number: int, staff: Staff) -> Patient | None:
    """What an old number leads to, if need be over several merges; None for one that was not given up."""
    found = Patient.objects.filter(number=number, merged_into__isnull=False).first()
    while found and found.merged_into_id:
        found = Patient.objects.get(pk=found.merged_into_id)
    return found if found and staff.is_active else None


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
