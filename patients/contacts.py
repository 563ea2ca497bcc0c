"""Phone numbers and e-mail addresses: several of each, of which one stands on the patient's own row."""

from collections.abc import Iterable

from django.db.models import QuerySet

from clinic import audit, clock
from clinic.models import Staff
from clinic.refusals import Refused
from clinic.transactions import verb
from patients import phones
from patients.holding import hold
from patients.models import Patient, PatientContact

Way, Kind = PatientContact.Way, PatientContact.Kind


class ContactRefused(Refused):
    """Why a contact is not added."""


def rows_of(patient: Patient) -> QuerySet[PatientContact]:
    return patient.contacts.standing().order_by("-way", "-preferred", "pk")


def of(patient: Patient, rows: Iterable[PatientContact] | None = None) -> list[PatientContact]:
    """Phones, then e-mails, the preferred one first; what has no row yet is read from the patient's own."""
    rows = [*(rows_of(patient) if rows is None else rows)]
    known = {(row.way, row.value) for row in rows}
    bare = [
        PatientContact(patient=patient, way=way, value=getattr(patient, way), preferred=True)
        for way in Way.values
        if getattr(patient, way) and (way, getattr(patient, way)) not in known
    ]
    return sorted([*bare, *rows], key=lambda row: (row.way != Way.PHONE, not row.preferred))


def row(patient: Patient, way: str, value: str, kind: str = "") -> PatientContact:
    """Unsaved, its number read where it can be; a mobile number is known by itself."""
    number = phones.number_of(value) if way == Way.PHONE else ""
    usual = Kind.MOBILE if phones.is_mobile(number) else Kind.OTHER
    return PatientContact(patient=patient, way=way, value=value, number=number, kind=kind or usual)


def follow(patient: Patient, ways: Iterable[str] = Way.values) -> None:
    """Let the preferred rows say what the patient's own row says; called by the rules that change it."""
    for way in ways:
        value = getattr(patient, way)
        rows = patient.contacts.standing().filter(way=way)
        preferred = rows.filter(preferred=True).first()
        same = rows.filter(value=value).first()
        if preferred and preferred == same:
            continue
        if preferred and (same or not value):
            _set(preferred, preferred=False, removed_at=None if value else clock.now())
        if same:
            _set(same, preferred=True)
        elif value and preferred:
            _set(preferred, value=value, number=row(patient, way, value).number)
        elif value:
            new = row(patient, way, value)
            new.preferred = True
            new.save()


@verb
def add(
    patient: Patient, way: str, value: str, *, kind: str = "", preferred: bool = False, by: Staff
) -> PatientContact:
    """One more way to reach them; the first of its way is the preferred one."""
    held = hold(patient)
    follow(held)
    if held.contacts.standing().filter(way=way, value=value).exists():
        raise ContactRefused(f"{value} is there already.")
    added = row(held, way, value, kind)
    added.save()
    if preferred or not getattr(held, way):
        _prefer(held, added)
    audit.record("changed", added, by=by, fields=[way])
    return added


@verb
def prefer(contact: PatientContact, *, by: Staff) -> PatientContact:
    """Put it on the patient's row, where search, schedule and booking read it."""
    held, contact = _held(contact)
    if contact.removed_at is None and not contact.preferred:
        _prefer(held, contact)
        audit.record("changed", contact, by=by, fields=[contact.way])
    return contact


@verb
def remove(contact: PatientContact, *, by: Staff) -> PatientContact:
    """Take it away; the next of its way is preferred then. Taken away already, it stays so."""
    held, contact = _held(contact)
    if contact.removed_at:
        return contact
    was_preferred = contact.preferred
    _set(contact, preferred=False, removed_at=clock.now())
    if was_preferred:
        _prefer(held, held.contacts.standing().filter(way=contact.way).order_by("pk").first(), contact.way)
    audit.record("changed", contact, by=by, fields=[contact.way])
    return contact


@verb
def restore(contact: PatientContact, *, by: Staff) -> PatientContact:
    """Put back what was taken away, beside those that stand now."""
    held, contact = _held(contact)
    taken = held.contacts.standing().filter(way=contact.way, value=contact.value).exists()
    if contact.removed_at and not taken:
        _set(contact, removed_at=None)
        if not getattr(held, contact.way):
            _prefer(held, contact)
        audit.record("changed", contact, by=by, fields=[contact.way])
    return contact


def _held(contact: PatientContact) -> tuple[Patient, PatientContact]:
    held = hold(contact.patient)
    return held, PatientContact.objects.get(pk=contact.pk)


def _prefer(patient: Patient, contact: PatientContact | None, way: str = "") -> None:
    way = contact.way if contact else way
    patient.contacts.filter(way=way, preferred=True).update(preferred=False)
    if contact:
        _set(contact, preferred=True)
    setattr(patient, way, contact.value if contact else "")
    patient.version += 1
    patient.save(update_fields=[way, "version"])


def _set(contact: PatientContact, **values: object) -> None:
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save(update_fields=[*values])
