"""What people decide about a caution: override, letter, closing, referral, and taking one back."""

from datetime import date
from typing import Any

from clinic import audit, clock
from clinic.models import Role, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import screening
from patients.cautions import BLOCKING, Caution, Severity
from patients.holding import hold
from patients.models import CautionRule, Patient, Settlement
from patients.settling.settle import Kind, may_close, may_override, said_by

LONGEST_OVERRIDE_DAYS = 366


class NotSettled(Refused):
    """Why a caution stays as it is."""


def standing(patient: Patient, slug: str) -> Caution | None:
    """The caution as it stands today."""
    return next((one for one in screening.of(patient) if one.rule.slug == slug), None)


def may_decide(patient: Patient, staff: Staff) -> bool:
    """A therapist's, while the chart is open to them."""
    return staff.has(Role.THERAPIST) and Patient.objects.chart_open_to(staff).filter(pk=patient.pk).exists()


@verb
def override(patient: Patient, slug: str, *, reason: str, until_on: date, by: Staff) -> Settlement:
    """Overrule a milder caution up to and including until_on; a clearance is a clinical lead's."""
    caution = _held(patient, slug, by)
    if caution.blocks:
        raise NotSettled("Nobody overrides a stop. Refer or rebook; it can be closed once it is over.")
    if not may_override(caution.severity, is_lead=by.clinical_lead):
        raise NotSettled("Only a clinical lead overrides this. A letter lifts it, or a clinical lead does.")
    today = clock.today()
    if not 0 <= (until_on - today).days <= LONGEST_OVERRIDE_DAYS:
        raise NotSettled("An override ends today or within a year.")
    return _kept(
        "overrode a caution",
        caution,
        patient,
        by,
        kind=Kind.OVERRIDE,
        reason=reason,
        dated_on=today,
        until_on=until_on,
    )


@verb
def file_letter(
    patient: Patient, slug: str, *, from_whom: str, dated_on: date, until_on: date, by: Staff, **more: str
) -> Settlement:
    """Keep a letter: from whom, its date and last day; more: reason, file_reference."""
    caution = _held(patient, slug, by)
    if caution.severity != Severity.CLEARANCE:
        raise NotSettled("A letter does not lift this one. It ends by being closed.")
    today = clock.today()
    if dated_on > today:
        raise NotSettled("The letter is dated in the future. Check the day.")
    if until_on < today or until_on < dated_on:
        raise NotSettled("This letter is over already. Ask for a new one.")
    letter = {"from_whom": from_whom, "dated_on": dated_on, "until_on": until_on, **more}
    return _kept("filed a letter", caution, patient, by, kind=Kind.LETTER, **letter)


@verb
def close(patient: Patient, slug: str, *, reason: str, from_whom: str = "", by: Staff) -> Settlement:
    """End a caution until newer answers raise it again; from_whom: for a stop, who found that it is over."""
    caution = _held(patient, slug, by)
    if caution.measured:
        raise NotSettled("This was measured today. If the reading is wrong, correct it with a reason.")
    if not may_close(caution.severity, is_lead=by.clinical_lead):
        raise NotSettled("Only a clinical lead closes this. A letter lifts it.")
    if caution.blocks and not from_whom:
        raise NotSettled("Say who found that it is over: a stop is closed on somebody's word.")
    today = clock.today()
    about = {"reason": reason, "from_whom": from_whom, "dated_on": today}
    return _kept("closed a caution", caution, patient, by, kind=Kind.CLOSING, **about)


@verb
def note_handled(patient: Patient, slug: str, *, reason: str, from_whom: str = "", by: Staff) -> Settlement:
    """Write down the referral or the rebooking that a stop asks for; the stop stays."""
    caution = _held(patient, slug, by)
    if caution.severity not in BLOCKING | {Severity.CLEARANCE}:
        raise NotSettled("Nothing has to be referred or rebooked for this one.")
    about = {"reason": reason, "from_whom": from_whom, "dated_on": clock.today()}
    return _kept("referred or rebooked", caution, patient, by, kind=Kind.HANDLED, **about)


@verb
def withdraw(settlement: Settlement, *, reason: str, by: Staff) -> Settlement:
    """Take a decision back, from now on; the row itself stays. A second time changes nothing."""
    patient = _locked(settlement.patient, by)
    if taken := Settlement.objects.filter(withdraws=settlement).first():
        return taken
    rule = CautionRule.objects.get(pk=settlement.rule_id)
    if settlement.as_lead and not by.clinical_lead:
        raise NotSettled("A clinical lead decided this, and a clinical lead takes it back.")
    if settlement.kind in {Kind.HANDLED, Kind.WITHDRAWAL}:
        raise NotSettled("This is kept as it is.")
    taken = Settlement.objects.create(
        patient=patient, rule=rule, kind=Kind.WITHDRAWAL, severity=rule.severity, reason=reason,
        withdraws=settlement, dated_on=clock.today(), by=by, at=clock.now(),
    )  # fmt: skip
    audit.record("withdrew a decision", taken, by=by, ids=[settlement.pk], fields=[settlement.kind])
    return taken


def _held(patient: Patient, slug: str, by: Staff) -> Caution:
    """The caution as it stands while nobody else can decide about it."""
    caution = standing(_locked(patient, by), slug)
    if caution is None:
        raise NotSettled("This caution does not stand any more. Look at the newest answers.")
    return caution


def _locked(patient: Patient, by: Staff) -> Patient:
    held = hold(patient)
    if not may_decide(held, by):
        raise NotSettled("Only a therapist with the chart open decides about cautions.")
    return held


def _kept(
    action: str, caution: Caution, patient: Patient, by: Staff, *, kind: str, **about: Any
) -> Settlement:
    history = caution.answers[0].history if caution.answers else None
    row = Settlement.objects.create(
        patient=patient,
        rule=caution.rule,
        kind=kind,
        severity=caution.severity,
        history=history,
        said=said_by(caution),
        as_lead=by.clinical_lead and caution.severity == Severity.CLEARANCE and kind != Kind.LETTER,
        by=by,
        at=clock.now(),
        **about,
    )
    audit.record(action, row, by=by, fields=[caution.rule.slug])
    return row
