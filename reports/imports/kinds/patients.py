"""People from another program's list, with how to reach them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from clinic.loading import load, take_keys
from clinic.models import Staff
from patients import newcomers, register
from patients.fields import LineField, LinesField, NameField, PastDayField
from patients.models import Patient
from reports.imports import names
from reports.imports.kinds import for_the_desk, in_use, reaching
from reports.imports.kinds.on_file import ANOTHERS, by_source, is_called
from reports.imports.line import Line
from reports.imports.models import CONTACTS, PATIENTS, Brought, Import, ImportRow
from reports.imports.reading import values
from reports.imports.reading.refusals import Crooked

Verdict = ImportRow.Verdict
FIELDS = {
    "id": "Their id",
    "number": "Number here: joins that record",
    "first_name": "First name",
    "last_name": "Last name",
    "full_name": "Whole name",
    "preferred_name": "Goes by",
    "pronouns": "Pronouns",
    "birth_on": "Born",
    "sex": "Sex recorded",
    "gender": "Gender",
    "mobile": "Mobile",
    "phone": "Phone",
    "home_phone": "Home phone",
    "work_phone": "Work phone",
    "email": "E-mail",
    "address": "Address",
    "address_2": "Address, second line",
    "address_3": "Address, third line",
    "city": "Town",
    "region": "Region",
    "postcode": "Postcode",
    "country": "Country",
    "occupation": "Occupation",
    "language": "Language",
    "referral": "Heard of us through",
    "physician": "Doctor",
    "practice": "Practice",
    "physician_phone": "Phone of the practice",
    "active": "Status: active or not",
    "archived": "Archived: when, or yes",
    "desk_note": "Note for every colleague",
    "alert": "Alert for every colleague",
}
SEXES = {
    "f": "female", "female": "female", "woman": "female", "m": "male", "male": "male", "man": "male",
    "i": "intersex", "intersex": "intersex", "x": "intersex", "prefer not to say": "declined",
    "declined": "declined", "undisclosed": "declined", "u": "", "other": "",
}  # fmt: skip
GENDERS = {"f": "Female", "m": "Male"}
# As the register's own form cleans what is typed.
LINES = {
    "preferred_name": NameField(max_length=80, required=False),
    "pronouns": LineField(max_length=30, required=False),
    "gender": LineField(max_length=60, required=False),
    "occupation": LineField(max_length=120, required=False),
    "language": LineField(max_length=60, required=False),
    "physician": LineField(max_length=120, required=False),
    "practice": LineField(max_length=160, required=False),
}
NAME = NameField(max_length=80)
ADDRESS = LinesField(max_length=300, required=False)
REFERRAL = LineField(max_length=120, required=False)
BORN = PastDayField(required=False)
NOT_OF_A_PERSON = {"phones", "number", "unread"}  # among what a line becomes


class Patients:
    place = PATIENTS
    chunk = 1000
    fields = FIELDS
    shown = {
        "source": "Their id",
        "first_name": "First name",
        "last_name": "Last name",
        "birth_on": "Born",
        "sex": "Sex",
        "phones": "Phones",
        "email": "E-mail",
        "address": "Address",
        "standing": "Record",
        "desk_note": "Note for every colleague",
    }

    def missing(self, fields: set[str]) -> str:
        if "full_name" in fields or {"first_name", "last_name"} <= fields:
            return ""
        return "Say in which columns the first and the last name stand, or the whole name."

    def read(self, line: Line, batch: Import) -> dict[str, Any]:
        first, last = named(line)
        order = batch.choices.get("order", "")
        born = born_on(line, order)
        if line.said("birth_on") and not born:
            line.leave_out("birth_on", "no year")
        told = {field: line.read_if_said(field, kept.clean) for field, kept in LINES.items()}
        told["gender"] = GENDERS.get(told["gender"].casefold(), told["gender"])
        reached = {
            "email": reaching.email(line),
            "phones": reaching.all_phones(line),
            "physician_phone": reaching.phone(line, "physician_phone"),
        }
        return {
            "first_name": first,
            "last_name": last,
            "birth_on": born and born.isoformat(),
            "sex": line.read_if_said("sex", _sex),
            "address": _address(line),
            "referral_words": line.read_if_said("referral", REFERRAL.clean),
            "number": line.read_if_said("number", number, None),
            "desk_note": for_the_desk.note(line),
            "unread": line.unread,
            **in_use.read(line, batch),
            **told,
            **reached,
        }

    def identity(self, becomes: dict[str, Any]) -> list[Any]:
        parts = ("first_name", "last_name", "birth_on", "email", "phones")
        told = [becomes[part] for part in parts] + becomes["unread"]
        return [becomes["number"]] if becomes["number"] else told

    def weigh(self, rows: Sequence[ImportRow], batch: Import) -> None:
        """Known by their number, or else new, with whom on file each is like."""
        told = {row.becomes["number"] for row in rows if row.becomes.get("number")}
        by_number = {one.number: one for one in Patient.objects.filter(number__in=told)}
        new = []
        for row in rows:
            if row.becomes["number"]:
                _know(row, by_number.get(row.becomes["number"]))
            else:
                new.append(row)
        people = [_newcomer(row.becomes) for row in new]
        for place, likeness in newcomers.like(people).items():
            new[place].like = likeness

    def again(self, rows: Sequence[ImportRow], batch: Import) -> None:
        """A record is never changed from a file; an id that is somebody else's here is none of it."""
        known = by_source({row.source for row in rows}, batch.system)
        for row in rows:
            person = known.get(row.source)
            if person and _is_another(person, row.becomes):
                row.verdict, row.reason = Verdict.SKIP, ANOTHERS

    def bring(self, rows: Sequence[ImportRow], batch: Import, *, by: Staff, at: datetime) -> list[Brought]:
        """Each a record of their own with a number of their own; nobody is written to."""
        joined = [_joined(row, batch) for row in rows if row.verdict == Verdict.JOIN]
        new = [row for row in rows if row.verdict == Verdict.NEW]
        numbers = register.next_numbers(len(new))
        people = [_patient(row.becomes, one, at) for row, one in zip(new, numbers, strict=True)]
        take_keys(people)
        pairs = zip(new, people, strict=True)
        reached = [one for row, person in pairs for one in reaching.contacts(row.becomes, person)]
        take_keys(reached)
        load(*people, *reached)
        made = [
            Brought(batch=batch, place=PATIENTS, object_id=person.pk, system=batch.system, source=row.source)
            for row, person in zip(new, people, strict=True)
        ]
        ways = [
            Brought(batch=batch, place=CONTACTS, object_id=one.pk, system=batch.system) for one in reached
        ]
        return [*made, *joined, *ways]


def _is_another(person: Patient, said: dict[str, Any]) -> bool:
    """Names change, and a birth date may not be known: only both together speak against it."""
    born = person.birth_on.isoformat() if person.birth_on else ""
    return born != said["birth_on"] and not is_called(person, f"{said['first_name']} {said['last_name']}")


def named(line: Line) -> tuple[str, str]:
    """First and last name, from columns of their own or from the whole."""
    first, last = line.said("first_name"), line.said("last_name")
    if not (first and last) and line.said("full_name"):
        first, last = names.parted(line.said("full_name"))
    if not first or not last:
        raise Crooked("There is no first name." if not first else "There is no last name.")
    return line.read("first_name", lambda _: NAME.clean(values.whole(first))), line.read(
        "last_name", lambda _: NAME.clean(values.whole(last))
    )


def born_on(line: Line, order: str) -> date | None:
    """The day of birth, if it says one; a birthday without its year is none."""
    if values.has_no_year(line.said("birth_on")):
        return None
    born: date | None = line.read_if_said("birth_on", lambda text: BORN.clean(values.day(text, order)), None)
    return born


def number(text: str) -> int:
    plain = text.lstrip("#").strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise ValueError("that is no number of a patient here")
    return int(plain)


def _sex(text: str) -> str:
    if text.casefold() not in SEXES:
        raise ValueError(f"“{text[:30]}” is not one of female, male, intersex, declined")
    return SEXES[text.casefold()]


def _address(line: Line) -> str:
    town = " ".join(filter(None, (line.said("city"), line.said("region"), line.said("postcode"))))
    parts = (
        *(line.said(field) for field in ("address", "address_2", "address_3")),
        town,
        line.said("country"),
    )
    whole = "\n".join(filter(None, parts))
    return line.read("address", lambda _: ADDRESS.clean(values.whole(whole))) if whole else ""


def _know(row: ImportRow, patient: Patient | None) -> None:
    """Joined to the record of that number, unless it is somebody else's."""
    said, told = row.becomes, f"Number {row.becomes['number']}"
    if patient is None:
        row.verdict, row.reason = Verdict.SKIP, f"{told} is nobody's here."
        return
    row.like = patient.number
    same_name = any(
        names.same(f"{said['first_name']} {said['last_name']}", f"{first} {patient.last_name}")
        for first in filter(None, (patient.first_name, patient.preferred_name))
    )
    born = date.fromisoformat(said["birth_on"]) if said["birth_on"] else None
    if not same_name or (born and patient.birth_on and born != patient.birth_on):
        row.verdict, row.reason = Verdict.SKIP, f"{told} is somebody else here. Look at both."
    else:
        # Without an id of the other program there is nothing to remember of it.
        row.reason = ""
        row.verdict = Verdict.HERE if row.source.startswith("=") else Verdict.JOIN


def _newcomer(said: dict[str, Any]) -> newcomers.Newcomer:
    born = date.fromisoformat(said["birth_on"]) if said["birth_on"] else None
    numbers = [e164 for _, _, e164 in said["phones"] if e164]
    return newcomers.Newcomer(
        said["last_name"], said["first_name"], said["preferred_name"], born, said["email"], numbers
    )


def _joined(row: ImportRow, batch: Import) -> Brought:
    """What the other program calls somebody on file; nothing of theirs is changed."""
    person = Patient.objects.get(number=row.becomes["number"])
    into = person.merged_into_id or person.pk
    return Brought(
        batch=batch, place=PATIENTS, object_id=into, system=batch.system, source=row.source, joined=True
    )


def _patient(said: dict[str, Any], number: int, at: datetime) -> Patient:
    plain = {name: value for name, value in said.items() if name not in NOT_OF_A_PERSON}
    phone = said["phones"][0][1] if said["phones"] else ""
    return Patient(**plain | {"phone": phone, "number": number, "registered_at": at})
