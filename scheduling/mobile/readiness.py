"""What a mobile visit needs before it is booked: a zone that is served, and a patient who is known."""

import re

from clinic.naming import Naming
from patients.models import Patient
from scheduling import wording
from scheduling.mobile.destination import Destination
from scheduling.refusals import BookingRefused, NotOffered
from scheduling.wish import Wish

INITIAL = re.compile(r"[A-Za-z]\.?")
LEAST_DIGITS = 6


class Anonymous(BookingRefused):
    """The record does not say well enough who this is; missing: what it lacks, in words."""

    def __init__(self, patient: Patient, missing: list[str]) -> None:
        self.patient, self.missing = patient, missing
        words = (
            f"Nobody is visited at home before the clinic knows who they are. {patient}'s record has "
            f"{wording.listed([f'no {what}' for what in missing], 'and')}."
        )
        super().__init__(Naming(words, patient))


def refuse_nowhere(wish: Wish) -> None:
    """A visit to the patient without a place to drive to, or a drive for what is done in the clinic."""
    if wish.service.mobile and wish.to is None:
        raise NotOffered(f"{wish.service} takes place at the patient's. Say in which zone that is.")
    if wish.to:
        if not wish.service.mobile:
            raise NotOffered(f"{wish.service} takes place in the clinic.")
        refuse_unserved(wish.to)


def refuse_unserved(to: Destination) -> None:
    if not to.zone.active:
        raise NotOffered(f"Nobody drives to {to.zone} any more.")


def missing(patient: Patient) -> list[str]:
    """In the order of the form that completes it; nothing where all is known."""
    initials = any(INITIAL.fullmatch(name) for name in (patient.first_name, patient.last_name))
    digits = sum(sign.isdigit() for sign in patient.phone)
    lacking = {
        "full name": initials,
        "date of birth": patient.birth_on is None,
        "phone number": digits < LEAST_DIGITS,
        "address": not patient.address.strip(),
    }
    return [words for words, is_so in lacking.items() if is_so]


def refuse_anonymous(patient: Patient) -> None:
    """Nobody drives to somebody unknown; patient is held, so that what is seen here is what stands."""
    if lacking := missing(patient):
        raise Anonymous(patient, lacking)
