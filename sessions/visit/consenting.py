"""What a patient says of a sensitive area while the session runs: yes, not today, or no longer."""

from clinic import audit, clock
from clinic.models import Staff
from clinic.transactions import verb
from patients import screening
from sessions.models import PointFinding, TreatmentSession
from sessions.open_session import hold_open
from sessions.refusals import OffLimits
from sessions.visit import areas, gate, hanging
from sessions.visit.areas import Area
from sessions.visit.models import AreaConsent
from sessions.visit.refusals import NotAsked

NO = {AreaConsent.Said.NOT_TODAY, AreaConsent.Said.WITHDRAWN}


@verb
def say(*, treatment_session: TreatmentSession, area: str, said: str, by: Staff) -> AreaConsent:
    """Keep the newest word on an area; raises NotAsked where a signed consent is missing."""
    held = hold_open(treatment_session, by)
    place = areas.every().get(area)
    if place is None or said not in AreaConsent.Said.values:
        raise NotAsked("Choose an area and what was said.")
    day = clock.local(held.started_at).date()
    at_the_door = gate.door(held.patient, screening.of(held.patient, on=day), place.muscles, on=day)
    asked = gate.Asked(place, at_the_door.covering(place))
    if said == AreaConsent.Said.AGREED and not asked.may_agree:
        raise NotAsked(f"{place.label}: the signed consent is missing or has ended. Have it signed first.")
    row = AreaConsent.objects.create(
        treatment_session=held, area=area, said=said, consent=asked.consent, at=clock.now(), by=by
    )
    audit.record("agreed aloud", held, by=by, fields=[area, said], ids=[row.pk])
    return row


def standing(treatment_session: TreatmentSession) -> dict[str, AreaConsent]:
    """The newest word on each area."""
    return {row.area: row for row in hanging.rows(treatment_session, "area_consents")}


def unasked(muscles: set[str], said: dict[str, AreaConsent]) -> list[Area]:
    """Sensitive areas that these muscles lie in and that the patient did not agree to today."""
    agreed = {slug for slug, row in said.items() if row.said == AreaConsent.Said.AGREED}
    return [area for area in areas.in_question(muscles) if area.slug not in agreed]


def said_no(treatment_session: TreatmentSession, muscle: str) -> Area | None:
    """The sensitive area the muscle lies in, where the patient's newest word of this visit is a no."""
    area = areas.of_muscle(muscle)
    if area is None:
        return None
    newest = treatment_session.area_consents.filter(area=area.slug).order_by("pk").last()
    return area if newest and newest.said in NO else None


def despite(held: TreatmentSession, finding: PointFinding, reason: str) -> str:
    """Why hands go to a point although the patient said no to its area today; the point keeps it.

    Raises OffLimits where nobody has written it; without a no, it is what the point had.
    """
    if finding.despite or said_no(held, finding.point.muscle_id) is None:
        return finding.despite
    if not reason:
        raise OffLimits(f"{refusal(held, finding)} Write why, or leave the point alone.")
    return reason


def refusal(held: TreatmentSession, finding: PointFinding) -> str:
    """Buttock: they said no today. Empty where they did not, or where a reason is written."""
    area = None if finding.despite else said_no(held, finding.point.muscle_id)
    return f"{area.label}: they said no today." if area else ""
