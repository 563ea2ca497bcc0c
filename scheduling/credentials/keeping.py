"""Entering, correcting and withdrawing credentials, in the queue in which bookings wait."""

import hashlib
from dataclasses import dataclass
from datetime import date

from clinic import audit, changing, clock
from clinic.models import Credential, Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients.files import storage
from patients.files.documents import FileChanged
from patients.files.kinds import Cleaned
from scheduling import locks


@dataclass(frozen=True)
class Said:
    """What stands on the paper; name: of a modality alone."""

    kind: str
    name: str = ""
    number: str = ""
    jurisdiction: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


class CredentialRefused(Refused):
    """Why a credential is not kept as it was written."""


def add(*, staff: Staff, said: Said, file: Cleaned | None = None, by: Staff) -> Credential:
    """Keep it with its scan; from the day after it ends nobody books a licence's or an insurance's owner.

    The same paper entered again is the one that is there. What is booked already stays: the page names it.
    """
    if file is None:
        return _added(staff, said, by)
    with storage.kept(file.content) as (stored,):
        scan = {
            "stored": stored,
            "content_type": file.content_type,
            "sha256": hashlib.sha256(file.content).hexdigest(),
        }
        return _added(staff, said, by, **scan)


@verb
def _added(staff: Staff, said: Said, by: Staff, **scan: str) -> Credential:
    held = locks.therapists(staff)[staff.pk]
    _refuse_crooked(said)
    if there := Credential.objects.standing().filter(staff=held, **vars(said)).first():
        return there
    row = Credential.objects.create(staff=held, **vars(said), **scan)
    audit.record("credential added", row, by=by)
    return row


@verb
def correct(*, credential: Credential, said: Said, by: Staff) -> Credential:
    """Put right what was mistyped; a renewed paper is added beside the old one instead."""
    row = _held(credential)
    _refuse_crooked(said)
    warned = {} if row.expires_on == said.expires_on else {"warned_days": None}
    changing.change(row, vars(said) | warned, by=by)
    return row


@verb
def withdraw(*, credential: Credential, by: Staff) -> Credential:
    """It counts no more, as if it had never been entered; twice is once."""
    row = _held(credential)
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        row.save()
        audit.record("credential withdrawn", row, by=by)
    return row


def content(credential: Credential) -> bytes:
    """The scan as it was added; raises FileChanged if it is not that any more."""
    found = storage.read(credential.stored)
    if hashlib.sha256(found).hexdigest() != credential.sha256:
        raise FileChanged
    return found


def _held(credential: Credential) -> Credential:
    locks.therapists(credential.staff)
    row = Credential.objects.select_for_update(no_key=True, of=("self",)).get(pk=credential.pk)
    if row.withdrawn_at and credential.withdrawn_at is None:
        raise CredentialRefused("This credential was withdrawn meanwhile. Nothing was changed.")
    return row


def _refuse_crooked(said: Said) -> None:
    if said.issued_on and said.expires_on and said.expires_on < said.issued_on:
        raise CredentialRefused("It must end after it begins. Check the two days.")
    if (said.kind == Credential.Kind.MODALITY) != bool(said.name):
        raise CredentialRefused("A modality has a name, such as Dry needling; the other kinds have none.")
