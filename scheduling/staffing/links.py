"""Links by which a colleague chooses a password: made, mailed, found again by their hash, used once."""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.db.models import Q

from clinic import audit, clock
from clinic.models import Staff, StaffLink
from clinic.refusals import Refused
from clinic.secret_links import hashed, new_token
from clinic.transactions import verb

Purpose = StaffLink.Purpose


class LinkEnded(Refused):
    """The address opens nothing any more."""

    def __init__(self) -> None:
        super().__init__("This link has ended. Ask an admin for a new one.")


@dataclass(frozen=True)
class MadeLink:
    """A link with its secret, which is known at this moment only."""

    link: StaffLink
    token: str


@verb
def make(*, person: Staff, by: Staff | None) -> MadeLink:
    """To sign in for the first time, or with another password; a new link ends the one before.

    by: None where it was asked for at the door.
    """
    row = Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if not row.is_active:
        raise Refused(f"{row} has left. Take them back first.")
    end_open(row, by=by)
    token, now = new_token(), clock.now()
    purpose = Purpose.PASSWORD if row.has_usable_password() else Purpose.INVITATION
    link = StaffLink.objects.create(
        staff=row,
        purpose=purpose,
        token_hash=hashed(token),
        made_by=by,
        made_at=now,
        expires_at=now + StaffLink.LASTS[purpose],
    )
    audit.record("gave a way in", row, by=by, fields=[purpose])
    return MadeLink(link, token)


def for_forgotten(key: int) -> StaffLink | None:
    """Only who signed in before can have forgotten; an invitation is an admin's to give."""
    person = Staff.objects.filter(pk=key, is_active=True).first()
    return make(person=person, by=None).link if person and person.has_usable_password() else None


@verb
def end_open(person: Staff, *, by: Staff | None) -> None:
    """Whatever address somebody still has opens nothing any more."""
    if person.links.open().update(revoked_at=clock.now()):
        audit.record("ended a way in", person, by=by)


@verb
def secret_for_mail(link: StaffLink) -> str | None:
    """A secret of the mail's own, so that none is kept until the mail is sent; None once the link ended."""
    held = StaffLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    if not held.is_live:
        return None
    token = new_token()
    held.mail_hash = hashed(token)
    held.save(update_fields=["mail_hash"])
    audit.record("gave a way in", held.staff, by=held.made_by, fields=["mail"])
    return token


def find(token: str) -> StaffLink | None:
    """The link that this secret opens, live or not; None for any other secret."""
    digest = hashed(token)
    return (
        StaffLink.objects.select_related("staff").filter(Q(token_hash=digest) | Q(mail_hash=digest)).first()
    )


@verb
def choose_password(link: StaffLink, password: str) -> Staff:
    """Once; every login that this colleague had elsewhere ends with it.

    Raises ValidationError with what is wrong with the password, and LinkEnded.
    """
    held = StaffLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    person = Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=held.staff_id)
    if not held.is_live or not person.is_active:
        raise LinkEnded
    _keep(person, password)
    held.used_at = clock.now()
    held.save(update_fields=["used_at"])
    return person


@verb
def change_password(person: Staff, password: str) -> Staff:
    """By somebody who has just given the old one; a link that is open ends. Raises ValidationError."""
    row = Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    _keep(row, password)
    end_open(row, by=row)
    return row


def _keep(person: Staff, password: str) -> None:
    """Whoever is signed in elsewhere is asked for it there."""
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    audit.record("chose a password", person, by=person)
