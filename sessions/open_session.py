"""The lock that every change of a session takes first, so that none slips past a signing."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from clinic.asking import Standing, blank
from clinic.models import Staff
from clinic.numbered import Numbered
from sessions.models import TreatmentSession
from sessions.refusals import AlreadySigned, NotTheTherapist

LOCK = Numbered("""
SELECT id::bigint FROM treatment_sessions_treatmentsession WHERE id = %(session)s FOR UPDATE
""")
SESSION = blank("session", "bigint")
JOINED = ("patient", "therapist", "appointment", "conduct", "note_page")


class Held(Standing):
    """The session as it is now, and what else a rule reads of it: one statement, once the lock is held.

    beside: questions about SESSION, and about other blanks that the rule tells. Never in the statement that
    waits for the lock: that one goes on with what it saw before it waited.
    """

    def __init__(self, beside: Callable[[], Sequence[QuerySet]] = tuple) -> None:
        super().__init__(lambda: [_session(), *beside()])

    def read(self, treatment_session: TreatmentSession, **told: Any) -> list[Any]:
        """The session and each answer, whoever asks; held until the transaction ends."""
        session = treatment_session.pk
        LOCK.ask({"session": session})
        [held], *answers = self.ask(session=session, **told)
        return [held, *answers]

    def open(self, treatment_session: TreatmentSession, by: Staff, **told: Any) -> list[Any]:
        """The same, for its therapist to change; raises AlreadySigned or NotTheTherapist."""
        held, *answers = self.read(treatment_session, **told)
        if held.is_signed:
            raise AlreadySigned
        refuse_others(held, by)
        return [held, *answers]


def _session() -> QuerySet[TreatmentSession]:
    return TreatmentSession.objects.select_related(*JOINED).filter(pk=SESSION)


ALONE = Held()


def hold(treatment_session: TreatmentSession) -> TreatmentSession:
    """The session as it is now, held until the transaction ends."""
    return ALONE.read(treatment_session)[0]


def hold_open(treatment_session: TreatmentSession, by: Staff) -> TreatmentSession:
    """The same, for its therapist to change; raises AlreadySigned or NotTheTherapist."""
    return ALONE.open(treatment_session, by)[0]


def refuse_others(treatment_session: TreatmentSession, by: Staff) -> None:
    if treatment_session.therapist_id != by.pk:
        raise NotTheTherapist(
            f"This is the session of {treatment_session.therapist}, who alone can change it. You can read it."
        )
