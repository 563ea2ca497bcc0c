"""Around the visits: what was asked at the door, a second signature that is awaited, two incidents."""

from datetime import timedelta
from uuid import uuid4

from django.db import models

from clinic import clock
from demo import helen
from demo.charts import Sheet
from demo.furnishings import MAYA, TOMAS, House
from demo.loading import save_many
from demo.randomness import Dice
from demo.today import NOT_SIGNED
from patients import screening
from patients.intake.consents import ends_on
from patients.models import CareTeam, Consent, ConsentText, MedicalHistory
from sessions.models import Treatment
from sessions.visit import areas
from sessions.visit import sheet as paper
from sessions.visit.areas import Area
from sessions.visit.models import AreaConsent, Incident, StartCheck, Supervision

# How often nobody thinks of the consent to a sensitive area at the visit that first treats it.
FORGOTTEN = 0.08
FLAGS = ("has_area_consents", "has_incidents", "has_letters", "has_left_behind")
# In their supervised year: who signs with whom.
STUDENT, SUPERVISOR = TOMAS, MAYA
# Whose visit, counted from the newest, which kind, minutes after it ended, what happened, what was done, who was told.
INCIDENTS = (
    (helen.NAME, 2, "bruise", 1500, "Rang the next day: a bruise the size of a coin on the left shoulder.",
     "Cold pack, no pressure there until it fades. Lighter next time; she takes aspirin.", "Owen Clarke"),
    ("Peter Lang", 0, "dizziness", 4, "Light-headed on sitting up, pale for a minute.",
     "Lay down again with the legs up, water, left after ten minutes and felt well.", ""),
)  # fmt: skip


def doors(house: House, sheets: list[Sheet], histories: list[MedicalHistory]) -> list[models.Model]:
    """Unsaved rows that go in with the sessions, and are part of what those sign."""
    told = _by_patient(histories)
    consents = {one.patient_id: one for one in Consent.objects.filter(text__kind="treatment")}
    signed, rules = _signed_for(house, sheets), screening.all_rules()
    rows: list[models.Model] = []
    for sheet in sheets:
        session = sheet.session
        known = [one for one in told.get(session.patient_id, ()) if one.answered_at <= session.started_at]
        history = max(known, key=lambda one: one.version, default=None)
        rows.append(_check(sheet, history, consents.get(session.patient_id), rules))
        if _is_todays(house, sheet) and session.therapist == house.staff[STUDENT] and session.signed_at:
            rows.append(_supervised(house, sheet))
        agreed = _agreed(sheet, signed.get(session.patient_id))
        rows += agreed
        for flag in FLAGS:
            setattr(session, flag, False)
        sheet.about["visit"] = {**paper.told(session), "areas": [paper.area_told(row) for row in agreed]}
    return rows


def _is_todays(house: House, sheet: Sheet) -> bool:
    return clock.local(sheet.session.started_at).date() == house.day


def _areas(sheet: Sheet) -> list[Area]:
    """The sensitive ones that its points lie in; of a session under way nobody has said anything yet."""
    if sheet.session.ended_at is None:
        return []
    return areas.in_question(finding.point.muscle_id for finding in sheet.findings)


def _signed_for(house: House, sheets: list[Sheet]) -> dict[int, Consent]:
    """By patient, what they signed when such an area was first treated; of some at the visit after that."""
    text, dice = ConsentText.objects.get(kind="sensitive"), Dice(house.day, "sensitive areas")
    signed: dict[int, Consent] = {}
    for sheet in sheets:
        session = sheet.session
        if session.patient_id in signed or not any(area.written for area in _areas(sheet)):
            continue
        if dice.happens(FORGOTTEN):
            continue
        signed[session.patient_id] = Consent(
            patient=session.patient, text=text, scope=text.scope, areas=text.areas, how="on paper",
            given_at=session.started_at, given_by=str(session.patient),
            expires_on=ends_on(clock.local(session.started_at).date(), text.months),
        )  # fmt: skip
    save_many(signed.values())
    return signed


def _agreed(sheet: Sheet, signed: Consent | None) -> list[AreaConsent]:
    """The yes said aloud to each area, where the signed one that it asks for is there."""
    session = sheet.session
    standing = signed if signed and signed.given_at <= session.started_at else None
    return [
        AreaConsent(
            treatment_session=session, area=area.slug, said=AreaConsent.Said.AGREED,
            consent=standing if area.written else None, at=session.started_at, by=session.therapist,
        )
        for area in _areas(sheet)
        if standing or not area.written
    ]  # fmt: skip


def _check(
    sheet: Sheet, history: MedicalHistory | None, consent: Consent | None, rules: object
) -> StartCheck:
    session = sheet.session
    on = clock.local(session.started_at).date()
    same_day = history is None or clock.local(history.answered_at).date() == on
    found = screening.cautions(history, on=on, rules=rules)  # type: ignore[arg-type]
    sheet.read = history, found
    return StartCheck(
        treatment_session=session, history=history, changed=None if same_day else False,
        consent=consent if consent and _in_force(consent, sheet) else None,
        cautions=[one.rule.slug for one in found], at=session.started_at, by=session.therapist,
    )  # fmt: skip


def _in_force(consent: Consent, sheet: Sheet) -> bool:
    began = sheet.session.started_at
    lasts = consent.expires_on is None or consent.expires_on >= clock.local(began).date()
    return lasts and consent.given_at <= began


def _supervised(house: House, sheet: Sheet) -> Supervision:
    student, supervisor = house.staff[STUDENT], house.staff[SUPERVISOR]
    assert sheet.session.signed_at
    if student.supervisor is None:
        student.supervisor = supervisor
        student.save(update_fields=["supervisor"])
    CareTeam.objects.create(
        patient=sheet.session.patient, therapist=supervisor, since_on=house.day, why=f"Supervises {student}"
    )
    return Supervision(treatment_session=sheet.session, supervisor=supervisor, at=sheet.session.signed_at)


def save(doors: list[models.Model]) -> None:
    """Once their sessions have keys, and before the sessions are there."""
    for kind in (StartCheck, AreaConsent, Supervision):
        save_many(row for row in doors if isinstance(row, kind))


def happened(sheets: list[Sheet]) -> int:
    """Incidents written down after the signature, and one adverse response that still waits for its own."""
    over = [sheet.session for sheet in sheets if sheet.session.signed_at]
    rows = []
    for name, back, kind, minutes, what, done, told in INCIDENTS:
        session = [one for one in over if str(one.patient) == name][-1 - back]
        assert session.ended_at
        at = session.ended_at + timedelta(minutes=minutes)
        rows.append(
            Incident(
                treatment_session=session, kind=kind, happened_at=at, happened=what, done=done, told=told,
                at=max(at, session.signed_at or at) + timedelta(minutes=5), by=session.therapist, key=uuid4(),
            )
        )  # fmt: skip
    Incident.objects.bulk_create(rows)
    waiting = [sheet.session for sheet in sheets if str(sheet.session.patient) == NOT_SIGNED][-1]
    first = Treatment.objects.filter(treatment_session=waiting).order_by("order")[:1]
    Treatment.objects.filter(pk__in=first.values("pk")).update(adverse="dizziness")
    return len(rows)


def _by_patient(histories: list[MedicalHistory]) -> dict[int, list[MedicalHistory]]:
    found: dict[int, list[MedicalHistory]] = {}
    for history in histories:
        found.setdefault(history.patient_id, []).append(history)
    return found
