"""A number that was given up in a merge still finds the record."""

import re

from clinic.models import Staff
from patients.models import Patient

NUMBER = re.compile(r"(?:no\.?|number|#)?\s*(\d{1,9})", re.IGNORECASE | re.ASCII)


def old(words: str, staff: Staff) -> list[Patient]:
    """The record that the one of this number was merged into; none for any other words."""
    asked = NUMBER.fullmatch(words.strip())
    if not asked:
        return []
    return [*Patient.objects.visible_to(staff).filter(absorbed__number=int(asked[1]))]
