"""What the database's own constraints say, put into the same sentences as the rules'."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from psycopg.errors import ExclusionViolation, UniqueViolation

from scheduling.refusals import PatientTaken, RoomTaken, TherapistTaken, TimeRefused
from scheduling.wish import Wish

ONE_PER_FORM = "one_appointment_per_form"


@contextmanager
def in_words(wish: Wish) -> Iterator[None]:
    """Turn a constraint's error into a refusal, and let every refusal of a time know what was wished for.

    Goes round the transaction, not into it: the alternatives are looked up after the locks are let go.
    """
    try:
        yield
    except IntegrityError as error:
        said = refusal(error, wish)
        if said is None:
            raise
        said.wish = wish
        raise said from error
    except TimeRefused as refused:
        refused.wish = wish
        raise


def sent_twice(error: IntegrityError) -> bool:
    """Whether the same form came in again while its first answer was being written."""
    return isinstance(error.__cause__, UniqueViolation) and _constraint(error) == ONE_PER_FORM


def refusal(error: IntegrityError, wish: Wish) -> TimeRefused | None:
    """What an exclusion constraint said no to; None for any other."""
    if not isinstance(error.__cause__, ExclusionViolation):
        return None
    refusals: dict[str | None, TimeRefused] = {
        "a_therapist_sees_one_patient_at_a_time": TherapistTaken(wish.therapist.first_name),
        "a_room_holds_one_patient_at_a_time": RoomTaken("The room", wish.starts_at, wish.ends_at),
        "a_patient_is_in_one_place_at_a_time": PatientTaken(str(wish.patient)),
    }
    return refusals.get(_constraint(error))


def _constraint(error: IntegrityError) -> str | None:
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
