"""How to reach a person of another program's list; what is no number and no address keeps nobody out."""

from typing import Any

from clinic.loading import Ready
from patients import phones
from patients.contacts import Kind as ContactKind
from patients.contacts import Way
from patients.fields import CleanEmailField, PhoneField
from patients.models import Patient, PatientContact
from reports.imports.line import Line

# In the order in which one is preferred.
PHONES = {
    "mobile": ContactKind.MOBILE,
    "phone": ContactKind.OTHER,
    "home_phone": ContactKind.HOME,
    "work_phone": ContactKind.WORK,
}
# As the register's own form cleans what is typed.
PHONE = PhoneField(max_length=40, required=False)
EMAIL = CleanEmailField(max_length=254, required=False)
NO_NUMBER, NO_ADDRESS = "no number that can be dialled", "no e-mail address"


def email(line: Line) -> str:
    return line.read_or_leave_out("email", EMAIL.clean, NO_ADDRESS)


def phone(line: Line, field: str) -> str:
    return line.read_or_leave_out(field, PHONE.clean, NO_NUMBER)


def all_phones(line: Line) -> list[list[str]]:
    """Kind, number as shown, and in E.164, each number once."""
    found: dict[str, list[str]] = {}
    for field, kind in PHONES.items():
        if shown := phone(line, field):
            found.setdefault(shown, [kind, shown, phones.number_of(shown)])
    return [*found.values()]


def contacts(said: dict[str, Any], person: Patient) -> list[PatientContact]:
    """Rows for what a line would become, the first phone preferred."""
    rows = [
        _ready(PatientContact(patient=person, way=Way.PHONE, kind=kind, value=shown, preferred=n == 0), e164)
        for n, (kind, shown, e164) in enumerate(said["phones"])
    ]
    if said["email"]:
        mail = PatientContact(patient=person, way=Way.EMAIL, value=said["email"], preferred=True)
        rows.append(_ready(mail, ""))
    return rows


def _ready(contact: PatientContact, e164: str) -> PatientContact:
    """Understood when the line was read; to ask the number plans again takes longer than all the rest."""
    vars(contact)["number"] = Ready(e164)
    return contact
