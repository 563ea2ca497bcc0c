"""The lock that every change of a session takes first, so that none slips past a signing."""

from clinic.models import Staff
from clinic.transactions import hold_rows
from sessions.models import TreatmentSession
from sessions.refusals import AlreadySigned, NotTheTherapist


def hold(treatment_session: TreatmentSession) -> TreatmentSession:
    """The session as it is now, held until the transaction ends."""
    rows = TreatmentSession.objects.select_related("patient", "therapist", "appointment", "conduct")
    return hold_rows(rows.filter(pk=treatment_session.pk)).get()


def hold_open(treatment_session: TreatmentSession, by: Staff) -> TreatmentSession:
    """The same, for its therapist to change; raises AlreadySigned or NotTheTherapist."""
    held = hold(treatment_session)
    if held.is_signed:
        raise AlreadySigned
    refuse_others(held, by)
    return held


def refuse_others(treatment_session: TreatmentSession, by: Staff) -> None:
    if treatment_session.therapist_id != by.pk:
        raise NotTheTherapist(
            f"This is the session of {treatment_session.therapist}, who alone can change it. You can read it."
        )
