"""What the last look before a signature asks about the visit's frame."""

from collections.abc import Iterable

from sessions import last_look
from sessions.models import PointFinding, TreatmentSession
from sessions.visit import consenting, hanging


@last_look.asks
def consents(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[str]:
    """Of points of this visit: an open one that was only carried over was perhaps left alone."""
    check = getattr(treatment_session, "start_check", None)
    if check and check.consent_id is None:
        yield "No signed consent to treatment is on record. Have it signed on the tablet."
    worked = {finding.point.muscle_id for finding in findings if finding.latest_score is not None}
    if not worked:
        return
    for area in consenting.unasked(worked, consenting.standing(treatment_session)):
        yield f"{area.label}: points were charted there, and no spoken consent of today is written down."


@last_look.asks
def referral(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[str]:
    stop = getattr(treatment_session, "stop", None)
    if stop and stop.stands and not hanging.rows(treatment_session, "letters"):
        yield "The session was stopped for a red flag, and no referral letter is written."


@last_look.asks
def leftovers(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[str]:
    if hanging.left_open(treatment_session):
        yield "A page was closed with words that are not in the note. Look at the Note tab and choose."
