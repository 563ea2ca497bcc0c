"""What may be done with a patient's documents: add, describe, take off the list and put back."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import alerts
from patients.document_models import Document, DocumentQuerySet
from patients.files import storage
from patients.files.kinds import Cleaned
from patients.holding import hold
from patients.models import Patient

Audience = Document.Audience
ANOTHER_RECORD = "This form was sent for another record already. Reload the page and choose the file again."
DESCRIBED = ("kind", "title", "audience", "taken_on")


class DocumentRefused(Refused):
    """Why a document is not added or changed."""


class DescribedMeanwhile(Refused):
    """Someone saved first; current: the document as it is now."""

    def __init__(self, current: Document) -> None:
        super().__init__("Someone else changed this first. Both are shown; choose what stays, then save.")
        self.current = current


class FileChanged(Refused):
    def __init__(self) -> None:
        super().__init__(
            "This file is not as it was when it was added, so it is not given out. Tell an admin:"
            " a copy may be in the backup."
        )


class _SentTwice(Exception):
    """The form came before; the file that came with it now goes again."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def may_be_clinical(patient: Patient, staff: Staff) -> bool:
    """A therapist's to add and to describe, while the chart is open to them."""
    return alerts.may_be_clinical(patient, staff)


def to_change(patient: Patient, staff: Staff) -> DocumentQuerySet:
    """Those that this person may describe, remove and put back."""
    documents: DocumentQuerySet = patient.documents.visible_to(staff)
    return documents if may_be_clinical(patient, staff) else documents.for_everyone()


def add(patient: Patient, file: Cleaned, *, key: UUID, by: Staff, **described: Any) -> Document:
    """Keep the file and list it; the same key again gives the document it gave before.

    The file is stored before its row is written and goes again if that fails.
    """
    try:
        with storage.kept(file.content, file.thumbnail) as (stored, thumbnail):
            return _listed(patient, file, stored, thumbnail, key=key, by=by, **described)
    except _SentTwice as twice:
        return twice.document


@verb
def _listed(
    patient: Patient, file: Cleaned, stored: str, thumbnail: str, *, key: UUID, by: Staff, **described: Any
) -> Document:
    hold(patient)
    if known := Document.objects.filter(added_by=by, key=key).first():
        raise _SentTwice(known) if known.patient_id == patient.pk else DocumentRefused(ANOTHER_RECORD)
    _refuse_clinical(patient, by, described["audience"])
    document = Document.objects.create(
        patient=patient,
        stored=stored,
        thumbnail=thumbnail,
        content_type=file.content_type,
        size=len(file.content),
        pages=file.pages,
        width=file.width,
        height=file.height,
        sha256=hashlib.sha256(file.content).hexdigest(),
        added_by=by,
        added_at=clock.now(),
        key=key,
        **described,
    )
    audit.record("document added", document, by=by, fields=DESCRIBED)
    return document


@verb
def describe(
    document: Document,
    version: int,
    *,
    kind: str,
    title: str,
    audience: str,
    taken_on: date | None,
    by: Staff,
) -> Document:
    """Change what the list says; raises DescribedMeanwhile if somebody did after that version was read."""
    held = _held(document)
    if held.version != version:
        raise DescribedMeanwhile(held)
    said = {"kind": kind, "title": title, "audience": audience, "taken_on": taken_on}
    changed = [name for name in DESCRIBED if getattr(held, name) != said[name]]
    if not changed:
        return held
    for one in {held.audience, audience}:
        _refuse_clinical(held.patient, by, one)
    for name in changed:
        setattr(held, name, said[name])
    return _saved(held, "changed", by, *changed)


@verb
def remove(document: Document, *, why: str, by: Staff) -> Document:
    """Take it off the list; one that is off already stays as it is."""
    held = _held(document)
    _refuse_clinical(held.patient, by, held.audience)
    if held.removed_at:
        return held
    held.removed_at, held.removed_by, held.removed_why = clock.now(), by, why
    return _saved(held, "document removed", by, "removed_at", "removed_by", "removed_why", reason=why)


@verb
def restore(document: Document, *, by: Staff) -> Document:
    """Put it back on the list."""
    held = _held(document)
    _refuse_clinical(held.patient, by, held.audience)
    if not held.removed_at:
        return held
    held.removed_at, held.removed_by, held.removed_why = None, None, ""
    return _saved(held, "document restored", by, "removed_at", "removed_by", "removed_why")


def content(document: Document) -> bytes:
    """The file itself, as it was written; FileChanged if it is not that any more."""
    found = storage.read(document.stored)
    if hashlib.sha256(found).hexdigest() != document.sha256:
        raise FileChanged
    return found


def _held(document: Document) -> Document:
    return Document.objects.select_for_update(no_key=True, of=("self",)).get(pk=document.pk)


def _saved(held: Document, action: str, by: Staff, *fields: str, reason: str = "") -> Document:
    held.version += 1
    held.save(update_fields=[*fields, "version"])
    audit.record(action, held, by=by, fields=fields, reason=reason)
    return held


def _refuse_clinical(patient: Patient, staff: Staff, audience: str) -> None:
    if audience == Audience.CLINICAL and not may_be_clinical(patient, staff):
        raise DocumentRefused("A clinical document is for therapists to handle, with the chart open to them.")
