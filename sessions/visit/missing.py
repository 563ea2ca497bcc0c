"""What the last look before a signature asks about the visit's frame."""

from collections.abc import Iterable

from django.urls import reverse

from sessions import last_look
from sessions.last_look import NOTE, PREPARE, Gap
from sessions.models import PointFinding, TreatmentSession
from sessions.visit import consenting, gate, hanging, incidents


@last_look.asks
def consents(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    """Of points of this visit: an open one that was only carried over was perhaps left alone."""
    check = getattr(treatment_session, "start_check", None)
    if check and gate.treatment_consent(treatment_session) is None:
        yield Gap("No signed consent to treatment is on record. Have it signed on the tablet.", PREPARE)
    worked = {finding.point.muscle_id for finding in findings if finding.latest_score is not None}
    if not worked:
        return
    for area in consenting.unasked(worked, consenting.standing(treatment_session)):
        words = f"{area.label}: points were charted there, and no spoken consent of today is written down."
        yield Gap(words, PREPARE)


@last_look.asks
def referral(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    stop = getattr(treatment_session, "stop", None)
    if stop and stop.stands and not hanging.rows(treatment_session, "letters"):
        words = "The session was stopped for a red flag, and no referral letter is written."
        yield Gap(words, reverse("sessions:letter", args=[treatment_session.pk]))


@last_look.asks
def leftovers(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    if hanging.left_open(treatment_session):
        words = "A page was closed with words that are not in the note. Look at the Note tab and choose."
        yield Gap(words, NOTE)


@last_look.asks
def adverse(treatment_session: TreatmentSession, findings: list[PointFinding]) -> Iterable[Gap]:
    for untold in incidents.untold(treatment_session, findings):
        yield Gap(f"{untold.words}, and no incident is written down.", untold.url)
