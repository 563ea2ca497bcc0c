"""Links to the questionnaire: made, found again by their hash, begun, ended."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from clinic import audit, clock
from clinic.models import Clinic, Staff
from clinic.refusals import Refused
from clinic.secret_links import hashed, new_token
from clinic.transactions import verb
from patients.holding import hold_living, hold_patient_of
from patients.models import Draft, IntakeLink, Knock, MedicalHistory, Patient

BAD_PER_ADDRESS, BAD_IN_ALL = 30, 300
WINDOW = timedelta(minutes=10)
WRONG_BIRTH_DATES = 5


class LinkRefused(Refused):
    """Why a link is not made or does not open."""


@dataclass(frozen=True)
class MadeLink:
    """A link with its secret, which is known at this moment only."""

    link: IntakeLink
    token: str


@verb
def make(patient: Patient, *, by: Staff) -> MadeLink:
    """A new link ends the one before; answers begun through that one go on through this one."""
    held = hold_living(patient)
    _end_all(held)
    token, now = new_token(), clock.now()
    asked_before = held.histories.exists()
    link = IntakeLink.objects.create(
        patient=held,
        purpose=IntakeLink.Purpose.UPDATE if asked_before else IntakeLink.Purpose.NEW,
        token_hash=hashed(token),
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=Clinic.current().intake_link_days),
    )
    Draft.objects.open().filter(patient=held).update(link=link)
    audit.record("intake asked", link, by=by)
    return MadeLink(link, token)


def _end_all(patient: Patient) -> None:
    now = clock.now()
    patient.intake_links.filter(revoked_at__isnull=True, used_at__isnull=True).update(revoked_at=now)


@verb
def end(link: IntakeLink, *, by: Staff) -> IntakeLink:
    """The address opens nothing any more; a link that ended already stays as it is."""
    held = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.revoked_at is None and held.used_at is None:
        held.revoked_at = clock.now()
        held.save(update_fields=["revoked_at"])
        audit.record("intake link ended", held, by=by)
    return held


@verb
def secret_for_mail(link: IntakeLink) -> str:
    """A secret of the mail's own, so that none is kept until the mail is sent; the newest mail counts."""
    token = new_token()
    held = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    held.mail_hash = hashed(token)
    held.save(update_fields=["mail_hash"])
    audit.record("intake asked", held, by=None, fields=["mail"])
    return token


def find(token: str) -> IntakeLink | None:
    """The link that this secret opens, live or not; None for any other secret."""
    digest = hashed(token)
    return (
        IntakeLink.objects.select_related("patient")
        .filter(Q(token_hash=digest) | Q(mail_hash=digest))
        .first()
    )


def too_many_knocks(address: str | None) -> bool:
    lately = Knock.objects.filter(at__gt=clock.now() - WINDOW)
    return lately.filter(address=address).count() >= BAD_PER_ADDRESS or lately.count() >= BAD_IN_ALL


def knocked(address: str | None) -> None:
    Knock.objects.create(address=address, at=clock.now())


@verb
def begin(link: IntakeLink) -> Draft:
    """Open the draft behind a live link, a new one or the one that waits; always the same one."""
    patient = hold_patient_of(link)
    held = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not held.is_live or patient.is_deceased:
        raise LinkRefused("This link has ended.")
    if held.opened_at is None:
        held.opened_at = clock.now()
        held.save(update_fields=["opened_at"])
    draft = open_draft(patient, link=held)
    audit.record("intake begun", held, by=None)
    return draft


def open_draft(patient: Patient, *, link: IntakeLink | None = None, staff: Staff | None = None) -> Draft:
    """The one draft of a patient that is open; call it with the patient's row locked."""
    draft = Draft.objects.open().filter(patient=patient).first()
    if draft is None:
        latest = MedicalHistory.objects.latest_of(patient)
        return Draft.objects.create(
            patient=patient,
            link=link,
            staff=staff,
            base=latest.version if latest else 0,
            begun_at=clock.now(),
        )
    if (link and draft.link_id != link.pk) or (staff and draft.staff_id is None):
        draft.link = link or draft.link
        draft.staff = staff or draft.staff
        draft.save(update_fields=["link", "staff"])
    return draft


@verb
def begin_with(patient: Patient, *, by: Staff) -> Draft:
    """A colleague asks the questions: the draft that waits, or a new one."""
    held = hold_living(patient)
    draft = open_draft(held, staff=by)
    audit.record("intake begun", draft, by=by)
    return draft


@verb
def proves(link: IntakeLink, typed: str) -> bool:
    """Whether that is the patient's birth date; five wrong ones and the link takes no more of them."""
    held = IntakeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    born = held.patient.birth_on
    if born is None or held.wrong_birth_dates >= WRONG_BIRTH_DATES:
        return False
    if typed == born.isoformat():
        audit.record("intake begun", held, by=None, fields=["birth date"])
        return True
    held.wrong_birth_dates += 1
    held.save(update_fields=["wrong_birth_dates"])
    audit.record("refused", held, by=None, reason="wrong birth date", outcome="refused")
    return False
